/** Blocks of a study as a form holds them: `order` names them, and each field carries the name of its block. */
import { charts, type Block, type StudyFilter } from '../contract-study.ts'

export const filterNames = ['from', 'to', 'kind', 'action', 'sector', 'size', 'province', 'region', 'state', 'confidence', 'since', 'tool', 'had', 'q'] as const
export const roomFilterNames = ['from', 'to', 'action', 'kind', 'region'] as const
/** What is asked; what is empty is not asked. `prefix` names the block. */
export const filterIn = (search: URLSearchParams | FormData, prefix = ''): Record<string, string> => Object.fromEntries(filterNames.flatMap((name) => { const value = String(search.get(prefix + name) ?? '').trim(); return value ? [[name, value]] : [] }))

export function blocksIn(form: FormData): Block[] {
  return String(form.get('order') ?? '').split(',').filter(Boolean).flatMap((key): Block[] => {
    const read = (name: string) => String(form.get(`${key}-${name}`) ?? '').trim()
    const chart = charts.find((one) => one === read('chart'))
    // The server judges the filter.
    if (chart) return [{ kind: 'chart', chart, title: read('heading'), filter: filterIn(form, `${key}-`) as unknown as StudyFilter }]
    return read('text') ? [{ kind: 'text', text: read('text') }] : []
  })
}
