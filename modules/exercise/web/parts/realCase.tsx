/** The case that the exercises are drawn from: facts with their sources, on a ground of their own. */
import type * as z from 'zod'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { Icon } from '#ui/icons/icon.tsx'
import type { listExercises } from '../../contract.ts'
import { whenOf } from '../when.ts'
import { useWords } from '../words.ts'

type Fact = z.output<typeof listExercises.response>['sources'][number]

const certainties: Readonly<Record<string, { readonly tone: string; readonly icon: IconName; readonly key: 'published' | 'conflicting' | 'memory' }>> = {
  published: { tone: 'tone-restored', icon: 'file', key: 'published' },
  conflicting: { tone: 'tone-degraded', icon: 'help', key: 'conflicting' },
  memory: { tone: 'tone-calm', icon: 'history', key: 'memory' },
}

export function RealCase({ facts }: { facts: readonly Fact[] }) {
  const { t } = useWords()
  return (
    <section className="real-case" aria-labelledby="real-title">
      <header>
        <p className="real-mark"><Icon name="file" /> {t('real.mark')}</p>
        <h2 id="real-title">{t('real.title')}</h2>
        <p className="soft">{t('real.lead')}</p>
      </header>
      <ol className="real-facts">
        {facts.map((fact) => <Entry key={fact.when + fact.fact.en} {...fact} />)}
      </ol>
    </section>
  )
}

function Entry({ when, fact, sources, certainty }: Fact) {
  const { t, f, lang } = useWords()
  const { text, day } = whenOf(when, lang)
  const look = certainties[certainty]
  return (
    <li>
      <p className="real-when">{day ? <time dateTime={day}>{text}</time> : text}</p>
      <div>
        <p>{fact[lang]}</p>
        <p className="real-sources">
          <span className={`chip ${look?.tone ?? ''}`}>{look && <Icon name={look.icon} />}{look ? t(`certainty.${look.key}`) : certainty}</span>
          <span>{t('real.sources', { list: f.list(sources) })}</span>
        </p>
      </div>
    </li>
  )
}
