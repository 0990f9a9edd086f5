import { expect, test } from 'vitest'
import { anonymise, audit, groupsOf, type Published } from '#engines/privacy/index.ts'
import { K, L } from '../../contract-public.ts'
import { csvOfRows, jsonOfRows } from './files.ts'
import { faultsOf } from './check.ts'
import { invent } from './invented.ts'
import { codesOf, dimensionsFor, protectPublic } from './lattice.ts'
import { rowFileOf } from './rows.ts'

const worlds = [3, 12, 60, 300, 700, 2000, 6000].flatMap((count) => [1, 2, 3].map((seed) => ({ count, seed })))

test('in every table each number is five or more, and no group is told that all of it went the same way', () => {
  for (const { count, seed } of worlds) expect(faultsOf(protectPublic(invent(count, { seed })).published), `${count} ${seed}`).toEqual([])
  // The rule finds what it is for.
  const told: Published = { rows: 14, tables: [{ levels: ['year', 'action'], codes: [], cells: [{ codes: ['2025', 'malware'], value: 8 }, { codes: ['2026', 'malware'], value: 3 }, { codes: ['2026', 'error'], value: 5 }] }] } as never
  expect(faultsOf(told)).toEqual([{ rule: 'k', levels: ['year', 'action'], codes: ['2026', 'malware'] }, { rule: 'l', levels: ['year', 'action'], codes: ['2025', 'malware'] }])
})

test('a group that all went the same way is not told it, though it is large', () => {
  const rows = [...invent(300, { until: 2025 }), ...invent(300, { until: 2025 }).slice(0, 12).map((row) => ({ ...row, year: 2026, startedOn: null, precision: 'year', action: 'malware' }))]
  const lattice = protectPublic(rows)
  expect(lattice.read({ year: '2026' })).toBe(12)
  expect(lattice.read({ year: '2026', action: 'malware' })).toBe(null)
})

test('the file of rows, read again, holds k of each and l of what is sensitive', () => {
  for (const { count, seed } of worlds) {
    const file = rowFileOf(protectPublic(invent(count, { seed })))
    const lines = csvOfRows(file).trim().split('\r\n').map((line) => line.split(','))
    const [columns, ...rows] = lines as [string[], ...string[][]]
    if (file.rows.length === 0) { expect(file.audit.smallest).toBe(0); continue }
    for (const group of groupsOf(rows.map((codes) => ({ codes })))) expect(group.rows).toBeGreaterThanOrEqual(K)
    const secret = columns.indexOf('action')
    if (secret >= 0) for (const group of groupsOf(rows.map((codes) => ({ codes: codes.filter((_, i) => i !== secret), sensitive: codes[secret]! })))) expect(group.sensitive).toBeGreaterThanOrEqual(L)
    expect(file.audit).toMatchObject({ rows: rows.length, smallest: Math.min(...groupsOf(rows.map((codes) => ({ codes }))).map((one) => one.rows)) })
    expect(JSON.parse(jsonOfRows(file, 'x'))).toMatchObject({ audit: file.audit, rows: { length: rows.length } })
  }
  expect(rowFileOf(protectPublic(invent(6000))).rows.length).toBeGreaterThan(4000)
})

test('rows and tables together tell no more than the tables: who subtracts finds nothing, where rows made by themselves give victims away', () => {
  let found = 0
  for (const { count, seed } of worlds.filter((one) => one.count >= 60 && one.count <= 2000)) {
    const rows = invent(count, { seed })
    const lattice = protectPublic(rows)
    const dims = dimensionsFor(count)
    const known = audit(lattice.published, dims, { width: K - 1 })
    expect(known).toEqual([])
    const with_ = (levels: readonly string[], counts: ReadonlyMap<string, number>): Published => {
      const joint = new Set(rows.map((row) => keyOf(levels, codesOf(row))))
      const cells = [...joint].map((key) => ({ codes: key.split('\n'), value: counts.get(key) ?? null }))
      return { ...lattice.published, tables: [...lattice.published.tables.filter((table) => table.levels.join() !== levels.join()), { levels, cells }] }
    }
    const position: Readonly<Record<string, number>> = { kind: 1, action: 2 }
    const keyOf = (levels: readonly string[], codes: readonly string[]) => levels.map((name) => (name === 'year' ? codes[0]!.slice(0, 4) : codes[position[name]!]!)).join('\n')
    const countOf = (keys: readonly string[]) => new Map([...Map.groupBy(keys, (key) => key)].map(([key, list]) => [key, list.length]))
    // Ours: the same cells as a table that is out already, or fewer.
    const file = rowFileOf(lattice)
    for (const [key, n] of countOf(file.rows.map((codes) => codes.join('\n')))) expect(lattice.read(Object.fromEntries(file.columns.map((name, i) => [name, key.split('\n')[i]!])))).toBe(n)
    // Made by themselves, with k of each, but without the tables in view: year, kind and action of each.
    const alone = anonymise(rows.map((row) => { const codes = codesOf(row); return { codes: [codes[0]!.slice(0, 4), codes[1]!, codes[2]!] } }), ['year', 'kind', 'action'].map((name) => ({ name, levels: [{ name, of: (leaf: string) => leaf }] })), { k: K, dropAtMost: 0.9 })
    const levels = ['year', 'kind', 'action'].filter((_, d) => alone.grain[d] !== null)
    found += audit(with_(levels, countOf(alone.rows.map((one) => one.codes.filter((code) => code !== null).join('\n')))), dims, { width: K - 1 }).length
  }
  expect(found).toBeGreaterThan(0)
})
