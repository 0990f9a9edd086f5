import { useLook } from '#ui/console/look.tsx'
import { toneOf } from '#ui/components/tones.ts'
import { Glyph } from '#ui/icons/icon.tsx'
import type { Cast as CastData } from '../loaders.ts'
import { useWords } from '../words.ts'
import { Inferred, Sureness } from './states.tsx'

/** Who would be tied: a sentence, three numbers, the first hours, the first bodies. Nothing is opened yet. */
export function Cast({ cast, provider }: { cast: CastData | null; provider: string | undefined }) {
  const t = useWords()
  const { f } = useLook()
  if (!cast) return <p className="card-body soft">{t('cast.empty')}</p>
  const { hit, degraded, dataAtRisk, people, firstHours } = cast.preview
  const top = Math.max(1, ...firstHours.map((one) => one.bodies))
  return (
    <div className="card-body cast" aria-live="polite">
      <p className="case-lead">{hit + degraded + dataAtRisk === 0 ? t('cast.nobody', { provider: provider ?? '' }) : t.n('cast.sentence', hit + degraded + dataAtRisk, { provider: provider ?? '', people: f.number(Math.round(people)) })}</p>
      <ul className="cast-counts">
        {([['hit', hit, 'cast.hit'], ['degraded', degraded, 'cast.degraded'], ['at-risk', dataAtRisk, 'cast.atRisk']] as const).map(([state, count, key]) => (
          <li key={key} className={toneOf[state]}><Glyph state={state} /><strong>{f.number(count)}</strong> {t(key)}</li>
        ))}
      </ul>
      {firstHours.length > 0 && (
        <>
          <h3>{t('hours.title')}</h3>
          <ol className="cast-hours">
            {firstHours.slice(0, 8).map((one) => (
              <li key={one.hour}>
                <span className="cast-hour">+{one.hour} h</span>
                <span className="cast-bar" style={{ inlineSize: `${Math.max(2, (one.bodies / top) * 60)}%` }} aria-hidden="true" />
                <span>{t.n('bodies', one.bodies)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {cast.top.length > 0 && (
        <>
          <h3>{t('cast.top')}</h3>
          <ul className="cast-top">
            {cast.top.map((one) => (
              <li key={one.party.id}>
                <span>{one.party.name} {one.population > 0 && <span className="soft">{t.n('inhabitants', one.population)}</span>}</span>
                <span><Inferred inferred={one.state} /> <Sureness confidence={one.confidence} /></span>
                <span className="soft">{one.atMinutes === null ? '' : one.atMinutes === 0 ? t('cast.atOnce') : t('cast.after', { hours: f.number(Math.round(one.atMinutes / 60)) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="soft">{t('cast.note')}</p>
    </div>
  )
}
