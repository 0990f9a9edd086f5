import type { RefObject } from 'react'
import { HourSlider } from '#ui/console/hour-slider.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Cascade } from '../loaders.ts'
import { useWords } from '../words.ts'

const HOUR_MS = 3_600_000

/** Who falls at which hour, and the hour that the picture shows. Solid: the body said so. Hatched: only inferred. */
export function Hours({ hours, last, hour, setHour, occurredAt, total, slider }: { hours: Cascade['hours']; last: number; hour: number; setHour: (hour: number) => void; occurredAt: string; total: number; slider: RefObject<HTMLInputElement | null> }) {
  const t = useWords()
  const { f } = useLook()
  const fallen = hours.reduce((sum, one) => (one.hour <= hour ? sum + one.confirmed + one.inferred : sum), 0)
  const text = t('hours.at', { hour, at: f.moment(new Date(Date.parse(occurredAt) + hour * HOUR_MS).toISOString()) })
  return (
    <HourSlider
      id="hours" title={t('hours.title')} label={t('hours.slider')} last={last} value={hour} valueText={text} onChange={setHour} slider={slider}
      said={<><strong>{text}</strong> · {t('hours.fallen', { fallen: f.number(fallen), total: f.number(total) })}</>}
      hours={hours.map((one) => ({ hour: one.hour, count: one.confirmed + one.inferred, unsure: one.inferred, text: t('hours.bar', { hour: one.hour, confirmed: one.confirmed, inferred: one.inferred }) }))}
    >
      {hours.length === 0 ? <p className="soft">{t('hours.none')}</p> : (
        <p className="soft hours-key"><span className="hours-fallen"><span className="hours-column" aria-hidden="true" /></span> {t('hours.confirmed')} <span className="hours-column hours-unsure" aria-hidden="true" /> {t('hours.inferred')}</p>
      )}
    </HourSlider>
  )
}
