/** Public pages: documents and forms that anyone may ask for, each at one address a language. */
import * as z from 'zod'
import { anyone, endpoint, languages, type Endpoint, type RefusalCode } from './index.ts'

const params = z.object({ slug: z.string().max(300).optional(), party: z.string().max(300).optional(), token: z.string().max(300).optional(), step: z.string().max(20).optional() })
/** Of a form without files: its fields are few, and texts are bounded. */
export const FORM_BYTES = 64 * 1024
const form = 'application/x-www-form-urlencoded'

export type PageEndpoint = Endpoint<typeof params, z.ZodObject>
export type LocalPage<N extends string = string> = { readonly name: N; readonly prefix: '' | (typeof languages)[number]; readonly endpoint: PageEndpoint }
export type LocalPageDeclared = { readonly method: 'GET' | 'POST'; readonly path: string; readonly summary: string; readonly query?: z.ZodObject; readonly answers?: string; readonly bodyLimit?: number; readonly accepts?: string; readonly status?: 200 | 303; readonly refuses?: readonly RefusalCode[] }

/** Each page without a prefix and with each language's: which of them answers and which leads to the other is the centre's first language. */
export function localPages<N extends string>(module: string, pages: Readonly<Record<N, LocalPageDeclared>>): readonly LocalPage<N>[] {
  return (Object.keys(pages) as N[]).flatMap((name) => {
    const { method, path, summary, query = z.object({}), answers = 'text/html', bodyLimit = FORM_BYTES, accepts = form, status = 200, refuses = [] } = pages[name]
    const id = `${module}.page_${name}`
    return (['', ...languages] as const).map((prefix) => ({
      name, prefix,
      endpoint: endpoint({
        ...(prefix ? { id: `${id}_${prefix}`, sameAs: id } : { id }), method, summary, access: anyone, raw: true, bodyLimit, status,
        path: prefix ? `/${prefix}${path === '/' ? '' : path}` : path, params, query,
        accepts: method === 'POST' ? [accepts] : [], answers: [answers], refuses: path.includes(':token') ? ['expired', ...refuses] : refuses,
      }) as PageEndpoint,
    }))
  })
}

