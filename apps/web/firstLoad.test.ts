import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const client = new URL('../../dist/client/', import.meta.url)
const built = existsSync(new URL('.vite/manifest.json', client))
type Chunk = { readonly file: string; readonly src?: string; readonly imports?: readonly string[] }

/** A chunk and all that it needs at once. */
function withNeeds(manifest: Readonly<Record<string, Chunk>>, key: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(key)) {
    seen.add(key)
    for (const one of manifest[key]!.imports ?? []) withNeeds(manifest, one, seen)
  }
  return seen
}

test.skipIf(!built)('whoever opens the app for the first time loads 110 kB of script at most, and React once', () => {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8')) as Record<string, Chunk>
  const first = [...withNeeds(manifest, 'apps/web/index.html')].map((key) => readFileSync(new URL(manifest[key]!.file, client)))
  expect(first.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0)).toBeLessThanOrEqual(110_000)
  const all = Object.values(manifest).filter(({ file }) => file.endsWith('.js')).map(({ file }) => readFileSync(new URL(file, client), 'utf8'))
  const holding = (text: string) => all.filter((one) => one.includes(text)).length
  expect([holding('Minified React error #'), holding('useSyncExternalStore=function')]).toEqual([1, 1])
})

test.skipIf(!built)('the app carries no validator: what is sent is judged by the server', () => {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', client), 'utf8')) as Record<string, Chunk>
  const all = Object.values(manifest).filter(({ file }) => file.endsWith('.js')).map(({ file }) => readFileSync(new URL(file, client), 'utf8'))
  expect(all.filter((one) => one.includes('no shapes in the browser'))).toHaveLength(1)
  expect(all.filter((one) => one.includes('ZodError'))).toEqual([])
})
