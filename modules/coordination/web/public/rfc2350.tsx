import { Paragraphs } from '#ui/components/parts.tsx'
import { translator, type Catalogue } from '#ui/i18n/translator.ts'
import type { Rfc2350View } from '#modules/coordination/contract-public.ts'
import en from '#modules/coordination/messages.en.json' with { type: 'json' }
import fr from '#modules/coordination/messages.fr.json' with { type: 'json' }
import it from '#modules/coordination/messages.it.json' with { type: 'json' }
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'

const catalogue: Catalogue<typeof it> = { it, fr, en }

/** The centre as other response teams expect to read of it. Numbers are those of the RFC. */
export function Rfc2350Page({ view, pen }: { view: Rfc2350View; pen: Pen }) {
  const t = translator(catalogue, pen.page.lang)
  return (
    <Frame pen={pen} title={t('rfc.title')} description={t('rfc.lead')} path={[{ label: t('rfc.title') }]}>
      <div className="narrow">
        <h1>{t('rfc.title')}</h1>
        <p>{t('rfc.lead')}</p>
        <p><a href={view.text} hrefLang="en">{t('rfc.text')}</a></p>
        {view.sections.map(({ number, title, paragraphs }) => (
          <section key={number} id={`s${number}`}>
            {number.includes('.') ? <h3>{number} {title}</h3> : <h2>{number}. {title}</h2>}
            <Paragraphs texts={paragraphs} />
          </section>
        ))}
      </div>
    </Frame>
  )
}
