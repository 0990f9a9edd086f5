/** What of MISP has no place in STIX travels in an extension of ours, as text: what is in it is for whoever goes back to MISP. */
import { beginning, canonical, deterministicId, isRecord, measure, type Json, type StixObject } from '#engines/stix/index.ts'
import type { Found } from './values.ts'

const maker = deterministicId('identity', 'bastida')
export const extensionId = deterministicId('extension-definition', 'misp')
/** Who defines it, and what it is: both go along, so that nobody meets an extension without its definition. */
export const definitions: readonly StixObject[] = [
  { type: 'identity', spec_version: '2.1', id: maker, created: beginning, modified: beginning, name: 'Bastida', identity_class: 'system' },
  {
    type: 'extension-definition', spec_version: '2.1', id: extensionId, created_by_ref: maker, created: beginning, modified: beginning, name: 'MISP core format', version: '1.0.0', extension_types: ['property-extension'],
    description: 'misp_event, misp_rest, misp_attribute and misp_object hold JSON of the MISP core format as text; misp_at is the place in its list.', schema: 'https://www.misp-standard.org/rfc/misp-standard-core.html',
  },
]
export const definedBy = maker

export const textOfJson = (value: Json): string => canonical(value) ?? JSON.stringify(value)
export const extension = (what: Found): Json => ({ [extensionId]: { extension_type: 'property-extension', ...what } })
export const extensionOf = (object: Found): Found | undefined => {
  const found = isRecord(object['extensions']) ? object['extensions'][extensionId] : undefined
  return isRecord(found) ? found : undefined
}
export function parsed(text: Json | undefined): Json | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const value = JSON.parse(text) as Json
    // It came from outside: as deep as an object may be, no deeper.
    return typeof value === 'object' && value !== null && measure(value) ? undefined : value
  } catch { return undefined }
}
