/** `bastida detect`: rules over lines of events, without a server or a database. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { RuleFile } from '#engines/sigma/index.ts'
import { systemClock } from '#platform/clock.ts'
import type { Command, Io } from './command.ts'
import { usageOf } from './help.ts'
import { startDetectors, type Detectors, type Found } from './detectors.ts'
import { correlating } from './together.ts'

export const detecting: Command = {
  name: 'detect', usage: 'detect --rules DIR --events FILE|- [--routing product|none] [--workers N] [--json]',
  summary: 'matches Sigma rules against lines of JSON: each event that matches with its line (from 0) and its rules, then each correlation that fired with its group and latest lines; a summary on stderr',
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { rules: { type: 'string' }, events: { type: 'string' }, routing: { type: 'string', default: 'product' }, workers: { type: 'string', default: '1' }, json: { type: 'boolean' } } })
    const workers = Number(values.workers)
    if (!values.rules || !values.events || (values.routing !== 'product' && values.routing !== 'none') || !Number.isInteger(workers) || workers < 1 || workers > 64) {
      io.say(usageOf(detecting.usage))
      return 2
    }
    const started = systemClock.elapsedMs()
    const detectors = await startDetectors(ruleFiles(resolve(values.rules)), values.routing, workers, true)
    const ready = systemClock.elapsedMs()
    try {
      const together = correlating(detectors.correlations, detectors.heads)
      const tally = await detect(values.events, detectors, together, values.json ?? false, io)
      const seconds = (systemClock.elapsedMs() - ready) / 1000
      say(io, values.json ?? false, {
        events: tally.events, broken: tally.broken, matched_events: tally.matched, matches: tally.matches,
        rules: detectors.ids.length, refused: detectors.refused.map((one) => ({ path: one.path, document: one.document, ...(one.id ? { id: one.id } : {}), reason: one.problems.map((problem) => problem.message).join('; ') })),
        ...together.tally(),
        load_ms: Math.round(ready - started), seconds: Math.round(seconds * 1000) / 1000, events_per_s: Math.round(tally.events / Math.max(seconds, 1e-6)), workers,
      })
      return 0
    } finally { await detectors.stop() }
  },
}

/** Every .yml and .yaml below a folder, or one file, in the order of their paths. */
export function ruleFiles(path: string): RuleFile[] {
  if (!statSync(path).isDirectory()) return [{ path, text: readFileSync(path, 'utf8') }]
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
  return files.map((entry) => join(entry.parentPath, entry.name)).sort().map((file) => ({ path: relative(path, file), text: readFileSync(file, 'utf8') }))
}

type Tally = { events: number; broken: number; matched: number; matches: number }

async function detect(from: string, detectors: Detectors, together: ReturnType<typeof correlating>, json: boolean, io: Io): Promise<Tally> {
  const tally = { events: 0, broken: 0, matched: 0, matches: 0 }
  let line = 0
  const tell = ({ lines, broken, pairs, hits }: Found) => {
    together.take(line, hits)
    for (let i = 0; i < pairs.length;) {
      const at = pairs[i]!
      const rules: string[] = []
      while (i < pairs.length && pairs[i] === at) { rules.push(detectors.ids[pairs[i + 1]!]!); i += 2 }
      tally.matched++
      tally.matches += rules.length
      io.out(json ? JSON.stringify({ line: line + at, rules }) : `${line + at}\t${rules.join(' ')}`)
    }
    line += lines
    tally.events += lines - broken
    tally.broken += broken
  }
  // Answers are told in the order of the lines; a few pieces are under way at a time, so that memory stays bounded.
  const waiting: Promise<Found>[] = []
  for await (const piece of pieces(from)) {
    waiting.push(detectors.take(piece))
    if (waiting.length > detectors.count * 2) tell(await waiting.shift()!)
  }
  for (const one of waiting) tell(await one)
  for (const one of together.fired) io.out(json ? JSON.stringify(one) : `${one.correlation}\t${Object.entries(one.group).map(([field, value]) => `${field}=${value}`).join(' ')}\t${one.from}\t${one.to}\t${one.value}\t${one.lines.join(' ')}`)
  return tally
}

/** Pieces of whole lines, of a few megabytes. */
async function* pieces(from: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const stream = from === '-' ? process.stdin : createReadStream(resolve(from), { highWaterMark: 1 << 22 })
  let rest: Uint8Array[] = []
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    const last = chunk.lastIndexOf(10)
    if (last < 0) { rest.push(chunk); continue }
    yield joined([...rest, chunk.subarray(0, last + 1)])
    rest = [chunk.subarray(last + 1)]
  }
  if (rest.some((one) => one.length > 0)) yield joined(rest)
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0))
  let at = 0
  for (const part of parts) { whole.set(part, at); at += part.length }
  return whole
}

export function say(io: Io, json: boolean, summary: { refused: readonly { path: string; reason: string }[] } & Record<string, unknown>) {
  if (json) { io.say(JSON.stringify(summary)); return }
  for (const one of summary.refused) io.say(`refused: ${one.path}: ${one.reason}`)
  for (const [name, value] of Object.entries(summary)) if (name !== 'refused') io.say(`${name.replaceAll('_', ' ')}: ${String(value)}`)
}
