/** An event of MISP as what the store keeps, a piece at a time: in a thread where it is long, here where it is short. Nothing here asks the database. */
import { createHash } from 'node:crypto'
import { levelOf, readEvent, readManifest, toStix, type MispEvent, type MispProblem } from '#engines/misp/index.ts'
import { canonical, isRecord, type StixObject } from '#engines/stix/index.ts'
import type { Tlp } from '#platform/contract/index.ts'
import { sameContent } from '../../core/decide.ts'
import { momentOf, stampOf, type Facts } from '../../core/facts.ts'
import { withoutTimes } from '../../core/misp.ts'
import { valuesOf, type Value } from '../../core/values.ts'
import { readTexts, type Definition } from '../reading.ts'

/** `uuid`, `maker`: small letters; empty where there is none. */
export type Head = { readonly uuid: string; readonly maker: string; readonly tlp: Tlp | null; /** Of its report, the last of its objects. */ readonly report: { readonly id: string; readonly stamp: number } | null; readonly count: number; /** Texts of definitions of markings that came in it. */ readonly definitions: readonly string[] }
export type Piece = { readonly good: readonly Facts[]; readonly bad: readonly { readonly id: string; readonly problem: string }[]; readonly more: boolean }
export type ReadText = { readonly events: readonly string[]; readonly problems: readonly MispProblem[] }
export type ManifestPiece = { readonly lines: readonly { readonly uuid: string; readonly mark: string; readonly maker: string }[]; readonly isWrong: boolean; readonly more: boolean }
/** All that may be asked of long texts. What is asked stays until another text is. */
export type Asked =
  | { readonly read: string | Uint8Array } | { readonly take: number; readonly whole: boolean } | 'next' | { readonly manifest: string | Uint8Array } | 'lines'
  | { readonly alike: readonly [string, string] } | { readonly restamp: string; readonly stamp: number } | { readonly valuesOf: string }

const PIECE = { objects: 200, characters: 262_144, lines: 500 } as const
const DEFINITIONS_MOST = 1000

export function createApart() {
  let events: readonly MispEvent[] = [], lines: ManifestPiece['lines'] = [], isWrong = false, at = 0
  let [objects, known, whole]: [readonly StixObject[], Map<string, Definition>, boolean] = [[], new Map(), false]

  function take(event: MispEvent): Head {
    const all = toStix(event), versions = Map.groupBy(all, (one) => one.id)
    // Versions of one object stand together: they are decided together.
    objects = versions.size === all.length ? all : [...versions.values()].flat()
    at = 0
    const definitions = all.filter((one) => one.type === 'marking-definition').slice(0, DEFINITIONS_MOST)
    known = new Map(definitions.map((one) => [one.id, one]))
    const report = all.findLast((one) => one.type === 'report')
    return { uuid: uuidIn(event['uuid']), maker: uuidIn(isRecord(event['Orgc']) ? event['Orgc']['uuid'] : undefined), tlp: levelOf(event), report: report ? { id: report.id, stamp: stampOf(report['modified'] ?? report['created']) ?? 0 } : null, count: all.length, definitions: definitions.map((one) => JSON.stringify(one)) }
  }
  async function next(): Promise<Piece> {
    const some: { object: StixObject; text: string }[] = []
    for (let characters = 0; at < objects.length; at++) {
      const object = objects[at]!
      if ((some.length >= PIECE.objects || characters > PIECE.characters) && objects[at - 1]!.id !== object.id) break
      const text = JSON.stringify(object)
      some.push({ object, text })
      characters += text.length
    }
    const { good, bad } = await readTexts(some, { known, find: async () => [], whole })
    return { good, bad: bad.map(({ id, problem }) => ({ id, problem })), more: at < objects.length }
  }
  return async (asked: Asked): Promise<unknown> => {
    if (asked === 'next') return next()
    if (asked === 'lines') {
      const some = lines.slice(at, at += PIECE.lines)
      return { lines: some, isWrong, more: at < lines.length } satisfies ManifestPiece
    }
    if ('read' in asked) {
      const found = readEvent(textOf(asked.read))
      events = found.events
      return { events: events.map((one) => uuidIn(one['uuid'])), problems: found.problems } satisfies ReadText
    }
    if ('take' in asked) { whole = asked.whole; return take(events[asked.take]!) }
    if ('manifest' in asked) {
      const found = readManifest(textOf(asked.manifest))
      isWrong = found.entries.length === 0 && found.problems.some((one) => one.severity === 'error')
      lines = found.entries.map(({ uuid, entry }) => ({ uuid: uuid.toLowerCase(), mark: createHash('sha256').update(canonical(entry) ?? '').digest('hex').slice(0, 32), maker: uuidIn(isRecord(entry['Orgc']) ? entry['Orgc']['uuid'] : undefined) }))
      at = 0
      return null
    }
    if ('alike' in asked) return sameContent(withoutTimes(asked.alike[0]), withoutTimes(asked.alike[1]))
    if ('restamp' in asked) return JSON.stringify({ ...(JSON.parse(asked.restamp) as object), modified: momentOf(asked.stamp) })
    return valuesOf(JSON.parse(asked.valuesOf) as Record<string, never>) satisfies Value[]
  }
}
const uuidIn = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase().slice(0, 100) : '')
const textOf = (text: string | Uint8Array): string => (typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8'))
