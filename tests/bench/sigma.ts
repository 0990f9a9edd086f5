/**
 * `bastida bench sigma`: rules over lanes of events, one thread, from bytes, against `JSON.parse` of the same lines alone in the same
 * process. Each lane has a matcher of its own, which has seen the lane twice before it is measured: by then it has made its tables
 * anew from the first thousand lines. No value is kept from one line to the next.
 */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createMatcher, readRules, type Rule, type RuleFile } from '#engines/sigma/index.ts'
import { activeRules, folder, there } from '#engines/sigma/tests/corpus.ts'
import { startDetectors } from '#apps/cli/detectors.ts'

type Say = { say(text: string): void }
type Lane = { readonly events_per_s: number; readonly json_parse_per_s: number; readonly ratio: number; readonly matches_per_event: number }

const lanes = ['structured_windows', 'raw_windows', 'cisco_syslog', 'sysmon_file_event', 'match_heavy', 'low_match', 'mixed_schema', 'no_match']
const passes = 9
/** Of each file of attack logs so many bytes are taken, from its beginning. */
const attackBytes = 1 << 20

export async function benchSigmaCommand(io: Say) {
  if (!there) io.say('the rules and lanes of others are not here: a few rules and lines of our own are used')
  const files = there ? activeRules() : ownRules()
  const before = process.memoryUsage.rss()
  const started = performance.now()
  const { rules } = readRules(files)
  createMatcher(rules)
  const load_ms = Math.round(performance.now() - started)
  const measured: Record<string, Lane> = {}
  for (const [name, bytes] of laneBytes()) {
    // The lanes' rules are those of the folder `rules/`, as in what they are compared with; attack logs meet all that are active.
    const of = there && name !== 'otrf' ? rules.filter((rule) => rule.head.path.startsWith('rules/')) : rules
    io.say(`${name}: ${of.length} rules …`)
    measured[name] = lane(of, bytes)
  }
  const rss_mb = Math.round(await alone(io))
  const two_workers_ratio = await twoWorkers(files, laneBytes().next().value![1])
  io.say(`memory before the rules: ${Math.round(before / 1e6)} MB`)
  return { lanes: measured, load_ms, rss_mb, two_workers_ratio }
}

function* laneBytes(): Generator<[string, Buffer<ArrayBuffer>]> {
  if (!there) { yield ['own', ownLines()]; return }
  for (const name of lanes) yield [name, gunzipSync(readFileSync(`${folder}rsigma-perf-lanes/${name}.ndjson.gz`))]
  const attacks = `${folder}otrf/`
  if (!existsSync(attacks)) return
  yield ['otrf', Buffer.concat(readdirSync(attacks).filter((name) => name.endsWith('.json.gz')).sort().map((name) => {
    const whole = gunzipSync(readFileSync(attacks + name))
    return whole.subarray(0, whole.lastIndexOf(10, attackBytes) + 1)
  }))]
}

function lane(rules: readonly Rule[], bytes: Buffer<ArrayBuffer>): Lane {
  const lines = bytes.toString('utf8').split('\n').filter((line) => line.trim() !== '')
  const matcher = createMatcher(rules)
  let matches = 0
  const ours = () => { matches = 0; matcher.scan(bytes, () => { matches++ }) }
  const theirs = () => { for (const line of lines) JSON.parse(line) }
  ours()
  ours()
  theirs()
  const [mine, json]: [number[], number[]] = [[], []]
  for (let pass = 0; pass < passes; pass++) { mine.push(timed(ours)); json.push(timed(theirs)) }
  const [us, parse] = [median(mine), median(json)]
  return { events_per_s: Math.round(lines.length / us), json_parse_per_s: Math.round(lines.length / parse), ratio: round(parse / us), matches_per_event: round(matches / lines.length) }
}

/** Megabytes of a process with nothing in it but one thread that has read all rules and met one lane. */
async function alone(io: Say): Promise<number> {
  io.say('memory of one worker alone …')
  const script = `import('#tests/bench/sigma.ts').then(async ({ memoryOfOne }) => process.stdout.write(String(await memoryOfOne())))`
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }, (error, out) => (error ? reject(error) : resolve(Number(out))))
  })
}

export async function memoryOfOne(): Promise<number> {
  const detectors = await startDetectors(there ? activeRules() : ownRules(), 'product', 1)
  const [, bytes] = laneBytes().next().value as [string, Buffer<ArrayBuffer>]
  for (let pass = 0; pass < 3; pass++) await detectors.take(Uint8Array.from(bytes))
  const rss = process.memoryUsage.rss() / 1e6
  await detectors.stop()
  return rss
}

/** Events per second of two threads by those of one, the bytes handed over included. */
async function twoWorkers(files: readonly RuleFile[], bytes: Buffer<ArrayBuffer>): Promise<number> {
  const rate = async (count: number) => {
    const detectors = await startDetectors(files, 'product', count)
    const once = () => Promise.all(Array.from({ length: 8 }, () => detectors.take(Uint8Array.from(bytes))))
    await once()
    await once()
    const times: number[] = []
    for (let pass = 0; pass < 5; pass++) {
      const start = performance.now()
      await once()
      times.push(performance.now() - start)
    }
    await detectors.stop()
    return 1 / median(times)
  }
  const one = await rate(1)
  return round((await rate(2)) / one)
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}
const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[of.length >> 1]!
const round = (value: number) => Math.round(value * 1000) / 1000

function ownRules(): RuleFile[] {
  const tools = ['mimikatz', 'rubeus', 'seatbelt', 'sharphound', 'lazagne', 'procdump', 'psexec', 'certutil', 'bitsadmin', 'vssadmin delete', 'wbadmin delete', 'wevtutil cl']
  return tools.map((tool, index) => ({
    path: `own/${index}.yml`,
    text: `title: Own ${index}\nid: 5b0f6c1e-0000-4000-8000-${String(index).padStart(12, '0')}\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n  selection:\n    CommandLine|contains: '${tool}'\n  filter:\n    Image|endswith: '\\\\${index}.exe'\n  condition: selection and not filter\n`,
  }))
}

function ownLines(): Buffer<ArrayBuffer> {
  const lines = Array.from({ length: 10_000 }, (_, i) => JSON.stringify({ EventID: 1, Image: `C:\\Windows\\System32\\${i % 97}.exe`, CommandLine: `C:\\Windows\\System32\\${i % 97}.exe --run ${i}${i % 50 === 0 ? ' mimikatz' : ''}`, product: 'windows', category: 'process_creation' }))
  return Buffer.from(`${lines.join('\n')}\n`)
}
