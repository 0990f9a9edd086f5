import { createHash } from 'node:crypto'

/** Of all sources of the kernel, in the order of their names. */
export function fingerprintOf(sources: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(sources).sort()) hash.update(`${name}\n${sources[name]}\n`)
  return hash.digest('hex')
}
