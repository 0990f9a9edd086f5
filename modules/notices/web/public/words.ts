import { formats, type Formats } from '#ui/i18n/formats.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import { localPath, type PublicPage } from '#modules/notices/contract-public.ts'
import en from '#modules/notices/messages.en.json' with { type: 'json' }
import fr from '#modules/notices/messages.fr.json' with { type: 'json' }
import it from '#modules/notices/messages.it.json' with { type: 'json' }

export const catalogue: Catalogue<typeof it> = { it, fr, en }

export type Words = Translator<typeof it>

/** What every document is drawn with: the page, its words, its formats, its addresses. */
export type Pen = {
  readonly page: PublicPage
  readonly t: Words
  readonly f: Formats
  /** An address in the language of the page. */
  readonly href: (path: string) => string
}

export function penOf(page: PublicPage): Pen {
  return {
    page,
    t: translator(catalogue, page.lang),
    f: formats(page.lang, page.now, page.timeZone),
    href: (path) => localPath(page, path),
  }
}
