/** Reads and writes of the page where a yearly report is made. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { createClient } from '#platform/contract/client.ts'
import { languages, Refusal, type FieldProblem, type RefusalCode } from '#platform/contract/index.ts'
import { chosenLang } from '#ui/console/chosen-lang.ts'
import * as door from '../contract-report.ts'

const api = createClient()
export type Said = { readonly done: 'saved' | 'published' | 'withdrawn' } | { readonly done: false; readonly code: RefusalCode | 'numbers' | 'reason' }
const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

export async function reportLoader({ request, params }: LoaderFunctionArgs) {
  const { items } = await api(door.listReports, { signal: request.signal })
  const year = Number(params['year'] ?? items[0]!.year)
  try {
    const { draft, ...kept } = await api(door.readReport, { params: { year }, query: { lang: chosenLang() }, signal: request.signal })
    return { items, ...kept, draft: draft as unknown as door.ReportInput }
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'invalid')) throw new Response(null, { status: 404 })
    throw error
  }
}

export async function reportAction({ request }: ActionFunctionArgs): Promise<Said> {
  const form = await request.formData()
  const params = { year: Number(text(form, 'year')) }
  const version = Number(text(form, 'version'))
  try {
    switch (text(form, 'intent')) {
      case 'publish': await api(door.publishReport, { params, body: { version, reason: text(form, 'reason') } }); return { done: 'published' }
      case 'withdraw': await api(door.withdrawReport, { params, body: { number: Number(text(form, 'number')), reason: text(form, 'withdrawReason') } }); return { done: 'withdrawn' }
      default: {
        const entered = enteredIn(form)
        if (!entered) return { done: false, code: 'numbers' }
        await api(door.saveReport, { params, body: { version, entered, introductions: Object.fromEntries(languages.flatMap((lang) => { const said = text(form, `intro.${lang}`); return said ? [[lang, said]] : [] })) } })
        return { done: 'saved' }
      }
    }
  } catch (error) {
    if (error instanceof TypeError) return { done: false, code: 'unavailable' }
    if (!(error instanceof Refusal)) throw error
    return { done: false, code: (error.params['fields'] as readonly FieldProblem[] | undefined)?.some((one) => one.path === 'body.reason') ? 'reason' : error.code }
  }
}

/** Nothing where one of them is no number. `1.250.000,50` and `1250000.5` are the same. */
function enteredIn(form: FormData): door.Entered | undefined {
  const numbers: number[] = []
  const read = (name: string): number | null => {
    const said = text(form, name).replaceAll(/[\s\u00a0\u202f€]/g, '')
    if (said === '') return null
    const n = Number(said.includes(',') || /^\d{1,3}(\.\d{3})+$/.test(said) ? said.replaceAll('.', '').replace(',', '.') : said)
    numbers.push(n)
    return n
  }
  const group = (of: string, names: readonly string[]) => Object.fromEntries(names.flatMap((name) => { const n = read(`${of}.${name}`); return n === null ? [] : [[name, n]] }))
  const entered: door.Entered = { income: group('income', door.incomes), spending: group('spending', door.spendings), training: group('training', door.trainings), staff: read('staff') }
  return numbers.every((n) => Number.isFinite(n) && n >= 0) && Object.values(entered.training).every((n) => Number.isInteger(n)) ? entered : undefined
}
