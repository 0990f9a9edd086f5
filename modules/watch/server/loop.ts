/**
 * Reads the queues, asks the rules, raises alerts. What lines led to and how far they were read is one transaction: lines that are read
 * again after a kill are known by their place, and lead to nothing twice.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TerritoryGraph } from '#modules/territory/contract.ts'
import { record } from '#platform/audit/index.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { openSpoolReader, type SpoolReader } from '#platform/spool/index.ts'
import type { RuleLevel, Shown } from '../contract-shapes.ts'
import { aboutOf } from '../core/about.ts'
import { severityOf } from '../core/severity.ts'
import { silencedBy, type Silence } from '../core/suppress.ts'
import { withoutZone } from '../core/zones.ts'
import { statesAt } from './catalogue/tuned.ts'
import type { Context } from './context.ts'
import { readFrame, type Frame } from './frame.ts'
import { LINE_SHOWN, linesOf, textOf } from './lines.ts'
import type { CompiledRules } from './matching.ts'
import { SPOOL_READERS, spoolFolder } from './queue.ts'
import { addSilenced, cursorOf, moveCursor, openCases, raise, SAMPLES_MOST, standingSuppressions, type Card } from './store/alerts-store.ts'
import { addSeen, catalogueMark, setAside, workingRules, type RuleRow, type Seen } from './store/rules-store.ts'
import { addTallies, sourcesByIds, type SourceRow, type Tally } from './store.ts'

const actor = system('watch.loop')
/** Of one transaction. */
const BATCH_BYTES = 8 * 1_048_576
/** One run ends after so long, so that whoever stops the centre is not kept waiting. */
const RUN_MS = 20_000
const PATTERN_SHOWN = 500
const DAY_MS = 86_400_000

type Working = { readonly mark: string; /** Of the texts. */ readonly key: string; readonly rules: ReadonlyMap<string, RuleRow>; readonly compiled: CompiledRules }
/** One rule in the lines of one frame, by their numbers, rising. */
type Hit = { readonly frame: Frame; readonly rule: RuleRow; readonly lines: readonly number[] }
type Found = { readonly hits: readonly Hit[]; readonly tallies: readonly (Frame & { readonly broken: number; readonly noZone: number })[]; readonly stuck: readonly { readonly rule: RuleRow; readonly pattern: string }[] }

