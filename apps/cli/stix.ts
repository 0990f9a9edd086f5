import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { runVectors, type Vector } from '#engines/stix/index.ts'
import type { Command } from './command.ts'

/** Other people's vectors, one JSON a line: pattern, observations, expected. */
export const stix: Command = {
  name: 'stix', usage: 'stix match --vectors FILE [--json]', summary: 'runs test vectors of STIX patterns; exit code 1 when one fails',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { vectors: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'match' || values.vectors === undefined) { io.say(`Usage: bastida ${stix.usage}`); return 2 }
    const bytes = readFileSync(resolve(process.cwd(), values.vectors))
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString()
    const results = runVectors(text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Vector))
    const failed = results.filter((one) => one.got !== one.expected)
    for (const one of failed) io.say(`${one.test}: ${one.pattern}: expected ${one.expected}, got ${one.got}${one.message === undefined ? '' : ` (${one.message})`}`)
    const counts = { passed: results.length - failed.length, failed: failed.length }
    io.out(values.json ? JSON.stringify(counts) : `${counts.passed} passed, ${counts.failed} failed`)
    return failed.length > 0 ? 1 : 0
  },
}
