/** Notices as Atom 1.0 and JSON Feed; confirmed states as CSV. */
import { Feed } from 'feed'
import type { Lang } from '#platform/contract/index.ts'
import { localPath, publicPaths, type ServiceLine } from '../../contract-public.ts'
import { toCsv } from '../../core/csv.ts'

export type FeedInput = {
  readonly origin: string; readonly lang: Lang; readonly defaultLang: Lang; readonly centre: string; readonly now: Date
  /** Of one body: its name and slug. */
  readonly body?: { readonly name: string; readonly slug: string }
  readonly items: readonly { readonly slug: string; readonly title: string; readonly summary: string; readonly body: string; readonly publishedAt: Date; readonly updatedAt: Date }[]
}
const titles: Readonly<Record<Lang, string>> = { it: 'Avvisi', fr: 'Informations aux usagers', en: 'Notices' }

export function feedOf(input: FeedInput, format: 'atom' | 'json'): string {
  const at = (path: string) => input.origin + localPath(input, path)
  const page = input.body ? publicPaths.body(input.body.slug) : publicPaths.notices
  const address = (kind: 'atom' | 'json') => at(input.body ? `${page}/feed.${kind}` : `${page}.${kind}`)
  const feed = new Feed({
    id: at(page), link: at(page), title: `${titles[input.lang]} · ${input.body?.name ?? input.centre}`, language: input.lang, generator: 'Bastida', copyright: 'CC BY 4.0',
    updated: input.items.reduce((last, item) => (item.updatedAt > last ? item.updatedAt : last), new Date(0)), author: { name: input.centre }, feedLinks: { atom: address('atom'), json: address('json') },
  })
  if (input.items.length === 0) feed.options.updated = input.now
  for (const item of input.items) {
    feed.addItem({
      // The identifier outlives languages and editions of the page.
      id: input.origin + publicPaths.notice(item.slug), guid: input.origin + publicPaths.notice(item.slug), link: at(publicPaths.notice(item.slug)),
      title: format === 'atom' ? escape(`${item.body} · ${item.title}`) : `${item.body} · ${item.title}`, description: format === 'atom' ? escape(item.summary) : item.summary, author: [{ name: item.body }],
      date: item.updatedAt, published: item.publishedAt,
    })
  }
  return format === 'atom' ? feed.atom1() : feed.json1()
}

/** Atom titles and summaries are read as HTML: plain text must be written so that it stays what it is. */
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export type TableRow = { readonly body: { readonly slug: string; readonly name: string }; readonly line: ServiceLine; readonly confirmedAt: string }
/** One line a service; the header names the columns in English, like the states, for programs. */
export const csvOf = (rows: readonly TableRow[]): string => toCsv([
  ['body', 'body_name', 'service', 'state', 'since', 'next_update_at', 'confirmed_at'],
  ...rows.map(({ body, line, confirmedAt }) => [body.slug, body.name, line.name, line.state, line.since ?? '', line.nextUpdateAt ?? '', confirmedAt]),
])
