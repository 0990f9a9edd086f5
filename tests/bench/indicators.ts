/** `bastida bench indicators`: the load and the memory of Maltrail's 1.1 million indicators, and look-ups that say which and why. */
import { execFileSync } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGunzip } from 'node:zlib'
import { createStore, lineReader, lookup } from '#engines/indicators/index.ts'

export type IndicatorsBench = { readonly count: number; readonly load_ms: number; readonly rss_mb: number; readonly lookups_per_s: number }
type Say = { say(text: string): void }
const archive = () => resolve('../shared/data/03-intel/ioc-maltrail.tsv.gz')

/** Medians of three processes: memory that a first load left behind would flatter the second. */
export function benchIndicatorsCommand(io: Say): IndicatorsBench {
  if (!existsSync(archive())) io.say('../shared/data/03-intel is not beside the project: 1.1 million indicators are made instead')
  const runs: (IndicatorsBench & { readonly distinct: number })[] = []
  for (let run = 1; run <= 3; run++) {
    io.say(`run ${run} of 3 …`)
    runs.push(JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as (typeof runs)[number])
  }
  io.say(`${runs[0]!.distinct} of them differ (value, kind and origin); look-ups are half known values, half unknown ones`)
  const median = (of: (run: IndicatorsBench) => number) => runs.map(of).toSorted((a, b) => a - b)[1]!
  return { count: runs[0]!.count, load_ms: median((run) => run.load_ms), rss_mb: median((run) => run.rss_mb), lookups_per_s: median((run) => run.lookups_per_s) }
}

async function once(): Promise<IndicatorsBench & { distinct: number }> {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const rss = () => { gc(); gc(); return process.memoryUsage().rss }
  const before = rss()
  const started = performance.now()
  const store = createStore()
  const reader = lineReader(store, 'typed', { source: 'bench', confidence: 60, tlp: 'clear' })
  for await (const piece of pieces()) reader.push(piece)
  const loaded = reader.end()
  const load_ms = Math.round(performance.now() - started)
  const rss_mb = Math.round((rss() - before) / 1e5) / 10
  const asked = await questions()
  const rounds: number[] = []
  let hits = 0
  for (let round = 0; round < 7; round++) {
    const at = performance.now()
    for (const value of asked) hits += lookup(store, value, 0).length
    rounds.push(asked.length / (performance.now() - at) * 1000)
  }
  if (hits < asked.length) throw new Error('half of the questions should have been answered')
  return { count: loaded.added + loaded.repeated, load_ms, rss_mb, lookups_per_s: Math.round(rounds.toSorted((a, b) => a - b)[3]!), distinct: loaded.added }
}

/** Every fifth value as it is, and another one with a letter changed. */
async function questions(): Promise<string[]> {
  const asked: string[] = []
  const decoder = new TextDecoder('latin1')
  let rest = '', line = 0
  for await (const piece of pieces()) {
    const lines = (rest + decoder.decode(piece)).split('\n')
    rest = lines.pop()!
    for (const one of lines) {
      if (line++ % 5 !== 0) continue
      const value = Buffer.from(one.split('\t')[1]!).toString('latin1')
      asked.push(value, Buffer.from(/[a-z]/.test(value) ? value.replace(/[a-z]/, 'q0') : value.replace(/^\d/, '6')).toString('latin1'))
    }
  }
  return asked
}

async function* pieces(): AsyncGenerator<Uint8Array> {
  if (existsSync(archive())) { yield* createReadStream(archive()).pipe(createGunzip({ chunkSize: 1 << 16 })); return }
  yield* made(1_100_000)
}

/** The same proportions, from a plain linear congruence: names, addresses with ports, URLs. */
function* made(count: number): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  let state = 1
  const next = (below: number) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % below
  const word = () => { let text = ''; for (let i = 5 + next(7); i > 0; i--) text += String.fromCharCode(97 + next(26)); return text }
  for (let at = 0; at < count;) {
    let text = ''
    for (const end = Math.min(count, at + 1000); at < end; at++) {
      const name = `${word()}.${['com', 'net', 'ru', 'top'][next(4)]}`
      const kind = next(100)
      text += kind < 76 ? `domain\t${name}` : kind < 92 ? `ipv4:port\t${1 + next(220)}.${next(256)}.${next(256)}.${next(256)}:${1 + next(65535)}` : `url\t${name}/${word()}/${word()}`
      text += `\tmalware\tfamily_${at >> 10}\n`
    }
    yield encoder.encode(text)
  }
}

if (import.meta.main) process.stdout.write(JSON.stringify(await once()))
