/** The first cases of the catalogue. */
import { statement, type Statement } from '../../contract-facts.ts'
import { cases } from './cases.data.ts'

type Texts = { readonly it?: string; readonly fr?: string; readonly en?: string }
/** `public`: what everybody reads; absent where nobody has yet looked at a source. */
export type Seed = { readonly statement: Statement; readonly public?: { readonly title: Texts; readonly summary: Texts } }
export const seeds: readonly Seed[] = cases.map(({ key, texts, source, facts, confidence }) => ({
  statement: statement.parse({ source, key: `seed:${key}`, facts, confidence }), ...(texts ? { public: texts } : {}),
}))
