/** The fast way and the authority over what others have written: a sample of every file, with all rules of SigmaHQ. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createMatcher, createNaive, readRules } from '../index.ts'
import { differ, said } from './compare.ts'
import { activeRules, folder, ndjson, there, unzipped } from './corpus.ts'

const { rules } = readRules(there ? activeRules() : [])
const files = there ? ['rsigma-perf-lanes', 'otrf'].flatMap((where) => readdirSync(folder + where).filter((name) => name.endsWith('.gz')).map((name) => `${where}/${name}`)) : []

/** From all over the file, with the ends that its lines have. */
function sampleOf(bytes: Buffer, count: number): Buffer {
  const starts = [0]
  for (let at = bytes.indexOf(10); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(10, at + 1)) starts.push(at + 1)
  const step = Math.max(1, Math.floor(starts.length / count))
  return Buffer.concat(starts.filter((_, at) => at % step === 0).slice(0, count).map((start) => { const end = bytes.indexOf(10, start); return end < 0 ? Buffer.concat([bytes.subarray(start), Buffer.from('\n')]) : bytes.subarray(start, end + 1) }))
}

describe.skipIf(!there)('logs of others', () => {
  // Without routing each event is asked of every rule, which the authority takes long for.
  test.each([['product', 12, 1000], ['none', 3, 300]] as const)('routing %s', (routing, count, least) => {
    const right = createNaive(rules, { routing })
    const fast = createMatcher(rules, { routing, lessons: [100, 300] })
    const events = ndjson<{ events: unknown[] }>('sigmahq-regression.ndjson.gz').flatMap((one) => one.events)
    const samples = [...files.map((file) => [file, sampleOf(unzipped(file), file.startsWith('otrf') ? count : count * 4)] as const), ['regression', Buffer.from(events.map((one) => JSON.stringify(one)).join('\n'))] as const]
    let [lines, pairs] = [0, 0]
    for (const [file, bytes] of samples) {
      const wanted = said(right, bytes)
      expect(differ(wanted, said(fast, bytes)), file).toEqual([])
      lines += wanted.lines
      pairs += wanted.pairs.length
    }
    expect(files).toHaveLength(74)
    expect(lines).toBeGreaterThan(least)
    expect(pairs).toBeGreaterThan(200)
  })
})
