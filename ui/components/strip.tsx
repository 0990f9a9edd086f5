import { toneOf, type ImpactState } from './tones.ts'

export type StripDay = { readonly day: string; readonly state: ImpactState }

// A day differs by height as well as by colour; one of which nothing is to be told is a line on the ground.
const heights: Readonly<Record<ImpactState, number>> = { hit: 40, degraded: 28, 'at-risk': 28, restored: 14, 'not-hit': 2, unknown: 20 }

/** Days as bars, oldest first. Its table stands beside it, so this is one picture with a sentence. */
export function StatusStrip({ id, title, desc, days }: { id: string; title: string; desc: string; days: readonly StripDay[] }) {
  const step = 10
  return (
    <svg className="strip" viewBox={`0 0 ${days.length * step} 42`} preserveAspectRatio="none" role="img" aria-labelledby={`${id}-title ${id}-desc`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{desc}</desc>
      {days.map((d, i) => (
        <rect key={d.day} className={`bar ${toneOf[d.state]}`} x={i * step + 1} y={41 - heights[d.state]} width={step - 2} height={heights[d.state]} />
      ))}
    </svg>
  )
}
