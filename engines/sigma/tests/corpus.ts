/** What others have written: SigmaHQ's rules and their events, and real logs of attacks, where they have been downloaded. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { RuleFile } from '../index.ts'

export const folder = '../shared/data/02-detection/'
export const there = existsSync(`${folder}sigmahq-rules.tar.gz`)
if (!there) process.stderr.write(`skipped: ${folder} is not here, so no rule and no log of others is read\n`)

export const unzipped = (name: string): Buffer => gunzipSync(readFileSync(folder + name))
export const ndjson = <T>(name: string): T[] => unzipped(name).toString('utf8').trim().split('\n').map((line) => JSON.parse(line) as T)

/** The folders whose rules are meant to be used; `deprecated` and `unsupported` are the others. */
const active = /^rules(-\w+)*\/.*\.yml$/

export const activeRules = (): RuleFile[] => rulesOf(active)
export const oldRules = (): RuleFile[] => rulesOf(/^(deprecated|unsupported)\/.*\.yml$/)
const rulesOf = (which: RegExp): RuleFile[] => [...untar(unzipped('sigmahq-rules.tar.gz'))].filter(([path]) => which.test(path)).map(([path, text]) => ({ path, text }))

/** A header is 512 bytes: name first, size in octal at 124, type at 156; a name of over 100 bytes is in a file of type x before its own. */
function untar(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const textAt = (at: number, length: number) => bytes.toString('utf8', at, at + length).split('\0')[0]!
  let long: string | undefined
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(textAt(at + 124, 12), 8)
    const text = bytes.toString('utf8', at + 512, at + 512 + size)
    const isName = textAt(at + 156, 1) === 'x'
    if (!isName) files.set(long ?? textAt(at, 100), text)
    long = isName ? /^\d+ path=(.*)$/m.exec(text)?.[1] : undefined
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
