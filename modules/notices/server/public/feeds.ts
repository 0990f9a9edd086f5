/** Notices as Atom 1.0 and JSON Feed 1.1; confirmed states as CSV. */
import { Feed } from 'feed'
import type { Lang } from '#platform/contract/index.ts'
import { localPath, publicPaths, type ServiceLine } from '../../contract-public.ts'
import { toCsv } from '#platform/contract/csv.ts'

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
  const head = { title: `${titles[input.lang]} · ${input.body?.name ?? input.centre}`, home: at(page), self: address(format) }
  const items = input.items.map((item) => ({
    // The identifier outlives languages and editions of the page.
    id: input.origin + publicPaths.notice(item.slug), url: at(publicPaths.notice(item.slug)), title: `${item.body} · ${item.title}`,
    summary: item.summary, body: item.body, publishedAt: item.publishedAt, updatedAt: item.updatedAt,
  }))
  return format === 'atom' ? atomOf(input, head, items, address('json')) : jsonOf(input, head, items)
}

type Head = { readonly title: string; readonly home: string; readonly self: string }
type Item = { readonly id: string; readonly url: string; readonly title: string; readonly summary: string; readonly body: string; readonly publishedAt: Date; readonly updatedAt: Date }

function atomOf({ lang, centre, now }: FeedInput, head: Head, items: readonly Item[], json: string): string {
  const feed = new Feed({
    id: head.home, link: head.home, title: head.title, generator: 'Bastida', copyright: 'CC BY 4.0', author: { name: centre }, feedLinks: { atom: head.self, json },
    updated: items.length === 0 ? now : new Date(Math.max(...items.map((item) => item.updatedAt.getTime()))),
  })
  for (const { id, url, title, summary, body, publishedAt, updatedAt } of items) {
    feed.addItem({ id, guid: id, link: url, title: escape(title), description: escape(summary), author: [{ name: body }], date: updatedAt, published: publishedAt })
  }
  return feed.atom1().replace(/<feed [^>]*/, (tag) => `${tag} xml:lang="${lang}"`)
}

/** https://www.jsonfeed.org/version/1.1/ . Texts are plain and stay so: `content_text`. */
const jsonOf = ({ lang, centre }: FeedInput, head: Head, items: readonly Item[]): string => JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1', title: head.title, home_page_url: head.home, feed_url: head.self, language: lang, authors: [{ name: centre }],
  items: items.map(({ id, url, title, summary, body, publishedAt, updatedAt }) => ({ id, url, title, content_text: summary, date_published: publishedAt.toISOString(), date_modified: updatedAt.toISOString(), authors: [{ name: body }] })),
})

/** Atom titles and summaries are read as HTML: plain text must be written so that it stays what it is. */
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export type TableRow = { readonly body: { readonly slug: string; readonly name: string }; readonly line: ServiceLine; readonly confirmedAt: string }
/** One line a service; the header names the columns in English, like the states, for programs. */
export const csvOf = (rows: readonly TableRow[]): string => toCsv([
  ['body', 'body_name', 'service', 'state', 'since', 'next_update_at', 'confirmed_at'],
  ...rows.map(({ body, line, confirmedAt }) => [body.slug, body.name, line.name, line.state, line.since ?? '', line.nextUpdateAt ?? '', confirmedAt]),
])
