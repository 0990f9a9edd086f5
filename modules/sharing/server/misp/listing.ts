/** Which events a collection gives to one who asks: kept until anything changes, made by one at a time. */
import { setImmediate as turn } from 'node:timers/promises'
import { hashesOf, looseEntry, manifestEntry, type Maker, type MispEvent } from '#engines/misp/index.ts'
import type { StixObject } from '#engines/stix/index.ts'
import { looseGroups, type Loose, type LooseGroup } from '../../core/misp.ts'
import type { Context } from '../context.ts'
import { asAsker, type Asker } from '../taxii/asker.ts'
import type { CollectionRow } from '../store.ts'
import { byIds, indicatorsBefore, reportsBefore, stampsOf, stateOf, type OutRow, type Reading, type Stamped } from '../store/misp-store.ts'
import { eventOfGroup, eventOfReport, headOfGroup, namedBy, OBJECTS_MOST, secondsOf } from './events.ts'

/** As many as a client of ours reads; the latest to come. */
const EVENTS_MOST = 10_000
const INDICATORS_MOST = 500_000
const REPORTS_AT_ONCE = 50
const INDICATORS_AT_ONCE = 20_000
const KEPT_BYTES = 64 * 1_048_576

/** `loose`: what came on a day; else the event of a report. */
type Place = { readonly id: string } | { readonly loose: LooseGroup }
export type Listing = { readonly state: string; readonly manifest: string; readonly places: ReadonlyMap<string, Place> }
type Kept = { readonly listing: Listing; readonly hashes?: string; /** Files that were asked for. */ readonly files: Map<string, string> }

export function createListings(context: Context, maker: Maker) {
  /** By collection and who asks: the last one. */
  const kept = new Map<string, Kept>(), under = new Map<string, Promise<Kept>>()
  let before: Promise<unknown> = Promise.resolve()
  /** One after another: whoever asks for much waits for it, and no other work does. */
  const queued = <T>(work: () => Promise<T>): Promise<T> => { const next = before.then(work, work); before = next.catch(() => undefined); return next }
  const readingOf = (asker: Asker, row: CollectionRow): Reading => ({ no: row.no, peer: asker.peer?.no ?? null })
  const viewOf = (asker: Asker, row: CollectionRow): string => `${row.no} ${asker.kind} ${asker.peer?.no ?? ''}`
  const bytesOf = ({ listing, hashes, files }: Kept): number => [...files.values()].reduce((sum, one) => sum + one.length, listing.manifest.length + (hashes?.length ?? 0))

  function keep(view: string, one: Kept): void {
    kept.delete(view)
    kept.set(view, one)
    let bytes = [...kept.values()].reduce((sum, each) => sum + bytesOf(each), 0)
    for (const [oldest, each] of kept) { if (bytes <= KEPT_BYTES || oldest === view) break; kept.delete(oldest); bytes -= bytesOf(each) }
    // Of the last one the files go first.
    for (const [uuid, text] of one.files) { if (bytes <= KEPT_BYTES) break; one.files.delete(uuid); bytes -= text.length }
  }
  /** Whoever asks for what is being made already waits for it. */
  async function once(key: string, make: () => Promise<Kept>): Promise<Kept> {
    const making = under.get(key) ?? queued(make)
    under.set(key, making)
    try { return await making } finally { under.delete(key) }
  }
  async function find(asker: Asker, row: CollectionRow): Promise<Kept> {
    const [reading, view] = [readingOf(asker, row), viewOf(asker, row)]
    const state = `${row.version}-${await asAsker(context, asker, (tx) => stateOf(tx, reading))}`, found = kept.get(view)
    if (found?.listing.state === state) return found
    const made = await once(`${view} ${state}`, async () => ({ listing: await list(context, asker, row, reading, maker, state), files: new Map() }))
    keep(view, made)
    return made
  }

  /** One event of a listing, as it is now. */
  const event = (asker: Asker, row: CollectionRow, place: Place): Promise<MispEvent | undefined> => asAsker(context, asker, async (tx) => {
    const reading = readingOf(asker, row)
    if ('loose' in place) return eventOfGroup(tx, reading, place.loose, { title: row.title, maker })
    const [report] = await byIds(tx, reading, [place.id])
    return report && !report.revoked ? eventOfReport(tx, reading, report, maker) : undefined
  })
  async function hashes(asker: Asker, row: CollectionRow): Promise<{ state: string; text: string }> {
    const one = await find(asker, row), { listing } = one
    if (one.hashes !== undefined) return { state: listing.state, text: one.hashes }
    const made = await once(`${viewOf(asker, row)} ${listing.state} hashes`, async () => {
      const lines: string[] = []
      for (const [uuid, place] of listing.places) {
        const found = await event(asker, row, place)
        if (found) for (const hash of hashesOf(found)) lines.push(`${hash},${uuid}\n`)
        await turn()
      }
      return { listing, hashes: lines.join(''), files: one.files }
    })
    keep(viewOf(asker, row), made)
    return { state: listing.state, text: made.hashes ?? '' }
  }
  /** The file of an event, as it is now; undefined: it is in no listing. */
  async function file(asker: Asker, row: CollectionRow, uuid: string): Promise<string | undefined> {
    const one = await find(asker, row), place = one.listing.places.get(uuid), kept = one.files.get(uuid)
    if (!place || kept !== undefined) return kept
    const made = await queued(async () => one.files.get(uuid) ?? textOf(await event(asker, row, place)))
    if (made !== undefined) { one.files.set(uuid, made); keep(viewOf(asker, row), one) }
    return made
  }
  return { file, listing: async (asker: Asker, row: CollectionRow) => (await find(asker, row)).listing, event, hashes }
}
const textOf = (event: MispEvent | undefined): string | undefined => event && JSON.stringify({ Event: event })
export type Listings = ReturnType<typeof createListings>

