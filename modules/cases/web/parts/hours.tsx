import type { RefObject } from 'react'
import { useLook } from '#ui/console/look.tsx'
import type { Cascade } from '../loaders.ts'
import { useWords } from '../words.ts'

const HOUR_MS = 3_600_000
const BINS = 36
const BAR_PX = 46

/** Who falls at which hour, and the hour that the picture shows. Solid: the body said so. Hatched: only inferred. */
export function Hours({ hours, last, hour, setHour, occurredAt, total, slider }: { hours: Cascade['hours']; last: number; hour: number; setHour: (hour: number) => void; occurredAt: string; total: number; slider: RefObject<HTMLInputElement | null> }) {
  const t = useWords()
  const { f } = useLook()
  const size = Math.max(1, Math.ceil(last / BINS))
  const bins = [...Map.groupBy(hours, (one) => Math.floor(one.hour / size) * size)].map(([from, list]) => ({ from, confirmed: list.reduce((sum, one) => sum + one.confirmed, 0), inferred: list.reduce((sum, one) => sum + one.inferred, 0) })).toSorted((a, b) => a.from - b.from)
  const top = Math.max(1, ...bins.map((bin) => bin.confirmed + bin.inferred))
  const fallen = hours.reduce((sum, one) => (one.hour <= hour ? sum + one.confirmed + one.inferred : sum), 0)
  const at = new Date(Date.parse(occurredAt) + hour * HOUR_MS).toISOString()
  const text = t('hours.at', { hour, at: f.moment(at) })
  const ticks = Array.from({ length: 7 }, (_, i) => Math.round((last / 6) * i))
  return (
    <section className="fall" aria-labelledby="hours-title">
      <header>
        <h3 id="hours-title">{t('hours.title')}</h3>
        <p><strong>{text}</strong> · <span role="status">{t('hours.fallen', { fallen: f.number(fallen), total: f.number(total) })}</span></p>
      </header>
      {hours.length === 0 ? <p className="soft">{t('hours.none')}</p> : (
        <ol className="fall-bars">
          {bins.map((bin) => (
            <li key={bin.from} style={{ insetInlineStart: `${(bin.from / last) * 100}%` }} className={bin.from > hour ? 'fall-later' : undefined}>
              <span className="sr-only">{t('hours.bar', { hour: bin.from, confirmed: bin.confirmed, inferred: bin.inferred })}</span>
              <span aria-hidden="true" className="fall-count">{f.number(bin.confirmed + bin.inferred)}</span>
              <span aria-hidden="true" className="fall-inferred" style={{ height: (bin.inferred / top) * BAR_PX }} />
              <span aria-hidden="true" className="fall-confirmed" style={{ height: (bin.confirmed / top) * BAR_PX }} />
            </li>
          ))}
        </ol>
      )}
      <input ref={slider} type="range" className="fall-slider" min="0" max={last} step="1" value={hour} onChange={(event) => setHour(Number(event.target.value))} aria-label={t('hours.slider')} aria-valuetext={text} />
      <ol className="fall-ticks" aria-hidden="true">{ticks.map((tick) => <li key={tick} style={{ insetInlineStart: `${(tick / last) * 100}%` }}>+{tick} h</li>)}</ol>
      <p className="soft fall-key"><span className="fall-confirmed fall-swatch" aria-hidden="true" /> {t('hours.confirmed')} <span className="fall-inferred fall-swatch" aria-hidden="true" /> {t('hours.inferred')}</p>
    </section>
  )
}
