import type { ReactNode, Ref } from 'react'

/** `unsure`: of the count, how many nobody has confirmed; drawn hatched. */
export type HourCount = { readonly hour: number; readonly count: number; readonly unsure?: number; readonly text: string }

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
  /** How a reader hears the hour; "+12 h" unless said. */
  valueText?: string
  onChange: (hour: number) => void
  slider?: Ref<HTMLInputElement>
  /** Under the scale: what the bars mean, or that there are none. */
  children?: ReactNode
}

/** More bars than this would touch: neighbours are counted together. */
const MOST_BARS = 36

/** Who falls at which hour, and the hour one looks at: bars over a slider on the same scale. */
export function HourSlider({ id, title, said, label, hours, last, value, valueText = `+${value} h`, onChange, slider, children }: Props) {
  const bars = binned(hours, last)
  const top = Math.max(1, ...bars.map((h) => h.count))
  const ticks = [...new Set(Array.from({ length: 7 }, (_, i) => Math.round((last / 6) * i)))]
  const tall = (count: number): string => `${Math.max(count > 0 ? 2 : 0, (count / top) * 64)}px`
  return (
    <section className="hours" aria-labelledby={`${id}-title`}>
      <div className="hours-head">
        <h3 id={`${id}-title`}>{title}</h3>
        <p aria-live="polite">{said}</p>
      </div>
      {bars.length > 0 && (
        <ol className="hours-bars" aria-label={title}>
          {bars.map((h) => (
            <li key={h.hour} className={h.hour <= value ? 'hours-bar hours-fallen' : 'hours-bar'} style={{ left: `${(h.hour / last) * 100}%` }}>
              <span className="sr-only">{h.text}</span>
              <span className="hours-number" aria-hidden="true">{h.count}</span>
              {h.unsure > 0 && <span className="hours-column hours-unsure" aria-hidden="true" style={{ height: tall(h.unsure) }} />}
              {h.count > h.unsure && <span className="hours-column" aria-hidden="true" style={{ height: tall(h.count - h.unsure) }} />}
            </li>
          ))}
        </ol>
      )}
      <input ref={slider} id={id} className="hours-slider" type="range" min={0} max={last} step={1} value={value} aria-label={label} aria-valuetext={valueText} onChange={(event) => onChange(Number(event.target.value))} />
      <div className="hours-ticks" aria-hidden="true">
        {ticks.map((h) => <span key={h} style={{ left: `${(h / last) * 100}%` }}>+{h} h</span>)}
      </div>
      {children}
    </section>
  )
}

function binned(hours: readonly HourCount[], last: number): readonly Required<HourCount>[] {
  const size = Math.max(1, Math.ceil(last / MOST_BARS))
  return [...Map.groupBy(hours, (one) => Math.floor(one.hour / size) * size)].sort(([a], [b]) => a - b).map(([hour, list]) => ({
    hour, count: list.reduce((sum, one) => sum + one.count, 0), unsure: list.reduce((sum, one) => sum + (one.unsure ?? 0), 0), text: list.map((one) => one.text).join('; '),
  }))
}
