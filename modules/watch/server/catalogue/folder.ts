/** A folder of rules, as a collection has it: rules in YAML, and beside them the events by which their authors try them. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { load } from 'js-yaml'
import type { Trial } from '../store/imports-store.ts'
import type { File } from './read.ts'

export const FILES_MOST = 10_000
/** Of events beside the rules. */
const TRIALS_MOST = 20_000
const FILE_BYTES = 1_000_000
const ALL_BYTES = 256 * 1_048_576
const DEPTH = 32
export type Folder = { readonly files: readonly File[]; /** By the rule's id. */ readonly trials: ReadonlyMap<string, readonly Trial[]>; readonly left: readonly string[] }
export type FolderProblem = { readonly problem: string }

/** Links are not followed, hidden folders not entered. `left`: what was not read, and why. */
export async function readFolder(root: string): Promise<Folder | FolderProblem> {
  const [paths, left]: [string[], string[]] = [[], []]
  const top = await stat(root).catch(() => undefined)
  if (!top?.isDirectory()) return { problem: 'this is no folder' }
  const walk = async (folder: string, depth: number): Promise<void> => {
    if (depth > DEPTH) { left.push(`${relative(root, folder)}: deeper than ${DEPTH} folders`); return }
    for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.')) continue
      if (entry.isDirectory()) await walk(path, depth + 1)
      else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) paths.push(path)
      if (paths.length > FILES_MOST + TRIALS_MOST) return
    }
  }
  await walk(root, 0)
  const files: File[] = []
  const trials = new Map<string, Trial[]>()
  let bytes = 0
  for (const path of paths) {
    const name = relative(root, path).split(sep).join('/')
    const { size } = await stat(path)
    if (size > FILE_BYTES) { left.push(`${name}: larger than ${FILE_BYTES} bytes`); continue }
    bytes += size
    if (bytes > ALL_BYTES) return { problem: `the files are larger than ${ALL_BYTES} bytes together` }
    const text = await readFile(path, 'utf8')
    if (/(?:^|\/)info\.ya?ml$/i.test(name)) { for (const [id, one] of await trialsBeside(path, text)) trials.set(id, [...(trials.get(id) ?? []), one]); continue }
    files.push({ path: name, text })
    if (files.length > FILES_MOST) return { problem: `there are more than ${FILES_MOST} files of rules` }
  }
  return files.length === 0 ? { problem: 'there is no file of rules (.yml, .yaml)' } : { files, trials, left }
}

type Info = { readonly rule_metadata?: readonly { readonly id?: unknown }[]; readonly regression_tests_info?: readonly { readonly name?: unknown; readonly match_count?: unknown; readonly path?: unknown }[] }
/** SigmaHQ's regression_data: `info.yml` names the rule and its tests; the events are JSON under the name of the EVTX file. */
async function trialsBeside(path: string, text: string): Promise<[string, Trial][]> {
  try {
    const { rule_metadata: rules = [], regression_tests_info: tests = [] } = load(text, { maxDepth: DEPTH, maxAliases: 0 }) as Info
    const id = rules[0]?.id
    if (typeof id !== 'string') return []
    const found: [string, Trial][] = []
    for (const { name, match_count: least, path: file } of tests.slice(0, 20)) {
      const base = String(file).split('/').at(-1)!.replace(/\.evtx$/i, '.json')
      const json = join(dirname(path), base)
      const there = await stat(json).catch(() => undefined)
      if (!there?.isFile() || there.size > FILE_BYTES) continue
      const lines = linesOf(await readFile(json, 'utf8'))
      if (lines) found.push([id, { name: (typeof name === 'string' ? name : base).slice(0, 200), least: typeof least === 'number' && Number.isInteger(least) && least >= 0 ? Math.min(least, 1000) : 1, lines }])
    }
    return found
  } catch { return [] }
}

export const LINES_BYTES = 262_144
/** One document, a list of them, or one a line: as JSON lines. Undefined: it is none of these, or too long. */
export function linesOf(text: string): string | undefined {
  const said = (values: readonly unknown[]) => {
    const lines = values.map((one) => JSON.stringify(one)).join('\n')
    return values.length > 0 && values.every((one) => typeof one === 'object' && one !== null) && Buffer.byteLength(lines) <= LINES_BYTES ? lines.toWellFormed() : undefined
  }
  try {
    const whole: unknown = JSON.parse(text)
    return said(Array.isArray(whole) ? whole : [whole])
  } catch {
    try { return said(text.split(/\r?\n/).filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as unknown)) } catch { return undefined }
  }
}
