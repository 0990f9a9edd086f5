/** `bastida hunt`: rules over the segments of an archive, without a server or a database. */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askLines, readPatterns } from '#engines/stix/index.ts'
import { folderStore, readSegment, type SegmentStore } from '#platform/archive/index.ts'
import { systemClock } from '#platform/clock.ts'
import type { Command, Io } from './command.ts'
import { usageOf } from './help.ts'
import { ruleFiles, say } from './detect.ts'
import { startDetectors, type Detectors, type Found } from './detectors.ts'

export const hunting: Command = {
  name: 'hunt', usage: 'hunt --rules DIR|FILE|--stix FILE --archive FOLDER [--party ID] [--from DAY] [--to DAY] [--routing product|none] [--workers N] [--json]',
  summary: 'matches Sigma rules, or the patterns of a STIX bundle, against the log lines of an archive (Parquet, realm/party/source/day): each line that matches with its segment, its number in it (from 0) and its rules; a summary on stderr',
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { rules: { type: 'string' }, stix: { type: 'string' }, archive: { type: 'string' }, party: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, routing: { type: 'string', default: 'product' }, workers: { type: 'string', default: '1' }, json: { type: 'boolean' } } })
    const workers = Number(values.workers)
    const days = [values.from, values.to].every((day) => day === undefined || DAY.test(day))
    if ((values.rules === undefined) === (values.stix === undefined) || values.rules === '' || values.stix === '' || !values.archive || !days || (values.routing !== 'product' && values.routing !== 'none') || !Number.isInteger(workers) || workers < 1 || workers > 64 || !statSync(resolve(values.archive), { throwIfNoEntry: false })?.isDirectory()) {
      io.say(usageOf(hunting.usage))
      return 2
    }
    const store = folderStore(resolve(values.archive))
    const keys = (await store.list()).filter((key) => wanted(key, values))
    if (values.stix !== undefined) return askPatterns(store, keys, resolve(values.stix), values.json ?? false, io)
    const started = systemClock.elapsedMs()
    const detectors = await startDetectors(ruleFiles(resolve(values.rules!)), values.routing, workers)
    const ready = systemClock.elapsedMs()
    try {
      const cpu = process.cpuUsage()
      const tally: Tally = { events: 0, broken: 0, matched: 0, matches: 0 }
      for (const key of keys) await ask(store, key, detectors, tally, (line, rules) => io.out(values.json ? JSON.stringify({ segment: key, line, rules }) : `${key}\t${line}\t${rules.join(' ')}`))
      const used = process.cpuUsage(cpu)
      const seconds = (systemClock.elapsedMs() - ready) / 1000
      say(io, values.json ?? false, {
        segments: keys.length, events: tally.events, broken: tally.broken, matched_events: tally.matched, matches: tally.matches,
        rules: detectors.ids.length, refused: detectors.refused.map((one) => ({ path: one.path, document: one.document, ...(one.id ? { id: one.id } : {}), reason: one.problems.map((problem) => problem.message).join('; ') })),
        // The segments of several sources are not in one order of time.
        correlations_left_out: detectors.correlations.length,
        load_ms: Math.round(ready - started), seconds: Math.round(seconds * 1000) / 1000, events_per_s: Math.round(tally.events / Math.max(seconds, 1e-6)),
        // Of reading, unpacking and matching, all threads.
        cpu_seconds: Math.round((used.user + used.system) / 1000) / 1000, workers,
      })
      return 0
    } finally { await detectors.stop() }
  },
}

const DAY = /^\d{4}-\d\d-\d\d$/
/** By the names of the folders; a file that lies in no folder of a day is asked only when no day is. */
function wanted(key: string, { party, from, to }: { party?: string | undefined; from?: string | undefined; to?: string | undefined }): boolean {
  const parts = key.split('/')
  const day = parts.find((one) => DAY.test(one))
  if (!key.endsWith('.parquet') || (party !== undefined && !parts.includes(party))) return false
  return day === undefined ? from === undefined && to === undefined : (from === undefined || day >= from) && (to === undefined || day <= to)
}

/** Each line that satisfies a pattern with the pattern's title; what is not asked of lines is said. */
async function askPatterns(store: SegmentStore, keys: readonly string[], file: string, json: boolean, io: Io): Promise<number> {
  const { patterns, leftOut } = readPatterns(readFileSync(file, 'utf8'))
  for (const one of leftOut) io.say(`not asked: ${one}`)
  if (patterns.length === 0) return 2
  const started = systemClock.elapsedMs()
  const tally = { events: 0, matched: 0 }
  for (const key of keys) {
    const blob = await store.get(key)
    if (!blob) continue
    let line = 0
    try {
      for await (const piece of readSegment(blob)) {
        const { lines, hits } = askLines(patterns, piece.lines)
        for (const [at, title] of hits) io.out(json ? JSON.stringify({ segment: key, line: line + at, pattern: title }) : `${key}\t${line + at}\t${title}`)
        line += lines
        tally.events += lines
        tally.matched += hits.length
      }
    } finally { await blob.close() }
  }
  const seconds = (systemClock.elapsedMs() - started) / 1000
  say(io, json, { segments: keys.length, events: tally.events, matched_events: tally.matched, patterns: patterns.length, refused: leftOut.map((reason) => ({ path: file, reason })), seconds: Math.round(seconds * 1000) / 1000, events_per_s: Math.round(tally.events / Math.max(seconds, 1e-6)) })
  return 0
}

type Tally = { events: number; broken: number; matched: number; matches: number }

/** Answers are told in the order of the lines; a few pieces are under way at a time, so that memory stays bounded. */
async function ask(store: SegmentStore, key: string, detectors: Detectors, tally: Tally, tell: (line: number, rules: readonly string[]) => void): Promise<void> {
  const blob = await store.get(key)
  if (!blob) return
  const waiting: Promise<Found>[] = []
  let line = 0
  const told = ({ lines, broken, pairs }: Found) => {
    for (let i = 0; i < pairs.length;) {
      const at = pairs[i]!
      const rules: string[] = []
      while (i < pairs.length && pairs[i] === at) { rules.push(detectors.ids[pairs[i + 1]!]!); i += 2 }
      tally.matched += 1
      tally.matches += rules.length
      tell(line + at, rules)
    }
    line += lines
    tally.events += lines - broken
    tally.broken += broken
  }
  try {
    for await (const piece of readSegment(blob)) {
      waiting.push(detectors.take(new Uint8Array(piece.lines.buffer as ArrayBuffer, piece.lines.byteOffset, piece.lines.length)))
      if (waiting.length > detectors.count) told(await waiting.shift()!)
    }
    for (const one of waiting) told(await one)
  } finally { await blob.close() }
}
