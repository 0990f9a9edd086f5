import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { readRegistry, type ReadOptions } from './readRegistry.ts'
import type { Format } from './recognise.ts'
import type { DependencyRow, Parsed, PartyRow } from './types.ts'

/** Helpers of this folder's tests: nothing else imports them. */

const dataFolder = '../shared/data/06-registry/'

/** Bytes of a shared file (expanded), or undefined where the shared data are not there: the test then says that it skips. */
export function sharedFile(name: string, expand = false): Uint8Array | undefined {
  const path = dataFolder + name
  if (!existsSync(path)) return undefined
  return expand ? gunzipSync(readFileSync(path)) : readFileSync(path)
}

export async function* inChunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

export type ReadAll = {
  all: Parsed[]
  rows: Parsed[]
  refused: string[]
  skipped: Record<string, number>
  notes: string[]
  format: Format
}

export async function readAll(
  input: Uint8Array | string,
  options: ReadOptions & { chunk?: number } = {},
): Promise<ReadAll> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input
  const all: Parsed[] = []
  let format: Format | undefined
  for await (const one of readRegistry(inChunks(bytes, options.chunk), {
    ...options,
    onFormat: (found) => (format = found),
  }))
    all.push(one)
  const skipped: Record<string, number> = {}
  for (const { skipped: one } of all) if (one !== undefined) skipped[one.code] = (skipped[one.code] ?? 0) + 1
  return {
    all,
    rows: all.filter((one) => one.row !== undefined),
    refused: all.flatMap((one) => (one.refused === undefined ? [] : [`${one.line} ${one.refused.code}`])),
    skipped,
    notes: all.flatMap((one) => (one.note === undefined ? [] : [one.note.code])),
    format: format!,
  }
}

export function parties(read: ReadAll): PartyRow[] {
  return read.rows.flatMap(({ row }) => (row?.kind === 'party' ? [row] : []))
}

export function dependencies(read: ReadAll): DependencyRow[] {
  return read.rows.flatMap(({ row }) => (row?.kind === 'dependency' ? [row] : []))
}
