/** SigmaHQ's 3,780 rules, the events that its authors say they fire on, and logs of attacks in a laboratory (OTRF). */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createNaive, readRules, type Expr } from '../index.ts'
import { activeRules, folder, ndjson, oldRules, there, unzipped } from './corpus.ts'
import { codes } from './say.ts'

type Pair = { rule_id: string; min_matches: number; events: unknown[] }
type Exact = { rule_id: string; matches_per_event: string[][] }
type Log = { file: string; events: number; matches: number; by_event: [number, string[]][] }

const files = there ? activeRules() : []
const set = readRules(files)

describe.skipIf(!there)('the rules of SigmaHQ', () => {
  test('load, but for those with placeholders that nobody filled', () => {
    expect(files).toHaveLength(3780)
    expect(set.rules).toHaveLength(3755)
    expect(set.refused).toHaveLength(25)
    expect(new Set(codes(set))).toEqual(new Set(['unresolved_placeholder']))
    expect(set.refused.every((one) => one.problems.every((problem) => problem.line! > 10 && problem.message.includes('%')))).toBe(true)
    expect(set.rules.filter((one) => one.head.level === undefined || one.head.title === '' || one.silent)).toEqual([])
    expect(new Set(set.rules.map((one) => one.id)).size).toBe(3755)
  })
  test('with values for the placeholders load whole', () => {
    const names = new Set(set.refused.flatMap((one) => one.problems.map((problem) => /%([\w.-]+)%/.exec(problem.message)![1]!)))
    const filled = readRules(files, { lists: Object.fromEntries([...names].map((name) => [name, ['10.0.0.0']])) })
    expect(filled.refused).toEqual([])
    expect(filled.rules).toHaveLength(3780)
  })
  test('come to comparisons that can be counted', () => {
    const kinds: Record<string, number> = {}
    for (const rule of set.rules) for (const atom of atoms(rule.when)) kinds[atom] = (kinds[atom] ?? 0) + 1
    expect(kinds).toMatchInlineSnapshot(`
      {
        "cidr": 365,
        "contains": 29102,
        "endswith": 9667,
        "equals": 5727,
        "glob": 278,
        "keyword contains": 699,
        "keyword glob": 37,
        "null": 96,
        "other": 5,
        "regex": 217,
        "startswith": 1103,
      }
    `)
  })
  test('of old are left out with the reason', () => {
    const old = readRules(oldRules())
    expect(codes(old).filter((code) => !['deprecated', 'unsupported', 'old_aggregation', 'obsolete'].includes(code))).toEqual([])
    expect(old.rules.length).toBeLessThan(10)
    expect(codes(old).filter((code) => code === 'old_aggregation').length).toBeGreaterThan(50)
  })
})

describe.skipIf(!there)('the events of SigmaHQ', () => {
  test('fire their rules, and exactly those that are known to fire besides', () => {
    const matcher = createNaive(set.rules)
    const pairs = ndjson<Pair>('sigmahq-regression.ndjson.gz')
    const exact = JSON.parse(readFileSync(`${folder}expected/regression-exact.json`, 'utf8')) as Exact[]
    expect(pairs).toHaveLength(96)
    pairs.forEach((pair, at) => {
      const found = pair.events.map(() => new Set<string>())
      matcher.scan(Buffer.from(pair.events.map((event) => JSON.stringify(event)).join('\n')), (line, rule) => { found[line]!.add(set.rules[rule]!.id) })
      expect(found.filter((one) => one.has(pair.rule_id)).length, pair.rule_id).toBeGreaterThanOrEqual(pair.min_matches)
      expect(exact[at]!.rule_id).toBe(pair.rule_id)
      expect(found.map((one) => [...one].toSorted()), pair.rule_id).toEqual(exact[at]!.matches_per_event.map((one) => one.toSorted()))
    })
  })
})

describe.skipIf(!there)('logs of attacks', () => {
  // The larger ones are for a machine with time: all 65 were compared once, with the same three reasons and no other.
  const sizes = there ? (JSON.parse(readFileSync(`${folder}otrf/index.json`, 'utf8')) as [string, number, number][]) : []
  const small = new Set(sizes.filter(([, , bytes]) => bytes < 1_000_000).map(([file]) => file.replace('02-detection/', '')))
  const windows = set.rules.filter((one) => one.logsource.product === 'windows')
  const matcher = createNaive(windows)
  const wanted = there ? ndjson<Log>('expected/otrf-matches.ndjson.gz').filter((one) => small.has(one.file)) : []
  const refused = new Set(set.refused.map((one) => one.id))

  test('are enough', () => {
    expect(windows).toHaveLength(2856)
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.reduce((sum, one) => sum + one.matches, 0)).toBeGreaterThan(60)
  })
  test.each(wanted.map((one) => [one.file.replace(/^otrf\/|\.json\.gz$/g, ''), one] as const))('%s', (_, log) => {
    const bytes = unzipped(log.file)
    const lines = bytes.toString('utf8').split('\n')
    // The list counts lines that are not empty.
    const numbers = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at]))
    const expected = new Set(log.by_event.flatMap(([at, ids]) => ids.map((id) => `${numbers[at]} ${id}`)))
    const found = new Set<string>()
    expect(matcher.scan(bytes, (line, rule) => { found.add(`${line} ${windows[rule]!.id}`) }).broken).toBe(0)
    // A placeholder is no text: rules with one do not fire.
    expect([...expected].filter((one) => !found.has(one) && !refused.has(one.split(' ')[1]))).toEqual([])
    expect([...found].filter((one) => !expected.has(one) && !explained(lines[Number(one.split(' ')[0])]!))).toEqual([])
  })

  /** Why the list lacks it: it knows NewProcessName of 4688 not as Image, and channels only in their usual case. */
  function explained(line: string): boolean {
    const event = JSON.parse(line) as { EventID?: unknown; Channel?: unknown }
    return String(event.EventID) === '4688' || event.Channel === 'security'
  }
})

const atoms = (expr: Expr): string[] => (expr.kind === 'atom' ? [expr.atom.field === null ? `keyword ${expr.atom.test.kind}` : expr.atom.test.kind] : expr.kind === 'not' ? atoms(expr.of) : expr.of.flatMap(atoms))
