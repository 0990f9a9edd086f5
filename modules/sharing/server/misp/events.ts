/** Events of what may leave: of a report and what belongs to it, of one object, and of loose indicators. */
import { eventOf, looseEvent, type Maker, type MispEvent } from '#engines/misp/index.ts'
import { deterministicId, isRecord, type StixObject } from '#engines/stix/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { LooseGroup } from '../../core/misp.ts'
import { byAdded, byIds, type OutRow, type Reading } from '../store/misp-store.ts'

/** Of one event: what holds more is in no feed, and its file is refused. */
export const OBJECTS_MOST = 100_000
const MARKINGS_MOST = 1000

/** Who is named for what this centre makes: it is known again when it comes back. */
export const makerOf = (publicUrl: string): Maker => ({ name: new URL(publicUrl).host, uuid: deterministicId('x', 'misp-centre', publicUrl).slice(3) })

const objectOf = (row: OutRow): StixObject => JSON.parse(row.body) as StixObject
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [])
/** What belongs to a report: what it names, and who made it. */
export const namedBy = (report: StixObject): string[] => [...new Set([...texts(report['object_refs']), ...texts([report['created_by_ref']])])]

/** Definitions of markings and the makers of objects go along, or nobody could read them. */
async function around(tx: Tx, reading: Reading, objects: readonly StixObject[]): Promise<StixObject[]> {
  const here = new Set(objects.map((one) => one.id))
  const wanted = new Set(objects.flatMap((one) => [...texts(one['object_marking_refs']), ...(Array.isArray(one['granular_markings']) ? one['granular_markings'].flatMap((part) => (isRecord(part) ? texts([part['marking_ref']]) : [])) : [])]))
  return (await byIds(tx, reading, [...wanted].filter((id) => !here.has(id)).slice(0, MARKINGS_MOST))).map(objectOf)
}

/** @returns undefined where it holds more than an event may. */
export async function eventOfReport(tx: Tx, reading: Reading, row: OutRow, maker: Maker): Promise<MispEvent | undefined> {
  const report = objectOf(row), ids = namedBy(report).filter((id) => id !== report.id)
  if (ids.length > OBJECTS_MOST) return undefined
  const found = await byIds(tx, reading, ids), objects = found.map(objectOf)
  return eventOf({ report, maker, seconds: secondsOf([row, ...found]), tlp: row.tlp }, [...objects, ...(await around(tx, reading, [report, ...objects]))])
}
/** The moment of an event: the newest version in it. */
export const secondsOf = (rows: readonly { readonly stamp: number; readonly added: number }[]): number => Math.floor(rows.reduce((most, one) => Math.max(most, one.stamp || one.added), 0) / 1_000_000)

export async function eventOfGroup(tx: Tx, reading: Reading, group: LooseGroup, head: { readonly title: string; readonly maker: Maker }): Promise<MispEvent> {
  const objects = (await byAdded(tx, reading, group.added)).map(objectOf)
  return looseEvent(headOfGroup(group, head), [...objects, ...(await around(tx, reading, objects))], group.tlp)
}
export const headOfGroup = ({ uuid, day, seconds }: LooseGroup, { title, maker }: { readonly title: string; readonly maker: Maker }) => ({ uuid, orgc: maker, info: `${title}, ${day}`, date: day, seconds })

export async function eventOfObject(tx: Tx, reading: Reading, row: OutRow, maker: Maker): Promise<MispEvent | undefined> {
  if (row.type === 'report' || row.type === 'grouping') return eventOfReport(tx, reading, row, maker)
  const object = objectOf(row), beside = (await byIds(tx, reading, texts([object['created_by_ref']]))).map(objectOf), objects = [object, ...beside]
  const named = typeof object['name'] === 'string' && object['name'].trim() !== '' ? object['name'] : row.id
  const seconds = secondsOf([row])
  return looseEvent({ uuid: deterministicId('x', 'misp-object', row.id).slice(3), orgc: maker, info: named, date: new Date(seconds * 1000).toISOString().slice(0, 10), seconds }, [...objects, ...(await around(tx, reading, objects))], row.tlp)
}
