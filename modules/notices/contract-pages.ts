/** The public doors: documents, forms, feeds, files. Anyone may call them; each answers bytes. */
import * as z from 'zod'
import { anyone, endpoint, noControls } from '#platform/contract/index.ts'
import { localPages, type LocalPage, type LocalPageDeclared } from '#platform/contract/localPages.ts'

/** A page asked for badly is still a page: what cannot be read is left out. */
const query = z.object({
  q: z.string().trim().max(100).regex(noControls).catch('').default(''),
  state: z.enum(['down', 'limited', 'restored', 'working', 'unknown']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

const documents = {
  home: ['GET', '/', 'What bodies have confirmed today'],
  notices: ['GET', '/n', 'Notices in force'],
  notice: ['GET', '/n/:slug', 'One notice'],
  status: ['GET', '/s', 'Bodies that have confirmed something'],
  body: ['GET', '/s/:party', 'Services of one body'],
  subscribe: ['POST', '/s/:party/subscribe', 'Asks for mails about one body (form)'],
  askFollow: ['GET', '/subscription/:token', 'Asks whether a subscription is confirmed; changes nothing'],
  follow: ['POST', '/subscription/:token', 'Confirms a subscription (form)'],
  askUnfollow: ['GET', '/subscription/:token/end', 'Asks whether a subscription ends; changes nothing'],
  unfollow: ['POST', '/subscription/:token/end', 'Ends a subscription (form, or the one click of a mail program: RFC 8058)'],
  reply: ['GET', '/r/:token', 'The one question to a body'],
  answer: ['POST', '/r/:token', 'The body’s answer (form)'],
  embed: ['GET', '/embed/:party', 'Fragment for a body’s own site'],
  emergency: ['GET', '/emergency', 'Number, hours, what to do first'],
  accessibility: ['GET', '/accessibility', 'Accessibility statement'],
  privacy: ['GET', '/privacy', 'Privacy notice'],
  atom: ['GET', '/n.atom', 'Notices as Atom'],
  json: ['GET', '/n.json', 'Notices as JSON Feed'],
  bodyAtom: ['GET', '/s/:party/feed.atom', 'Notices of one body as Atom'],
  bodyJson: ['GET', '/s/:party/feed.json', 'Notices of one body as JSON Feed'],
} as const satisfies Record<string, readonly ['GET' | 'POST', string, string]>
export type PageName = keyof typeof documents

/** What is not an HTML document. */
const feeds: Partial<Record<PageName, string>> = { atom: 'application/atom+xml', bodyAtom: 'application/atom+xml', json: 'application/feed+json', bodyJson: 'application/feed+json' }

export const pageEndpoints: readonly LocalPage<PageName>[] = localPages('notices', Object.fromEntries(Object.entries(documents).map(([name, [method, path, summary]]) =>
  [name, { method, path, summary, ...(name === 'notices' || name === 'status' ? { query } : {}), ...(feeds[name as PageName] ? { answers: feeds[name as PageName]! } : {}) }])) as Record<PageName, LocalPageDeclared>)

export const openData = endpoint({ id: 'notices.page_csv', method: 'GET', path: '/s.csv', summary: 'Confirmed states as CSV, CC BY 4.0', access: anyone, raw: true, answers: ['text/csv'] })

/** Older or longer addresses of the same things. */
export const aliases: Readonly<Record<string, string>> = { '/notices': '/n', '/feed.atom': '/n.atom', '/feed.json': '/n.json', '/open-data.csv': '/s.csv' }
const named = { '/n': 'notices.page_notices', '/n.atom': 'notices.page_atom', '/n.json': 'notices.page_json', '/s.csv': 'notices.page_csv' }
export const aliasEndpoints = (Object.entries(aliases) as [string, keyof typeof named][]).map(([from, to]) => ({
  to, endpoint: endpoint({ id: `notices.page_alias${from.replaceAll(/[^a-z]+/g, '_')}`, method: 'GET', path: from, summary: `Leads to ${to}`, access: anyone, raw: true, sameAs: named[to] }),
}))
