import type { FieldProblem } from '#platform/contract/index.ts'
import type { NoticeCheck } from '../../contract.ts'
import type { Note } from './fields.tsx'
import { sayProblem, type WordKey, type Words } from './words.ts'

export type NotesOf = (path: string) => readonly Note[]
type Where = { readonly path: string; readonly note: Note }

/** The field of the page that a path of the server belongs to: `texts.it.cause.1` is told at `texts.it.cause`. */
const fieldOf = (path: string): string =>
  /^(texts\.\w\w\.\w+|services\.\d+\.\w+|places\.\d+|attachments\.\d+|office\.\w+)/.exec(path)?.[0] ?? (path.split('.')[0] === 'texts' ? path : path.split('.')[0]!)

/** Id of the field in the page, for links that lead to it. */
export const idOf = (path: string): string => `f-${path === '' ? 'all' : path.replaceAll('.', '-')}`
export const langOf = (path: string): 'it' | 'fr' | 'en' | undefined => /^texts\.(it|fr|en)/.exec(path)?.[1] as 'it' | undefined

export function sayCheck(t: Words, { code, params, path }: NoticeCheck): string {
  const lang = langOf(path)
  const fields = String(params['fields'] ?? '').split(', ').filter(Boolean).map((field) => t(`field.${field}` as WordKey)).join(', ')
  return t(`check.${code}`, { lang: lang ? t(`lang.${lang}`) : '', fields, gulpease: params['gulpease'] ?? '', words: params['words'] ?? '' })
}

/** Both what the last read found and what the last save refused, by field. A refusal is truer: it is of what stands on the screen. */
export function notesOf(t: Words, checks: readonly NoticeCheck[], refused: readonly FieldProblem[]): NotesOf {
  const told: Where[] = [
    ...refused.map(({ path, problem }) => ({ path: fieldOf(path.replace(/^(body\.)?content\./, '')), note: { level: 'stop' as const, text: sayProblem(t, problem) } })),
    ...checks.map((check) => ({ path: fieldOf(check.path), note: { level: check.level, text: sayCheck(t, check) } })),
  ]
  return (path) => [...new Map(told.filter((one) => one.path === path).map((one) => [one.note.text, one.note])).values()]
}
