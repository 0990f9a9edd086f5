/** Files of rules, judged by the engine: what can be asked of lines one by one, and what cannot, with the reason. */
import { readDocuments, readRules, type RuleDocument } from '#engines/sigma/index.ts'
import { documentAt } from '../../core/documents.ts'
import type { Refused } from '../store/imports-store.ts'
import type { NewRule } from '../store/rules-store.ts'

export type File = { readonly path: string; readonly text: string }
export type RuleText = Omit<NewRule, 'imported_at' | 'imported_by' | 'origin' | 'gone'>
export type ReadFiles = { readonly rules: readonly RuleText[]; readonly heads: ReadonlyMap<string, RuleDocument>; readonly refused: readonly Refused[]; /** Ids that their own files call outdated. */ readonly deprecated: readonly string[] }

const outdated = ['deprecated', 'unsupported', 'obsolete']
/** SigmaHQ lays rules aside here, not all of them with a status that says so. */
const aside = /^(?:deprecated|unsupported)\//

export function readFiles(files: readonly File[], licence: string): ReadFiles {
  const set = readRules(files)
  const texts = new Map(files.map((file) => [file.path, file.text]))
  const rules = new Map<string, RuleText>()
  const heads = new Map<string, RuleDocument>()
  const refused: Refused[] = set.refused.map(({ path, document, title = '', problems }) => ({ path: clean(path), document, title: clean(title), problems: problems.map(({ code, message, line }) => ({ code, message: clean(message), line: line ?? null })) }))
  const refuse = ({ path, document, title, line }: { path: string; document: number; title: string; line: number }, code: string, message: string) => refused.push({ path: clean(path), document, title: clean(title), problems: [{ code, message, line }] })
  const late: string[] = []
  for (const { id, head, logsource, silent } of set.rules) {
    if (aside.test(head.path)) { refuse(head, 'deprecated', 'its collection has laid it aside'); late.push(id); continue }
    if (rules.has(id)) { refuse(head, 'double', 'another rule of these files has the same id'); continue }
    if (silent) { refuse(head, 'part', 'it is a part of a correlation and does not alert by itself'); continue }
    if (id.length > 100) { refuse(head, 'long_id', 'its id is longer than 100 characters'); continue }
    const yaml = documentAt(texts.get(head.path) ?? '', head.line)
    if (clean(yaml) !== yaml) { refuse(head, 'bad_character', 'its text has a character that cannot be kept (U+0000, or half of one)'); continue }
    heads.set(id, head)
    rules.set(id, {
      id, title: clean(head.title).slice(0, 500), description: clean(head.description ?? ''), yaml, level: head.level ?? 'medium', product: clean(logsource.product ?? ''), category: clean(logsource.category ?? ''), service: clean(logsource.service ?? ''),
      tags: head.tags.map(clean), author: clean(head.author ?? ''), licence: clean(head.license ?? licence), path: clean(head.path).slice(0, 300), status: clean(head.status ?? ''), link: clean(head.references.find((one) => one.startsWith('https://')) ?? '').slice(0, 500),
    })
  }
  for (const one of set.correlations) refuse(one, 'correlation', 'correlations are not asked of lines yet')
  for (const one of readDocuments(files).documents) if (one.kind === 'filter') refuse(one, 'filter', 'global filters are not kept yet: silence the rule at the body instead')
  return { rules: [...rules.values()], heads, refused, deprecated: [...late, ...set.refused.flatMap(({ id, problems }) => (id !== undefined && problems.some((one) => outdated.includes(one.code)) ? [id] : []))] }
}

/** What the database can hold. */
const clean = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed()
