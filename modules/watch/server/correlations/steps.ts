/**
 * What correlations will need of the hits of their parts, written with the batch. Hits that say the same to every correlation are one
 * row with each moment: a burst is small, and nothing is counted wrong.
 */
import { firstText } from '#engines/sigma/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { aboutOf, valueAt } from '../../core/about.ts'
import type { Watched } from '../../core/correlations.ts'
import { momentOf } from '../../core/moment.ts'
import type { Hit } from '../asking.ts'
import { LINE_SHOWN, linesOf, textOf } from '../lines.ts'
import { addMissed, addSteps, silencedFields, type Missed, type NewStep } from '../store/steps-store.ts'
import type { SourceRow } from '../store.ts'

export const LINES_KEPT = 5
const DAY_MS = 86_400_000
/** Of a batch: rows of one body and rule. Hits beyond are not kept for correlations; they are counted as cut. */
const ROWS_MOST = 5000
/** Of these, so many bring their lines. */
const WITH_LINES = 500
const HITS_IN_ROW = 1000
const VALUE_MOST = 1000

type Growing = { -readonly [key in keyof NewStep]: NewStep[key] } & { hits: NewStep['hits'][number][]; lines: NewStep['lines'][number][] }

export async function saveSteps(tx: Tx, hits: readonly Hit[], sources: ReadonlyMap<string, SourceRow>, now: Date): Promise<void> {
  const watched = hits.flatMap((hit) => (hit.watched ? [{ ...hit, watched: hit.watched }] : []))
  if (watched.length === 0) return
  const silenced = await silencedFields(tx, now)
  const rows = new Map<string, Growing>()
  const full: Growing[] = []
  const many = new Map<string, number>()
  const cut = new Map<string, Missed>()
  for (const { frame, rule, line, place, watched: asked } of inOrder(watched)) {
    const source = sources.get(frame.sourceId)
    const event = eventOf(line)
    if (!source || event === undefined) continue
    const [fields, about] = [fieldsOf(event, asked, silenced), aboutOf(event)]
    const key = JSON.stringify([source.id, rule.id, fields, about])
    const hit = [momentOf(event, frame.at), place] as const
    const before = rows.get(key)
    if (before && before.hits.length < HITS_IN_ROW) {
      before.hits.push(hit)
      if (before.lines.length > 0 && before.lines.length < LINES_KEPT) before.lines.push(kept(place, line))
      continue
    }
    const of = `${source.party_id} ${rule.id}`
    const count = (many.get(of) ?? 0) + 1
    if (count > ROWS_MOST) {
      const day = frame.at.toISOString().slice(0, 10)
      cut.set(of, { ruleId: rule.id, partyId: source.party_id, realm: source.realm, day, late: 0, ungrouped: 0, unvalued: 0, evicted: 0, cut: (cut.get(of)?.cut ?? 0) + 1 })
      continue
    }
    many.set(of, count)
    if (before) full.push(before)
    rows.set(key, {
      realm: source.realm, partyId: source.party_id, sourceId: source.id, ruleId: rule.id, cameAt: frame.at, fields, ...about, hits: [hit], lines: count <= WITH_LINES ? [kept(place, line)] : [],
      // No longer than the body keeps its lines.
      until: new Date(now.getTime() + Math.min(asked.keepMs, (source.retention_days ?? 7) * DAY_MS)),
    })
  }
  await addSteps(tx, [...full, ...rows.values()])
  await addMissed(tx, [...cut.values()])
}

/** Line by line, in the order in which they came; a place is a number that rises with it. */
function* inOrder<T extends Hit>(hits: readonly T[]): Generator<T & { readonly line: Buffer; readonly place: number }> {
  let base = 0
  for (const ofFrame of Map.groupBy(hits, (hit) => hit.frame).values()) {
    const { frame } = ofFrame[0]!
    const lineAt = linesOf(frame.lines)
    const all = ofFrame.flatMap((hit) => hit.lines.map((number) => ({ hit, number }))).toSorted((a, b) => a.number - b.number)
    for (const { hit, number } of all) yield { ...hit, line: lineAt(number), place: base + number }
    base += all.at(-1)!.number + 1
  }
}

function fieldsOf(event: unknown, { fields }: Watched, silenced: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  const put = (field: string, value: string | undefined) => { if (value !== undefined) found[field] = clean(value) }
  for (const field of silenced) put(field, valueAt(event, field))
  for (const field of fields) put(field, firstText(event, field))
  return found
}
/** What the database can hold. Values that are alike for so long count as one. */
const clean = (text: string): string => text.slice(0, VALUE_MOST).replaceAll('\u0000', '\ufffd').toWellFormed()
const kept = (place: number, line: Buffer) => ({ place, line: textOf(line), cut: line.length > LINE_SHOWN })
function eventOf(line: Buffer): unknown {
  try { return JSON.parse(String(line)) as unknown } catch { return undefined }
}