async function list(context: Context, asker: Asker, row: CollectionRow, reading: Reading, maker: Maker, state: string): Promise<Listing> {
  const places = new Map<string, Place>(), entries: string[] = [], named = new Set<string>()
  const add = (uuid: string, place: Place, entry: unknown) => { if (places.has(uuid) || places.size >= EVENTS_MOST) return; places.set(uuid, place); entries.push(`${JSON.stringify(uuid)}:${JSON.stringify(entry)}`) }
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const reports = await asAsker(context, asker, (tx) => reportsBefore(tx, reading, before, REPORTS_AT_ONCE))
    const parsed = reports.map((one) => ({ row: one, report: JSON.parse(one.body) as StixObject })).map((one) => ({ ...one, ids: namedBy(one.report) }))
    const [stamps, makers] = await asAsker(context, asker, async (tx) => [
      new Map((await stampsOf(tx, reading, [...new Set(parsed.flatMap((one) => one.ids))])).map((one) => [one.id, one])),
      new Map((await byIds(tx, reading, [...new Set(parsed.flatMap((one) => one.ids.filter((id) => id === one.report['created_by_ref'])))])).map((one) => [one.id, JSON.parse(one.body) as StixObject])),
    ])
    for (const one of parsed) {
      for (const id of one.ids) named.add(id)
      if (one.ids.length > OBJECTS_MOST) continue
      add(one.row.id.slice(-36), { id: one.row.id }, entryOf(one, stamps, makers, maker))
    }
    if (reports.length < REPORTS_AT_ONCE) break
    before = reports.at(-1)!.added
    await turn()
  }
  const loose: Loose[] = []
  for (let before = Number.MAX_SAFE_INTEGER; loose.length < INDICATORS_MOST;) {
    const some = await asAsker(context, asker, (tx) => indicatorsBefore(tx, reading, before, INDICATORS_AT_ONCE))
    for (const one of some) if (!named.has(`indicator--${one.uuid}`)) loose.push(one)
    if (some.length < INDICATORS_AT_ONCE) break
    before = some.at(-1)!.added
    await turn()
  }
  for (const group of looseGroups(row.id, loose)) add(group.uuid, { loose: group }, looseEntry(headOfGroup(group, { title: row.title, maker }), group.tlp))
  return { state, manifest: `{${entries.join(',')}}`, places }
}

const entryOf = ({ row, report, ids }: { row: OutRow; report: StixObject; ids: readonly string[] }, stamps: ReadonlyMap<string, Stamped>, makers: ReadonlyMap<string, StixObject>, maker: Maker) => {
  const by = makers.get(String(report['created_by_ref']))
  return manifestEntry({ report, maker, seconds: secondsOf([row, ...ids.flatMap((id) => stamps.get(id) ?? [])]), tlp: row.tlp }, by ? [by] : [])
}