export function createLoop(context: Context) {
  const { ground: { db, clock, log, dataFolder }, needs } = context
  const readers = new Map<string, SpoolReader>()
  let working: Working | undefined

  async function rulesNow(tx: Tx): Promise<Working> {
    const mark = await catalogueMark(tx)
    if (working?.mark === mark) return working
    const rules = await workingRules(tx)
    const key = keyOf(rules)
    // A rule that may alert now is asked as before: only other texts are read anew.
    const compiled = working?.key === key ? working.compiled : needs.compile(rules)
    if (working && working.compiled !== compiled) await working.compiled.close()
    working = { mark, key, rules: new Map(rules.map((rule) => [rule.id, rule])), compiled }
    return working
  }

  /** Outside of any transaction: it takes as long as the lines are many. */
  async function match(frames: readonly Frame[], now: Working): Promise<Found> {
    const asked = now.compiled.match(frames.map((frame) => frame.lines))
    // While the thread works.
    const zones = frames.map((frame) => withoutZone(frame.lines))
    const { pieces, stuck } = await asked
    if (stuck.length > 0) {
      for (const one of stuck) log.error('a rule did not come to an end over lines and is set aside', { rule: one.ruleId })
      const gone = new Set(stuck.map((one) => one.ruleId))
      working = { ...now, key: keyOf([...now.rules.values()].filter((rule) => !gone.has(rule.id))) }
    }
    const hits: Hit[] = []
    for (const [index, frame] of frames.entries()) {
      const byRule = new Map<string, number[]>()
      for (const [line, ruleId] of pieces[index]!.hits) {
        const lines = byRule.get(ruleId)
        if (lines) lines.push(line)
        else byRule.set(ruleId, [line])
      }
      for (const [ruleId, lines] of byRule) {
        const rule = now.rules.get(ruleId)
        if (rule) hits.push({ frame, rule, lines })
      }
    }
    return { hits, tallies: frames.map((frame, index) => ({ ...frame, broken: pieces[index]!.broken, noZone: zones[index]! })), stuck: stuck.map((one) => ({ rule: now.rules.get(one.ruleId)!, pattern: one.pattern })) }
  }

  async function save(tx: Tx, { hits, tallies, stuck }: Found, graph: TerritoryGraph | undefined): Promise<void> {
    const now = clock.now()
    for (const { rule, pattern } of stuck) {
      if (await setAside(tx, rule, pattern, now)) await record(tx, actor, now, { action: 'watch.set_rule_aside', object: `rule:${rule.id}`, detail: { before: rule.state, pattern: pattern.slice(0, PATTERN_SHOWN) } })
    }
    const sources = new Map((await sourcesByIds(tx, [...new Set(tallies.map((one) => one.sourceId))])).map((row) => [row.id, row]))
    await addTallies(tx, talliesOf(tallies, sources))
    const stateAt = await statesAt(tx, [...sources.values()].map((source) => source.party_id), hits.map((hit) => hit.rule.id))
    const stateOf = ({ frame, rule }: Hit) => (sources.has(frame.sourceId) ? stateAt(rule, sources.get(frame.sourceId)!.party_id) : 'off')
    const heard = hits.filter((hit) => stateOf(hit) !== 'off')
    await addSeen(tx, seenOf(heard, sources))
    const alerting = heard.filter((hit) => stateOf(hit) === 'alert')
    if (alerting.length === 0 || !graph) return
    const silences = await standingSuppressions(tx, now)
    const byBody = Map.groupBy(silences, (one) => one.party_id)
    const silenced = new Map<string, number>()
    const cards = new Map<string, Card>()
    const serious = seriousness(graph, await openCases(tx, [...new Set(alerting.map((hit) => sources.get(hit.frame.sourceId)!.party_id))]))
    for (const { frame, rule, line } of alerting.flatMap(linesOfHit)) {
      const source = sources.get(frame.sourceId)!
      const event = eventOf(line)
      const silence = silencedBy((byBody.get(source.party_id) ?? []).map((one): Silence => ({ id: one.id, ruleId: one.rule_id, field: one.field, value: one.value, until: one.until })), rule.id, event, now)
      if (silence) { silenced.set(silence.id, (silenced.get(silence.id) ?? 0) + 1); continue }
      const { host, account } = aboutOf(event)
      const key = JSON.stringify([source.party_id, rule.id, host, account])
      const before = cards.get(key)
      const sample = { at: frame.at, line: textOf(line), cut: line.length > LINE_SHOWN, until: new Date(frame.at.getTime() + (source.retention_days ?? 7) * DAY_MS) }
      const { severity, why } = severityOf({ level: rule.level as RuleLevel, shows: source.shows as Shown[], ...serious(source.party_id) })
      cards.set(key, before
        ? { ...before, count: before.count + 1, last: frame.at > before.last ? frame.at : before.last, samples: before.samples.length < SAMPLES_MOST ? [...before.samples, sample] : before.samples }
        : { id: randomUUID(), realm: source.realm, partyId: source.party_id, sourceId: source.id, ruleId: rule.id, title: rule.title, level: rule.level as RuleLevel, tags: rule.tags, severity, why, host, account, first: frame.at, last: frame.at, count: 1, samples: [sample] })
    }
    // In one order everywhere: two who raise the same cards wait for each other, and never in a ring.
    for (const [, card] of [...cards].toSorted(([a], [b]) => (a < b ? -1 : 1))) await raise(tx, card)
    await addSilenced(tx, silenced)
  }

  type Taken = { readonly id: string; readonly from: number; readonly next: number; readonly reader: SpoolReader; readonly found: Found }

  /** The next lines and what rules say of them; undefined where there are none. */
  async function take(name: string): Promise<Taken | undefined> {
    let reader = readers.get(name)
    if (!reader) {
      reader = await openSpoolReader(join(spoolFolder(dataFolder), name), { all: SPOOL_READERS })
      const { id } = reader
      if (id === '') return undefined
      // The database knows better than the file how far the lines led to something.
      const saved = await db.as(actor, (tx) => cursorOf(tx, id))
      if (saved > reader.position()) reader.skipTo(saved)
      readers.set(name, reader)
    }
    const from = reader.position()
    const { payloads, next } = await reader.read(needs.stepBytes ?? BATCH_BYTES)
    if (next === from) return undefined
    return { id: reader.id, from, next, reader, found: await match(payloads.map(readFrame), await db.as(actor, rulesNow)) }
  }

  /** @returns false where another process was faster: then these lines, and those behind them, are not ours as they were read. */
  async function keep({ id, from, next, reader, found }: Taken): Promise<boolean> {
    // A rule that observes may alert at one body.
    const graph = found.hits.length > 0 ? await needs.territory.graph(LIVE) : undefined
    const isOurs = await db.as(actor, async (tx) => {
      if (await cursorOf(tx, id) > from) return false
      await save(tx, found, graph)
      await moveCursor(tx, id, next, clock.now())
      return true
    })
    if (isOurs) await reader.done(next)
    return isOurs
  }

  /**
   * What lines led to is saved while rules are asked of the next ones; in turn, so that the place moves as the lines do.
   * @returns false where another process was faster: the queue is to be opened anew.
   */
  async function drain(name: string, until: number): Promise<boolean> {
    let keeping: Promise<boolean> = Promise.resolve(true)
    try {
      // A clock that stands still, as in tests, must not make this endless: the queue ends by itself.
      for (let taken = await take(name); taken; taken = clock.elapsedMs() > until ? undefined : await take(name)) {
        if (!await keeping) break
        keeping = keep(taken)
        // Whoever waits for it hears of it; until then it is nobody's failure.
        keeping.catch(() => {})
      }
      const isOurs = await keeping
      if (!isOurs) readers.delete(name)
      return isOurs
    } catch (error) {
      await keeping.catch(() => {})
      // Read again from the file, at the next run.
      readers.delete(name)
      throw error
    }
  }

  return {
    close: async (): Promise<void> => { await working?.compiled.close(); working = undefined },
    /** Until the queues are empty, or the run has lasted long enough. */
    async run(): Promise<void> {
      const root = spoolFolder(dataFolder)
      await mkdir(root, { recursive: true, mode: 0o700 })
      const until = clock.elapsedMs() + RUN_MS
      const queues = (await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory())
      // Also without lines: else the first ones after a start, or after a change of rules, would wait for them.
      if (queues.length > 0) await (await db.as(actor, rulesNow)).compiled.warm()
      for (const { name } of queues) {
        while (!await drain(name, until)) if (clock.elapsedMs() > until) break
        if (clock.elapsedMs() > until) { log.debug('the watch goes on at the next run', { spool: name }); return }
      }
    },
  }
}

