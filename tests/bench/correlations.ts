/** `bastida bench correlations`: events a second with 100,000 groups alive, and the memory that they take. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createCorrelator } from '#engines/sigma/correlate/index.ts'
import type { CorrelationDocument } from '#engines/sigma/types.ts'

export type CorrelationsBench = { readonly events_per_s: number; readonly groups: number; readonly rss_mb: number }

/** Medians of three processes, started as a worker should be: see DESIGN.md of the engine, Memory. */
export function benchCorrelationsCommand(io: { say(text: string): void }): CorrelationsBench {
  const runs = [1, 2, 3].map((run) => {
    io.say(`run ${run} of 3 …`)
    return JSON.parse(execFileSync(process.execPath, ['--max-semi-space-size=4', fileURLToPath(import.meta.url)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as CorrelationsBench & { fired: number }
  })
  io.say(`four correlations over a million events, each of which meets one of them; ${runs[0]!.fired} results; memory of the whole process, with --max-semi-space-size=4`)
  const median = (of: (run: CorrelationsBench) => number) => runs.map(of).toSorted((a, b) => a - b)[1]!
  return { events_per_s: median((run) => run.events_per_s), groups: runs[0]!.groups, rss_mb: median((run) => run.rss_mb) }
}

/** A minute, and five thousand events a second. */
const SPAN = 60_000
const document = (id: string, type: CorrelationDocument['type'], rules: readonly string[], groupBy: string, field: string | undefined, than: number): CorrelationDocument => ({
  kind: 'correlation', id, title: id, tags: [], references: [], falsepositives: [], fields: [], related: [], path: 'bench', document: 0, line: 1,
  type, rules, groupBy: [groupBy], timespanMs: SPAN, aliases: {}, generate: false, condition: { ...(field ? { field } : {}), bounds: [{ op: 'gte', value: than }] },
})

function once(): CorrelationsBench & { fired: number } {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const correlator = createCorrelator([
    document('burst', 'event_count', ['fail'], 'User', undefined, 8), document('fanout', 'value_count', ['connect'], 'Host', 'Source', 40),
    document('volume', 'value_sum', ['transfer'], 'Host', 'Bytes', 80_000), document('then', 'temporal_ordered', ['logon', 'elevate'], 'User', undefined, 2),
  ], { maxGroups: 200_000 })
  const users = Array.from({ length: 50_000 }, (_one, at) => `user-${at}`), hosts = Array.from({ length: 1000 }, (_one, at) => `host-${at}`), sources = Array.from({ length: 4096 }, (_one, at) => `198.51.${at >> 8}.${at & 255}`)
  const events = 1_000_000
  const rules = ['fail', 'logon', 'fail', 'connect', 'logon', 'fail', 'transfer', 'elevate', 'fail', 'logon']
  let state = 1, fired = 0, user = '', host = '', source = '', bytes = ''
  const read = (field: string) => (field === 'User' ? user : field === 'Host' ? host : field === 'Source' ? source : bytes)
  const started = performance.now()
  for (let at = 0; at < events; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    user = users[(state >>> 8) % users.length]!; host = hosts[(state >>> 4) % hosts.length]!; source = sources[state >>> 20]!; bytes = String(state >>> 20)
    fired += correlator.feed({ rule: rules[at % rules.length]!, time: at / 5, read, event: at }).length
  }
  const ms = performance.now() - started
  for (let round = 0; round < 4; round++) gc()
  return { events_per_s: Math.round(events / ms * 1000), groups: correlator.stats().groups, rss_mb: Math.round(process.memoryUsage().rss / 1e5) / 10, fired }
}

if (import.meta.main) process.stdout.write(JSON.stringify(once()))
