/** Published attacks as Atom 1.0 and JSON Feed 1.1. */
import { Feed } from 'feed'
import type { Lang } from '#platform/contract/index.ts'
import { observatoryPaths, type CaseCard } from '../../contract-public.ts'
import { LICENCE } from '../../contract-files.ts'

export type FeedInput = { readonly lang: Lang; readonly title: string; readonly centre: string; readonly at: (path: string) => string; readonly now: Date; readonly items: readonly (CaseCard & { readonly updatedAt: string })[] }

export function atomOf({ lang, title, centre, at, now, items }: FeedInput): string {
  const home = at(observatoryPaths.cases)
  const feed = new Feed({ id: home, link: home, title, generator: 'Bastida', copyright: LICENCE, author: { name: centre }, feedLinks: { atom: at(observatoryPaths.atom), json: at(observatoryPaths.json) }, updated: items.length === 0 ? now : new Date(items.map((one) => one.updatedAt).toSorted().at(-1)!) })
  for (const one of items) feed.addItem({ id: at(observatoryPaths.case(one.ref)), link: at(observatoryPaths.case(one.ref)), title: escape(`${one.ref} · ${one.title}`), description: escape(one.summary), date: new Date(one.updatedAt), published: new Date(one.publishedAt) })
  return feed.atom1().replace(/<feed [^>]*/, (tag) => `${tag} xml:lang="${lang}"`)
}

/** https://www.jsonfeed.org/version/1.1/ */
export const jsonFeedOf = ({ lang, title, centre, at, items }: FeedInput): string => JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1', title, home_page_url: at(observatoryPaths.cases), feed_url: at(observatoryPaths.json), language: lang, authors: [{ name: centre }],
  items: items.map((one) => ({ id: at(observatoryPaths.case(one.ref)), url: at(observatoryPaths.case(one.ref)), title: `${one.ref} · ${one.title}`, content_text: one.summary || one.title, date_published: one.publishedAt, date_modified: one.updatedAt })),
})

/** Atom titles and summaries are read as HTML: plain text must be written so that it stays what it is. */
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