function keyOf(rules: Iterable<RuleRow>): string {
  const hash = createHash('sha256')
  for (const { id, yaml } of rules) hash.update(`${id}\u0000${yaml}\u0000`)
  return hash.digest('base64')
}

/** Classes of data of a body's services, as the territory knows them; an open alert that became a case counts as a fire that burns. */
function seriousness(graph: TerritoryGraph, withCase: readonly string[]) {
  const burning = new Set(withCase)
  return (partyId: string) => ({ dataClasses: [...new Set(graph.servicesOfParty(partyId).flatMap((service) => graph.dataClassesOfService[service] ?? []))], openCase: burning.has(partyId) })
}

function talliesOf(tallies: Found['tallies'], sources: ReadonlyMap<string, SourceRow>): Tally[] {
  const sums = new Map<string, Tally>()
  for (const one of tallies) {
    const source = sources.get(one.sourceId)
    if (!source) continue
    const day = one.at.toISOString().slice(0, 10)
    const before = sums.get(`${one.sourceId} ${day}`)
    const add = (name: 'received' | 'bytes' | 'broken' | 'noZone' | 'duplicates' | 'tooLarge' | 'empty', value: number) => (before?.[name] ?? 0) + value
    sums.set(`${one.sourceId} ${day}`, {
      sourceId: one.sourceId, partyId: source.party_id, realm: source.realm, day, last: before && before.last > one.at ? before.last : one.at,
      received: add('received', one.received), bytes: add('bytes', one.lines.length), broken: add('broken', one.broken), noZone: add('noZone', one.noZone),
      duplicates: add('duplicates', one.duplicates), tooLarge: add('tooLarge', one.tooLarge), empty: add('empty', one.empty),
    })
  }
  return [...sums.values()]
}
function seenOf(hits: readonly Hit[], sources: ReadonlyMap<string, SourceRow>): Seen[] {
  const sums = new Map<string, Seen>()
  for (const { frame, rule, lines } of hits) {
    const source = sources.get(frame.sourceId)
    if (!source) continue
    const day = frame.at.toISOString().slice(0, 10)
    const key = `${rule.id} ${source.party_id} ${day}`
    sums.set(key, { ruleId: rule.id, partyId: source.party_id, realm: source.realm, day, count: (sums.get(key)?.count ?? 0) + lines.length })
  }
  return [...sums.values()]
}

function linesOfHit({ frame, rule, lines }: Hit): { readonly frame: Frame; readonly rule: RuleRow; readonly line: Buffer }[] {
  const lineAt = linesOf(frame.lines)
  return lines.map((line) => ({ frame, rule, line: lineAt(line) }))
}
function eventOf(line: Buffer): unknown {
  try { return JSON.parse(String(line)) as unknown } catch { return undefined }
}
