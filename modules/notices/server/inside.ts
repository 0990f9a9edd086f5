/**
 * What the public would read if an exercise were true: drawn from notices that got their two words inside it, never from the
 * tables of the public, marked on every page, and shown only to the centre.
 */
import { LIVE, Refusal, type Actor, type Lang } from '#platform/contract/index.ts'
import type { StatusView } from '../contract-public.ts'
import { publicPaths } from '../contract-public.ts'
import { placeInside, standing } from '../core/inside.ts'
import { publicStates } from '../core/states.ts'
import type { Context } from './context.ts'
import { pageOf } from './public/centre.ts'
import { publishedInside } from './store.ts'

export async function statusInside({ ground: { db, clock, publicUrl }, needs }: Context, actor: Actor, query: { lang: Lang; at?: string | undefined }): Promise<string> {
  if (actor.realm === LIVE) throw new Refusal('not_found')
  const info = await needs.centre()
  const versions = await db.as(actor, (tx) => publishedInside(tx, query.at === undefined ? clock.now() : new Date(query.at)))
  // The exercise has a calendar of its own: silence is counted up to the moment asked for, or its last word.
  const now = query.at === undefined ? new Date(Math.max(0, ...versions.map((version) => version.at.getTime()))) : new Date(query.at)
  const rows = versions.filter((version) => standing(version, now)).map((version) => placeInside(version, now))
    .sort((a, b) => publicStates.indexOf(a.state) - publicStates.indexOf(b.state) || byName.compare(a.name, b.name))
  const count = (state: (typeof publicStates)[number]) => rows.filter((row) => row.state === state).length
  const view: StatusView = {
    updatedAt: now.toISOString(), counts: Object.fromEntries(publicStates.map((state) => [state, count(state)])) as StatusView['counts'], rows,
    // All of them: links of a preview lead nowhere, those to a next page too.
    paging: { page: 1, pages: 1, total: rows.length },
  }
  return withoutLinks(needs.render('status', { page: pageOf(info, { lang: query.lang, path: publicPaths.status, now, origin: publicUrl, assets: needs.assets(), exercise: true }), view }))
}

/** A link of this page would lead to the real public pages, where nothing of it stands. The style sheet is no link of the page. */
const withoutLinks = (html: string) => html.replaceAll(/<a ([^>]*?)href="[^"]*"/g, '<a $1role="link" aria-disabled="true"').replaceAll(/<(form|button|input|select)\b/g, '<$1 inert')

const byName = new Intl.Collator('it')
