/** Shape of one field of an authority's form. */

import type { Certainty, Texts } from '../types.ts'
import type { DescriptionKey } from './description.ts'
import type { LabelledKey } from './keyLabels.data.ts'

export type DraftAuthority = 'edpb' | 'garante' | 'cnil' | 'csirt_italia' | 'anssi' | 'cert_sante'

export interface FormField {
  readonly authority: DraftAuthority
  /** The form's own number or letter where it has one. */
  readonly id: string
  readonly section: string
  readonly order: number
  readonly label: Texts
  /** `unknown`: the authority's form is behind a login and was not read. */
  readonly mandatory: 'yes' | 'conditional' | 'no' | 'unknown'
  readonly from: readonly DescriptionKey[]
  /** `first`: filled from the first key that the description has. `all`: one box for all of them, a line each. */
  readonly take: 'first' | 'all'
  /** Asked only when the description holds one of these codes. */
  readonly onlyIf?: { readonly key: DescriptionKey; readonly oneOf: readonly string[] }
  /** Characters; known for no form listed here yet. */
  readonly maxLength?: number
  readonly certainty: Certainty
}

/** id, mandatory, description key(s), Italian, French, English, condition `key=code|code`. */
export type FieldRow = readonly [
  id: string, mandatory: 'yes' | 'conditional' | 'no' | 'unknown', from: DescriptionKey | readonly DescriptionKey[] | { readonly all: readonly LabelledKey[] },
  it: string, fr: string, en: string, onlyIf?: `${DescriptionKey}=${string}`,
]

export function formFields(
  authority: DraftAuthority, certainty: Certainty, sections: Readonly<Record<string, readonly FieldRow[]>>,
): readonly FormField[] {
  const rows = Object.entries(sections).flatMap(([section, list]) => list.map((row) => ({ section, row })))
  return rows.map(({ section, row: [id, mandatory, from, it, fr, en, onlyIf] }, index) => ({
    authority, id, section, order: index + 1, label: { it, fr, en }, mandatory,
    ...keysOf(from), ...(onlyIf ? { onlyIf: condition(onlyIf) } : {}), certainty,
  }))
}

function keysOf(from: FieldRow[2]): Pick<FormField, 'from' | 'take'> {
  if (typeof from === 'string') return { from: [from], take: 'first' }
  return 'all' in from ? { from: from.all, take: 'all' } : { from, take: 'first' }
}

function condition(text: string): { key: DescriptionKey; oneOf: readonly string[] } {
  const [key = '', codes = ''] = text.split('=')
  return { key: key as DescriptionKey, oneOf: codes.split('|') }
}
