/** What outlives a power cut: bytes and names are on the disk when these return. */
import { open } from 'node:fs/promises'

/** A file, or a folder: then the names in it. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try { await handle.sync() } finally { await handle.close() }
}
