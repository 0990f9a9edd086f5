/** The file of the key, in the form of `age-keygen`: comments, and one AGE-SECRET-KEY-… a line. The first one seals. */
import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'

const FOLDER = 'keys'
const RETIRED = /^retired-[\w-]+\.key$/
export const KEY_FILE = `${FOLDER}/centre.key`

/** The secret halves, oldest last; none when there is no file. @throws Error when there is a file and nothing in it. */
export function readKeyFile(dataFolder: string): string[] {
  const file = join(dataFolder, KEY_FILE)
  if (!existsSync(file)) return []
  const identities = identitiesIn(file)
  if (identities.length === 0) throw new Error(`${file} holds no key: put the right file back, or take this one away if it is lost`)
  return identities
}

const identitiesIn = (file: string): string[] => readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter((line) => line.startsWith('AGE-SECRET-KEY-'))

/** Secret halves that seal no more and may still open something: until the operator takes the files away. */
export function readRetired(dataFolder: string): string[] {
  const folder = join(dataFolder, FOLDER)
  return existsSync(folder) ? readdirSync(folder).filter((name) => RETIRED.test(name)).sort().flatMap((name) => identitiesIn(join(folder, name))) : []
}

/** @returns its name in the data folder. */
export function writeRetired(dataFolder: string, name: string, { identities, now }: Pick<KeyLines, 'identities' | 'now'>): string {
  const file = `${FOLDER}/retired-${name}.key`
  const beside = join(dataFolder, `${file}.${randomUUID()}`)
  flushed(beside, 'wx', (handle) => writeSync(handle, `# Bastida: replaced, seals no more. See "A new key" in docs/operations/README.md before you take it away.\n# written: ${now.toISOString()}\n${identities.join('\n')}\n`))
  renameSync(beside, join(dataFolder, file))
  flushed(join(dataFolder, FOLDER), 'r', () => {})
  return file
}

/** Changes when the file does: a rename gives it another number. */
export function keyFileMark(dataFolder: string): string {
  const found = statSync(join(dataFolder, KEY_FILE), { throwIfNoEntry: false })
  return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : ''
}

export type KeyLines = { readonly identities: readonly string[]; readonly recipient: string; readonly now: Date }

/**
 * Written beside, flushed, and put in place: a crash leaves the old file or the new one. `first`: only where there is none,
 * because two processes that start at once must not seal to two keys, one of which is gone.
 */
export function writeKeyFile(dataFolder: string, { identities, recipient, now }: KeyLines, { first = false } = {}): void {
  const file = join(dataFolder, KEY_FILE)
  mkdirSync(join(dataFolder, FOLDER), { recursive: true, mode: 0o700 })
  const beside = `${file}.${randomUUID()}`
  flushed(beside, 'wx', (handle) => writeSync(handle, `# Bastida: opens the evidence and the secrets of this centre. Keep a copy in a safe.\n# written: ${now.toISOString()}\n# public key: ${recipient}\n${identities.join('\n')}\n`))
  if (!first) renameSync(beside, file)
  else {
    try { linkSync(beside, file) } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error }
    rmSync(beside, { force: true })
  }
  flushed(join(dataFolder, FOLDER), 'r', () => {}) // the name too must outlive a power cut: files sealed to it will
}

function flushed(path: string, flags: 'wx' | 'r', write: (handle: number) => void): void {
  const handle = openSync(path, flags, 0o600)
  try { write(handle); fsyncSync(handle) } finally { closeSync(handle) }
}

/** Closes the file to everybody but its owner. @returns false when it was open to others before. */
export function closeKeyFile(dataFolder: string): boolean {
  const file = join(dataFolder, KEY_FILE)
  if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) return true
  chmodSync(file, 0o600)
  return false
}
