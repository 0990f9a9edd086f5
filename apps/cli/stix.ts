import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { checkBundle, isRecord, runVectors, together, type Vector } from '#engines/stix/index.ts'
import type { Command, Io } from './command.ts'
import { usageOf } from './help.ts'

/** A text of this runtime holds half a gibibyte: what is larger is refused before it is read. */
const MOST_BYTES = 256 * 1024 * 1024

/** Other people's vectors, one JSON a line: pattern, observations, expected. And whether objects are what the standard says. */
export const stix: Command = {
  name: 'stix', usage: 'stix match --vectors FILE [--json] | validate FILE|- [--json]', summary: 'runs test vectors of STIX patterns, or checks STIX objects; exit code 1 when one fails',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { vectors: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] === 'validate' && positionals[1] !== undefined) return validate(positionals[1], values.json === true, io)
    if (positionals[0] !== 'match' || values.vectors === undefined) { io.say(usageOf(stix.usage)); return 2 }
    const text = textOf(values.vectors)
    const results = runVectors(text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Vector))
    const failed = results.filter((one) => one.got !== one.expected)
    for (const one of failed) io.say(`${one.test}: ${one.pattern}: expected ${one.expected}, got ${one.got}${one.message === undefined ? '' : ` (${one.message})`}`)
    const counts = { passed: results.length - failed.length, failed: failed.length }
    io.out(values.json ? JSON.stringify(counts) : `${counts.passed} passed, ${counts.failed} failed`)
    return failed.length > 0 ? 1 : 0
  },
}

/** A bundle, an object, a list of objects or one a line, packed with gzip or not. The bundle itself is told first. */
async function validate(file: string, json: boolean, io: Io): Promise<number> {
  let text: string
  try { text = file === '-' ? await textOfStream(process.stdin) : textOf(file) } catch (error) { io.say(`${file}: ${error instanceof Error ? error.message : String(error)}`); return 2 }
  const read = documents(text)
  if (read.problem !== undefined) { io.say(`${file}: ${read.problem}`); return 1 }
  const results = read.values.flatMap((value) => {
    if (!isRecord(value) || value['type'] !== 'bundle') return together(Array.isArray(value) ? value : [value])
    const { objects, ...bundle } = checkBundle(value)
    return [{ ...bundle, valid: !bundle.problems.some((one) => one.severity === 'error') }, ...objects]
  })
  const bad = results.filter((one) => !one.valid).length
  if (json) io.out(JSON.stringify(results.map(({ id, valid, problems }) => ({ id, valid, problems }))))
  else {
    for (const one of results) for (const { severity, code, path, text: found } of one.problems) io.out(`${one.id ?? '?'}: ${severity}: ${code}${path === '' ? '' : ` at ${path}`}${found === undefined ? '' : `: ${found}`}`)
    io.out(`${results.length - bad} valid, ${bad} not`)
  }
  return bad > 0 ? 1 : 0
}

function documents(text: string): { readonly values: readonly unknown[]; readonly problem?: string } {
  try { return { values: [JSON.parse(text)] } } catch (whole) {
    const values: unknown[] = []
    for (const [at, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      try { values.push(JSON.parse(line)) } catch (error) { return { values: [], problem: values.length === 0 ? `no JSON: ${String(whole)}` : `line ${at + 1} is no JSON: ${String(error)}` } }
    }
    return values.length === 0 ? { values, problem: 'nothing is in it' } : { values: [values] }
  }
}

const tooLarge = () => new Error(`larger than ${MOST_BYTES / 1024 / 1024} MiB: split it`)
function textOf(file: string): string {
  const path = resolve(process.cwd(), file)
  if (statSync(path).size > MOST_BYTES) throw tooLarge()
  return unpacked(readFileSync(path))
}
async function textOfStream(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream) {
    parts.push(Buffer.from(part))
    if ((bytes += part.length) > MOST_BYTES) throw tooLarge()
  }
  return unpacked(Buffer.concat(parts))
}
const unpacked = (bytes: Buffer): string => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes).toString().replace(/^\uFEFF/, '')
