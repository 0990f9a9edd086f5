/** Correlations of `bastida detect`: hits of the rules that they refer to, event after event, and what fired. */
import { eventTime, firstText, type CorrelationDocument, type Rule } from '#engines/sigma/index.ts'
import { createCorrelator } from '#engines/sigma/correlate/index.ts'

/** A hit: number of the line in its piece, number of the rule, the event's own time (null: none with a zone), and the fields that correlations read. */
export type Hit = readonly [line: number, rule: number, time: number | null, fields: Readonly<Record<string, string>>]
const GROUPS_MOST = 200_000
/** Told at the end; beyond them they are counted. */
const FIRED_MOST = 100_000
const LINES_NAMED = 20

/** In the thread: what correlations need of a piece. */
export function hitsFor(correlations: readonly CorrelationDocument[], rules: readonly Rule[]) {
  const named = new Set(correlations.flatMap((one) => one.rules))
  const parts = new Set(rules.flatMap(({ head }, index) => (named.has(head.id) || (head.name !== undefined && named.has(head.name)) ? [index] : [])))
  const fields = [...new Set(correlations.flatMap(({ groupBy, condition, aliases }) => [...groupBy, ...(condition.field === undefined ? [] : [condition.field]), ...Object.values(aliases).flatMap((byRule) => Object.values(byRule))]))]
  return (bytes: Uint8Array, pairs: readonly number[]): Hit[] => {
    const hits: Hit[] = []
    let [number, at] = [0, 0]
    for (let i = 0; i < pairs.length; i += 2) {
      const [line, rule] = [pairs[i]!, pairs[i + 1]!]
      if (!parts.has(rule)) continue
      while (number < line) { at = bytes.indexOf(10, at) + 1; number++ }
      const end = bytes.indexOf(10, at)
      const event = JSON.parse(Buffer.from(bytes.subarray(at, end < 0 ? bytes.length : end)).toString()) as unknown
      hits.push([line, rule, eventTime(event) ?? null, Object.fromEntries(fields.flatMap((field) => { const text = firstText(event, field); return text === undefined ? [] : [[field, text]] }))])
    }
    return hits
  }
}

/** Outside of the threads, in the order of the lines. Events without a time are counted, and correlated with nothing. */
export function correlating(correlations: readonly CorrelationDocument[], heads: readonly { readonly id: string; readonly name?: string | undefined }[]) {
  const correlator = createCorrelator(correlations, { maxGroups: GROUPS_MOST, maxEvents: LINES_NAMED })
  const fired: { correlation: string; group: Record<string, string>; from: string; to: string; count: number; value: number; lines: number[] }[] = []
  let [count, timeless] = [0, 0]
  return {
    take(first: number, hits: readonly Hit[]): void {
      for (const [line, rule, time, fields] of hits) {
        if (time === null) { timeless++; continue }
        const { id, name } = heads[rule]!
        for (const one of correlator.feed({ rule: id, ...(name === undefined ? {} : { name }), time, read: (field) => fields[field], event: first + line })) {
          if (++count <= FIRED_MOST) fired.push({ correlation: one.correlation.id, group: Object.fromEntries(one.group), from: new Date(one.from).toISOString(), to: new Date(one.to).toISOString(), count: one.count, value: one.value, lines: one.events as number[] })
        }
      }
    },
    fired,
    tally() {
      const { late, ungrouped, unvalued, evicted } = correlator.stats()
      return { correlations: correlations.length - correlator.problems.length, correlations_left_out: correlator.problems.length, fired: count, not_counted: late + ungrouped + unvalued + timeless, groups_given_up: evicted }
    },
  }
}
