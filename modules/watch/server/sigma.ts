/**
 * Sigma rules made into one matcher: the one place that knows which engine it is. It works in a thread of its own, since a regular
 * expression cannot be interrupted: a thread that does not answer is ended, and the rule at which it stood is left out.
 */
import { startThread, type Thread } from '#platform/threads/index.ts'
import type { CompiledRules, Scanned, Stuck, WrittenRule } from './matching.ts'
import type { Batch, Patterns, Rules, Scans } from './sigma.thread.ts'

/** For an answer: so long, and what lines take on a machine that has other work. A whole batch takes a tenth of it. */
const LIMIT_MS = 2000
const BYTES_PER_MS = 2000
const START_MS = 120_000
const MEMORY_MB = 2048
/** An answer that is late without one rule's fault is waited for longer, so often, four times as long each time. */
const LONGER = 2

type Working = { readonly thread: Thread<Patterns, Batch, Scans>; readonly place: Int32Array }

export function compileSigma(written: readonly WrittenRule[], { limitMs = LIMIT_MS, bytesPerMs = BYTES_PER_MS }: { readonly limitMs?: number; readonly bytesPerMs?: number } = {}): CompiledRules {
  let rules = written
  let working: Working | undefined

  /** `stood`: the pattern that was being looked for when the time was over. */
  async function ask(one: Working, of: readonly WrittenRule[], pieces: readonly Uint8Array[], ms: number): Promise<{ readonly scanned: readonly Scanned[] } | { readonly stood: Patterns[number] | undefined }> {
    const patterns = await one.thread.ready
    const batch = joined(pieces)
    const said = await one.thread.ask(batch, ms, [batch.bytes.buffer])
    if (said === 'overtime') return { stood: patterns[Atomics.load(one.place, 0) - 1] }
    return { scanned: said.answer.map(({ lines, broken, pairs }) => ({ lines, broken, hits: hitsOf(pairs, of) })) }
  }
  /** Whether these rules by themselves are late too: else it was the machine, or all of them together. */
  async function lateAlone(of: readonly WrittenRule[], pieces: readonly Uint8Array[], ms: number): Promise<boolean> {
    const alone = start(of)
    try { return 'stood' in await ask(alone, of, pieces, ms) } finally { await alone.thread.end() }
  }

  return {
    async match(pieces) {
      const stuck: Stuck[] = []
      const least = limitMs + pieces.reduce((sum, one) => sum + one.length, 0) / bytesPerMs
      for (let [ms, longer] = [least, 0]; ;) {
        working ??= start(rules)
        let said: Awaited<ReturnType<typeof ask>>
        try { said = await ask(working, rules, pieces, ms) } catch (error) {
          // The thread may have died of it: the next one begins anew.
          await working.thread.end()
          working = undefined
          throw error
        }
        if ('scanned' in said) return { pieces: said.scanned, stuck }
        working = undefined
        const { stood } = said
        const guilty = rules.filter((one) => stood?.ruleIds.includes(one.id))
        if (stood && (longer === LONGER || await lateAlone(guilty, pieces, least))) {
          stuck.push(...guilty.map(({ id }) => ({ ruleId: id, pattern: stood.pattern })))
          rules = rules.filter((one) => !guilty.includes(one))
          ms = least
          longer = 0
        } else if (longer < LONGER) { ms *= 4; longer += 1 } else throw new Error('the rules do not come to an end over these lines')
      }
    },
    warm: async () => { await (working ??= start(rules)).thread.ready.catch(() => { working = undefined }) },
    close: async () => { await working?.thread.end(); working = undefined },
  }
}

function start(rules: readonly WrittenRule[]): Working {
  const place = new Int32Array(new SharedArrayBuffer(4))
  const data: Rules = { rules: rules.map(({ id, yaml }) => ({ id, yaml })), place }
  return { place, thread: startThread(new URL('sigma.thread.ts', import.meta.url), { data, startMs: START_MS, memoryMb: MEMORY_MB }) }
}
/** One copy that is given away; a view that is copied as it is would bring all of the memory behind it. */
function joined(pieces: readonly Uint8Array[]): Batch {
  const bytes = new Uint8Array(pieces.reduce((sum, one) => sum + one.length, 0))
  const ends: number[] = []
  let at = 0
  for (const one of pieces) { bytes.set(one, at); at += one.length; ends.push(at) }
  return { bytes, ends }
}
function hitsOf(pairs: Uint32Array, rules: readonly WrittenRule[]): [number, string][] {
  const hits: [number, string][] = []
  for (let at = 0; at < pairs.length; at += 2) hits.push([pairs[at]!, rules[pairs[at + 1]!]!.id])
  return hits
}
