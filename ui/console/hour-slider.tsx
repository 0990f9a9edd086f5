import type { ReactNode } from 'react'

export type HourCount = { readonly hour: number; readonly count: number; readonly text: string }

type Props = {
  id: string
  title: string
  /** The hour that the page shows now, in words; said when it moves. */
  said: ReactNode
  label: string
  hours: readonly HourCount[]
  /** The last hour of the scale, at least 1. */
  last: number
  value: number
  onChange: (hour: number) => void
}

/** Who falls at which hour, and the hour one looks at: bars over a slider on the same scale. */
export function HourSlider({ id, title, said, label, hours, last, value, onChange }: Props) {
  const top = Math.max(1, ...hours.map((h) => h.count))
  const ticks = [...new Set(Array.from({ length: 7 }, (_, i) => Math.round((last / 6) * i)))]
  return (
    <section className="hours" aria-labelledby={`${id}-title`}>
      <div className="hours-head">
        <h3 id={`${id}-title`}>{title}</h3>
        <p aria-live="polite">{said}</p>
      </div>
      <ol className="hours-bars" aria-label={title}>
        {hours.map((h) => (
          <li key={h.hour} className={h.hour <= value ? 'hours-bar hours-fallen' : 'hours-bar'} style={{ left: `${(h.hour / last) * 100}%` }}>
            <span className="sr-only">{h.text}</span>
            <span className="hours-number" aria-hidden="true">{h.count}</span>
            <span className="hours-column" aria-hidden="true" style={{ height: `${Math.max(2, (h.count / top) * 64)}px` }} />
          </li>
        ))}
      </ol>
      <input id={id} className="hours-slider" type="range" min={0} max={last} step={1} value={value} aria-label={label} aria-valuetext={`+${value} h`} onChange={(event) => onChange(Number(event.target.value))} />
      <div className="hours-ticks" aria-hidden="true">
        {ticks.map((h) => <span key={h} style={{ left: `${(h / last) * 100}%` }}>+{h} h</span>)}
      </div>
    </section>
  )
}
