import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'

/** What an install was made from: the lock file and the kind of machine (packages with binaries differ by it). */
export function fingerprint(lockFile) {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  return `${hash} ${process.platform}-${process.arch}`
}

/** Written last, after the work it speaks of: absent means not done, or not to its end. */
export const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')
