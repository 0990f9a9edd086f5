/** What the keeper of the public pages hands to modules that have some of their own: the same frame, languages, addresses and door. */
import type { FastifyRequest } from 'fastify'
import type { Lang } from '../contract/index.ts'
import type { LocalPage } from '../contract/localPages.ts'
import type { Route } from './index.ts'

/** The row of platform.centre, with the languages in order: the first is the one without a prefix in addresses. */
export type CentreInfo = {
  readonly name: Readonly<Record<string, string>>
  readonly region: Readonly<Record<string, string>>
  readonly country: 'IT' | 'FR'
  readonly timeZone: string
  readonly languages: readonly Lang[]
  readonly demo: boolean
  /** It has written of itself for other response teams (/rfc2350). */
  readonly presented?: boolean
  /** phone, hours, afterHours, email, emergencyEmail, certifiedMail, address, inTerritory, dpo …: text, or text by language; what is absent is not drawn. */
  readonly contacts: Readonly<Record<string, unknown>>
}

/** Known by the address: language and the address without its prefix. */
export type Place = { readonly lang: Lang; readonly path: string; readonly info: CentreInfo; readonly exercise?: boolean }
export type Made = { readonly body: string; readonly contentType: string; readonly tags: readonly string[]; readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly keep: boolean }
export type PageParams = { readonly slug?: string; readonly party?: string; readonly token?: string; readonly step?: string }
export type PageAsked = { readonly place: Place; readonly params: PageParams; readonly query: Readonly<Record<string, unknown>>; readonly request: FastifyRequest }
export type PageAnswer = (asked: PageAsked) => Promise<Made>

export type SiteOptions<N extends string> = {
  /** Pages of one reader: never stored, here or by a proxy. The others are the same for everyone. */
  readonly own: ReadonlySet<N>
  /** The query as our own links write it; empty when absent. */
  canonicalQuery?(name: N, query: Readonly<Record<string, unknown>>): string
}

export type Site = {
  /** One document of the table in `apps/web/public.ts`. */
  draw(place: Place, document: string, view: object, made?: Partial<Made>): Made
  /** Leads on after a form was taken (303), in the language of the page. */
  lead(place: Place, path: string): Made
  routes<N extends string>(pages: readonly LocalPage<N>[], answers: Readonly<Record<N, PageAnswer>>, options: SiteOptions<N>): Route[]
}

/** `/report` → `/fr/report` when French is not the first language of the centre. */
export function localPathOf({ lang, info }: Place, path: string): string {
  if (lang === (info.languages[0] ?? 'it')) return path
  return path === '/' ? `/${lang}` : `/${lang}${path}`
}
