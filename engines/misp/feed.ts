/** A feed as MISP reads it: a manifest, the hashes of all values, one file an event. */
import { md5 } from '@noble/hashes/legacy.js'
import type { Json } from '#engines/stix/index.ts'
import type { MispEvent } from './types.ts'
import { records, textOf, uuidOf, type Found } from './values.ts'

export type FeedFile = { readonly name: string; readonly text: string }

/** The files of a feed by name. An event without a UUID has no name in a feed, and is left out. */
export function writeFeed(events: readonly MispEvent[]): FeedFile[] {
  const named = events.flatMap((event) => { const uuid = uuidOf(event['uuid']); return uuid ? [{ uuid, event }] : [] })
  const manifest: Record<string, Json> = Object.fromEntries(named.map(({ uuid, event }) => [uuid, entryOf(event)]))
  const hashes = named.flatMap(({ uuid, event }) => hashesOf(event).map((hash) => `${hash},${uuid}`))
  return [
    { name: 'manifest.json', text: JSON.stringify(manifest) }, { name: 'hashes.csv', text: hashes.length === 0 ? '' : `${hashes.join('\n')}\n` },
    ...named.map(({ uuid, event }) => ({ name: `${uuid}.json`, text: JSON.stringify({ Event: event }) })),
  ]
}

/** What a manifest says of an event. */
export function entryOf(event: MispEvent): Json {
  const [orgc] = records([event['Orgc'] ?? null])
  return {
    Orgc: { name: textOf(orgc?.['name']), uuid: textOf(orgc?.['uuid']) }, info: textOf(event['info']), date: textOf(event['date']), analysis: event['analysis'] ?? '0', threat_level_id: event['threat_level_id'] ?? '4', timestamp: event['timestamp'] ?? '0',
    Tag: records(event['Tag']).map(({ name, colour }): Found => ({ name: name ?? '', colour: colour ?? '#ffffff' })),
  }
}

/** MISP hashes each part of a value that is joined by `|`, and the first part of a sample. */
export function hashesOf(event: MispEvent): string[] {
  const attributes = [...records(event['Attribute']), ...records(event['Object']).flatMap((one) => records(one['Attribute']))]
  const values = attributes.filter((one) => one['deleted'] !== true).flatMap((one) => (textOf(one['type']).includes('|') || one['type'] === 'malware-sample' ? textOf(one['value']).split('|') : [textOf(one['value'])]))
  return [...new Set(values.filter((value) => value !== ''))].map((value) => Array.from(md5(new TextEncoder().encode(value)), (byte) => byte.toString(16).padStart(2, '0')).join(''))
}
