/** Public addresses: language by prefix, one canonical form of each, refusals as pages. For this module and for those below it. */
import type { FastifyReply } from 'fastify'
import { Refusal, type Lang } from '#platform/contract/index.ts'
import type { LocalPage, PageEndpoint } from '#platform/contract/localPages.ts'
import { withoutTokens } from '#platform/contract/links.ts'
import { rawRoute, type Call, type Route } from '#platform/http/index.ts'
import { localPathOf, type Place, type Site } from '#platform/http/site.ts'
import type { Context } from '../context.ts'
import { defaultLang } from './centre.ts'
import { HTML, type Door } from './door.ts'

export function createSite({ ground: { log }, needs }: Context, door: Door): Site & { redirect: typeof redirect } {
  function redirect(reply: FastifyReply, to: string, status: 301 | 302): FastifyReply {
    log.debug('another address', { to: withoutTokens(to) })
    return reply.header('cache-control', 'public, max-age=300').redirect(to, status)
  }

  const routes: Site['routes'] = (pages, answers, { own, canonicalQuery = () => '' }): Route[] =>
    pages.map(({ name, prefix, endpoint }: LocalPage<keyof typeof answers & string>) => rawRoute(endpoint, async ({ params, query, request, reply }: Call<PageEndpoint>) => {
      const info = await needs.centre()
      const first = defaultLang(info)
      const lang: Lang = prefix === '' ? first : prefix
      const [path, asked] = splitUrl(request.raw.url!)
      // An address has many spellings (`/%73`, `/s#1`, `/s/`) that lead here: a page is kept under one, and links from it alone.
      const canonical = pathOf(endpoint.path, params)
      const wanted = canonicalQuery(name, query)
      const bare = prefix === '' ? canonical : canonical.slice(prefix.length + 1) || '/'
      const place: Place = { lang, path: bare + wanted, info }
      if (prefix === first && request.method !== 'POST') return redirect(reply, localPathOf(place, place.path), 301)
      if (!info.languages.includes(lang)) return door.once(request, reply, { ...place, lang: first }, async () => { throw new Refusal('not_found') })
      if (request.method !== 'POST' && path + asked !== canonical + wanted) return redirect(reply, canonical + wanted, 302)
      return (own.has(name) ? door.once : door.keep)(request, reply, place, () => answers[name]({ place, params, query, request }))
    }))

  return {
    redirect, routes,
    draw: (place, document, view, made) => door.draw(place, document as never, view as never, made),
    lead: (place, path) => ({ body: '', contentType: HTML, tags: [], keep: false, status: 303, headers: { location: localPathOf(place, path) } }),
  }
}

const splitUrl = (url: string): [string, string] => { const at = url.indexOf('?'); return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at)] }

/** The path as our own links write it. */
const pathOf = (pattern: string, params: Readonly<Record<string, string | undefined>>): string => pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
