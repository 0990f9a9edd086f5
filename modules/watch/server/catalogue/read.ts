/** Files of rules, correlations and filters, judged by the engine together with what they refer to in the catalogue: what is taken, and what is not, with the reason. */
import { readRules, type Head, type Logsource, type SigmaDocument } from '#engines/sigma/index.ts'
import { createCorrelator } from '#engines/sigma/correlate/index.ts'
import { pinned, WINDOW_DAYS, WINDOW_MS } from '../../core/correlations.ts'
import { documentAt } from '../../core/documents.ts'
import { filtersIn, finder, isSilent, sharedSource, type Over } from '../../core/references.ts'
import type { Refused } from '../store/imports-store.ts'
import type { NewRule, RuleRow } from '../store/rules-store.ts'

export type File = { readonly path: string; readonly text: string }
export type RuleText = Omit<NewRule, 'imported_at' | 'imported_by' | 'origin' | 'gone'>
export type ReadFiles = { readonly rules: readonly RuleText[]; readonly heads: ReadonlyMap<string, SigmaDocument>; readonly refused: readonly Refused[]; /** Ids that their own files call outdated. */ readonly deprecated: readonly string[] }
/** Of the catalogue: what these files refer to, and the correlations that refer to them. */
export type Standing = Pick<RuleRow, 'id' | 'called' | 'yaml' | 'form' | 'parts' | 'generate' | 'silent' | 'product' | 'category' | 'service'>

const outdated = ['deprecated', 'unsupported', 'obsolete']
/** SigmaHQ lays rules aside here, not all of them with a status that says so. */
const aside = /^(?:deprecated|unsupported)\//
/** Before the id of what stands in the catalogue: no file that somebody brings has such a path. */
const STANDS = '\u0000catalogue/'

export function readFiles(files: readonly File[], licence: string, standing: readonly Standing[] = []): ReadFiles {
  const set = readRules([...files, ...standing.map(({ id, yaml }) => ({ path: STANDS + id, text: yaml }))])
  const texts = new Map(files.map((file) => [file.path, file.text]))
  const rules = new Map<string, RuleText>()
  const heads = new Map<string, SigmaDocument>()
  const refusedHere = set.refused.filter((one) => !one.path.startsWith(STANDS))
  const refused: Refused[] = refusedHere.map(({ path, document, title = '', problems }) => ({ path: clean(path), document, title: clean(title), problems: problems.map(({ code, message, line }) => ({ code, message: clean(message), line: line ?? null })) }))
  const late: string[] = []
  const refuse = (one: Head, code: string, message: string) => { refused.push({ path: clean(one.path), document: one.document, title: clean(one.title), problems: [{ code, message, line: one.line }] }) }
  /** What every document comes with; undefined where it is refused. */
  function taken(head: SigmaDocument, logsource: Logsource): RuleText | undefined {
    if (aside.test(head.path)) { late.push(head.id); return void refuse(head, 'deprecated', 'its collection has laid it aside') }
    if (rules.has(head.id)) return void refuse(head, 'double', 'another rule of these files has the same id')
    if (head.id.length > 100) return void refuse(head, 'long_id', 'its id is longer than 100 characters')
    const yaml = documentAt(texts.get(head.path) ?? '', head.line)
    if (clean(yaml) !== yaml) return void refuse(head, 'bad_character', 'its text has a character that cannot be kept (U+0000, or half of one)')
    return {
      id: head.id, form: head.kind, called: clean(head.name ?? '').slice(0, 300), parts: [], generate: false, silent: false, title: clean(head.title).slice(0, 500), description: clean(head.description ?? ''), yaml, level: head.level ?? 'medium',
      product: clean(logsource.product ?? ''), category: clean(logsource.category ?? ''), service: clean(logsource.service ?? ''), tags: head.tags.map(clean), author: clean(head.author ?? ''), licence: clean(head.license ?? licence), path: clean(head.path).slice(0, 300),
      status: clean(head.status ?? ''), link: clean(head.references.find((one) => one.startsWith('https://')) ?? '').slice(0, 500),
    }
  }
  function take(head: SigmaDocument, logsource: Logsource, more: Partial<RuleText> = {}): void {
    const row = taken(head, logsource)
    if (row) { heads.set(row.id, head); rules.set(row.id, { ...row, ...more }) }
  }

  for (const { head, logsource } of set.rules) if (!head.path.startsWith(STANDS)) take(head, logsource)
  const known = new Map<string, Logsource>([...standing.map((one) => [one.id, { product: one.product, category: one.category, service: one.service }] as const), ...set.rules.map((one) => [one.id, one.logsource] as const)])
  const find = finder([...set.rules.map(({ head }) => head), ...set.correlations])
  // Those that stand on others come behind them, whatever the order of the files.
  for (let [open, before] = [set.correlations.filter((one) => !one.path.startsWith(STANDS)), Infinity]; open.length > 0;) {
    const isStuck = open.length === before
    before = open.length
    open = open.filter((one) => {
      const parts = one.rules.map((reference) => find(reference)!)
      const waits = parts.some((id) => !rules.has(id) && open.some((other) => other.id === id))
      if (waits && !isStuck) return true
      const missing = one.rules.find((_, i) => !rules.has(parts[i]!) && !standing.some((other) => other.id === parts[i]))
      if (missing !== undefined) return void refuse(one, 'unknown_rule', `it refers to "${missing}", which was refused`)
      if (one.timespanMs > WINDOW_MS) return void refuse(one, 'timespan', `its window is longer than ${WINDOW_DAYS} days: hits are not kept for so long`)
      // What the correlator would leave out without a word.
      const [problem] = createCorrelator([pinned(one, one.id, parts)], { maxGroups: 1 }).problems
      if (problem) return void refuse(one, problem.code, problem.message)
      const shared = sharedSource(parts.map((id) => known.get(id) ?? {}))
      known.set(one.id, shared)
      take(one, shared, { parts, generate: one.generate })
      return false
    })
  }
  const turnedAway = new Set(set.refused.map((one) => `${one.path}\u0000${one.document}`))
  const named = finder([...set.rules.map(({ head }) => head)])
  for (const one of filtersIn(files)) {
    if (turnedAway.has(`${one.path}\u0000${one.document}`)) continue
    take(one, one.logsource, { parts: one.rules === 'any' ? [] : one.rules.flatMap((reference) => named(reference) ?? []) })
  }
  return { rules: silenced([...rules.values()], standing), heads, refused, deprecated: [...late, ...refusedHere.flatMap(({ id, problems }) => (id !== undefined && problems.some((one) => outdated.includes(one.code)) ? [id] : []))] }
}

/**
 * There for correlations alone: it came with one that names it, or was so before; a rule that stood by itself stays as people left it.
 * A correlation speaks for itself even where another stands on it, as the engine has it: people may let it observe.
 */
function silenced(rules: readonly RuleText[], standing: readonly Standing[]): RuleText[] {
  const brought = rules.filter((one) => one.form === 'correlation')
  const ids = new Set(rules.map((one) => one.id))
  const all: Over[] = [...brought, ...standing.filter((one) => one.form === 'correlation' && !ids.has(one.id))]
  const before = new Set(standing.filter((one) => one.silent).map((one) => one.id))
  return rules.map((one) => ({ ...one, silent: one.form === 'rule' && isSilent(one.id, all) && (before.has(one.id) || brought.some((other) => other.parts.includes(one.id))) }))
}

/** What the database can hold. */
const clean = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed()
