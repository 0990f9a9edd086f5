import { type Lang, locales } from './lang.ts'

/** Flat messages of one language: key → text with `{placeholders}`. */
export type Messages = Readonly<Record<string, string>>

/**
 * The three languages of one set of messages. Italian gives the keys: a French or English file
 * that lacks one does not compile. Placeholders are compared by `problemsOf` in a test.
 */
export type Catalogue<M extends Messages> = { readonly it: M; readonly fr: { readonly [K in keyof M]: string }; readonly en: { readonly [K in keyof M]: string } }

export type Params = Readonly<Record<string, string | number>>

/** Keys that have plural forms: `days.one` and `days.other` are called as `days`. */
export type PluralKey<M> = Extract<keyof M, `${string}.other`> extends `${infer P}.other` ? P : never

export type Translator<M extends Messages> = {
  (key: Extract<keyof M, string>, params?: Params): string
  /** Plural by the rules of the language; `{n}` is the number in the language's own digits grouping. */
  readonly n: (key: PluralKey<M>, count: number, params?: Params) => string
  readonly lang: Lang
}

/** Gives the function that says a message in one language. A placeholder without a value stays visible, `{so}`. */
export function translator<M extends Messages>(catalogue: Catalogue<M>, lang: Lang): Translator<M> {
  const messages: Messages = catalogue[lang]
  const plural = new Intl.PluralRules(locales[lang])
  const numbers = new Intl.NumberFormat(locales[lang], { useGrouping: 'always' })
  const say = (key: string, params?: Params): string => fill(messages[key] ?? key, params)
  const sayMany = (key: string, count: number, params?: Params): string => {
    // French and Italian have a third form, "many", for round millions: written as "other" here.
    const form = plural.select(count) === 'one' ? 'one' : 'other'
    return say(`${key}.${form}`, { n: numbers.format(count), ...params })
  }
  return Object.assign(say, { n: sayMany, lang }) as Translator<M>
}

/** Keys missing or too many, and placeholders that differ from the Italian text: empty when all is well. */
export function problemsOf(catalogue: Readonly<Record<Lang, Messages>>): readonly string[] {
  const problems: string[] = []
  for (const lang of ['fr', 'en'] as const) {
    for (const key of Object.keys(catalogue.it)) {
      const text = catalogue[lang][key]
      if (text === undefined || text.trim() === '') problems.push(`${lang}: ${key} is missing`)
      else if (placeholders(text) !== placeholders(catalogue.it[key]!)) problems.push(`${lang}: ${key} has other placeholders`)
    }
    for (const key of Object.keys(catalogue[lang])) {
      if (!(key in catalogue.it)) problems.push(`${lang}: ${key} is not in Italian`)
    }
  }
  return problems
}

function fill(text: string, params?: Params): string {
  if (!params) return text
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))
}

function placeholders(text: string): string {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort().join(' ')
}
