/**
 * Beside the peer: rsigma (Rust), with its log source routing, over the same lanes and rules in the same run. It is built by cargo where
 * cargo is, once, into the cache of the user; RSIGMA=/path/to/rsigma takes one that is there. Building takes longer than all tests
 * together, so `.ci/run` leaves it out unless RSIGMA is set. It is a peer and no authority: a difference in what is found is for a person to
judge, and to be named here with its reason. There is none so far.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createMatcher, readRules } from '#engines/sigma/index.ts'
import { activeRules, there, unzipped } from '#engines/sigma/tests/corpus.ts'

const VERSION = '0.23.0'
const LANES = ['structured_windows', 'raw_windows', 'cisco_syslog', 'sysmon_file_event', 'match_heavy'] as const
/** A lane is over in a tenth of a second: it is asked so often in one run. */
const TIMES = 5
const PASSES = 3

const command = (): string | undefined => {
  const given = process.env['RSIGMA']
  if (given) return given
  const root = join(homedir(), '.cache/bastida', `rsigma-${VERSION}`)
  const built = join(root, 'bin/rsigma')
  if (existsSync(built)) return built
  if (process.env['CI'] || !there || spawnSync('cargo', ['--version']).status !== 0) return undefined
  console.warn(`building rsigma ${VERSION} with cargo, into ${root} …`)
  return spawnSync('cargo', ['install', 'rsigma', '--version', VERSION, '--locked', '--root', root], { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0 ? built : undefined
}
const peer = there ? command() : undefined
if (!peer) console.warn('rsigma is not on this machine, or its data is not: it is not compared with (RSIGMA, or cargo)')

describe.skipIf(!peer)('rsigma', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-peer-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const files = activeRules().filter((file) => file.path.startsWith('rules/'))
  for (const { path, text } of files) { mkdirSync(dirname(join(folder, path)), { recursive: true }); writeFileSync(join(folder, path), text) }
  const { rules } = readRules(files)
  const file = (name: string, text: string | Buffer) => { const path = join(folder, name); writeFileSync(path, text); return path }
  const none = file('none.ndjson', '{}\n')
  const eval_ = (events: string, ...more: string[]) => {
    const started = performance.now()
    // One core, as ours; what it says goes to a file, since a pipe would be read by us meanwhile.
    const { status, stdout, stderr } = spawnSync('taskset', ['-c', '0', peer!, '--quiet', '--no-stats', 'engine', 'eval', '-r', join(folder, 'rules'), '-e', `@${events}`, '--logsource-routing', ...more], { maxBuffer: 1 << 30, stdio: ['ignore', more.length > 0 ? 'pipe' : 'ignore', 'pipe'] })
    if (status !== 0) throw new Error(String(stderr))
    return { ms: performance.now() - started, out: String(stdout ?? '') }
  }
  const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[of.length >> 1]!

  test.each(LANES)('%s: at least twice as fast, with the same answers', (name) => {
    const bytes = unzipped(`rsigma-perf-lanes/${name}.ndjson.gz`)
    const lines = bytes.toString('utf8').trim().split('\n')
    const events = file(`${name}.ndjson`, Buffer.concat(Array.from({ length: TIMES }, () => bytes)))
    const matcher = createMatcher(rules)
    const ours = () => { const started = performance.now(); for (let time = 0; time < TIMES; time++) matcher.scan(bytes, () => {}); return performance.now() - started }
    ours()
    const [mine, theirs]: [number[], number[]] = [[], []]
    for (let pass = 0; pass < PASSES; pass++) {
      // Without the time that it takes to start and to read the rules.
      theirs.push(eval_(events).ms - eval_(none).ms)
      mine.push(ours())
    }
    const count = lines.length * TIMES
    const [us, them] = [count / median(mine) * 1000, count / median(theirs) * 1000]

    const found = new Set<string>()
    matcher.scan(bytes, (line, rule) => { found.add(`${line} ${rules[rule]!.id}`) })
    const numbered = file(`${name}.numbered.ndjson`, lines.map((line, at) => line.replace('{', `{"_line":"L${at}",`)).join('\n'))
    const told = new Set(eval_(numbered, '--include-event', '--output-format', 'ndjson').out.trim().split('\n').filter((line) => line !== '').map((line) => {
      const id = /"(?:rule_)?id":"([0-9a-f-]{36})"/.exec(line)?.[1]
      return `${/"_line":"L(\d+)"/.exec(line)?.[1]} ${id}`
    }))
    const [oursAlone, theirsAlone] = [[...found].filter((one) => !told.has(one)), [...told].filter((one) => !found.has(one))]
    const byRule = (pairs: readonly string[]) => Object.fromEntries([...Map.groupBy(pairs, (one) => one.split(' ')[1]!)].map(([id, all]) => [id, all.length]))
    console.log(JSON.stringify({ lane: name, ours_per_s: Math.round(us), rsigma_per_s: Math.round(them), times: Math.round(us / them * 10) / 10, matches: found.size, oursAlone: byRule(oursAlone), theirsAlone: byRule(theirsAlone) }))
    expect(told.size).toBeGreaterThan(0)
    expect({ oursAlone, theirsAlone }).toEqual({ oursAlone: [], theirsAlone: [] })
    expect(us / them).toBeGreaterThan(2)
  })
})
