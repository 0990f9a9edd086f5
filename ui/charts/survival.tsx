import { Chart, MARKS, part, Spot, type Drawn } from './chart.tsx'

/** From `at` on, this share is still waiting, and may be as few as `low` and as many as `high`. */
export type StillDown = { readonly at: number; readonly share: number; readonly low: number; readonly high: number }
/** A point worth a word: half of them are back after so many days. */
export type Landmark = { readonly at: number; readonly share: number; readonly text: string; readonly say: string }

const [HEAD, FOOT, LEFT] = [12, 24, 0.12]

/** Who is still without its services after so many days: a curve of steps, with the band of what it may be. */
export function Survival({ steps, until, landmarks, axis, percent, height = 240, ...drawn }: Drawn & {
  steps: readonly StillDown[]; until: number; landmarks: readonly Landmark[]; axis: (at: number) => string; percent: (share: number) => string; height?: number
}) {
  const ground = height - FOOT
  const y = (share: number) => HEAD + (1 - share) * (ground - HEAD)
  const x = (at: number) => (Math.min(at, until) / until) * 1000
  const inside = steps.filter((step) => step.at <= until)
  const line = (of: (step: StillDown) => number): readonly (readonly [number, number])[] =>
    [...inside.flatMap((step, i) => [...(i === 0 ? [] : [[x(step.at), y(of(inside[i - 1]!))] as const]), [x(step.at), y(of(step))] as const]), [1000, y(of(inside.at(-1) ?? { at: 0, share: 1, low: 1, high: 1 }))] as const]
  const draw = (points: readonly (readonly [number, number])[]) => points.map(([px, py]) => `${round(px)} ${round(py)}`).join('L')
  return (
    <Chart {...drawn} height={height}>
      {[0, 0.5, 1].map((share) => (
        <g key={share} aria-hidden="true">
          <text x="0" y={y(share) + 5}>{percent(share)}</text>
          <line x1={part(LEFT)} x2="100%" y1={y(share)} y2={y(share)} stroke="currentColor" strokeOpacity={share === 0 ? 1 : 0.25} />
        </g>
      ))}
      {[0, 0.5, 1].map((share) => <text key={share} x={part(LEFT + share * (1 - LEFT))} y={height - 6} textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'} aria-hidden="true">{axis(share * until)}</text>)}
      {inside.length > 0 && (
        <svg x={part(LEFT)} y="0" width={part(1 - LEFT)} height={height} viewBox={`0 0 1000 ${height}`} preserveAspectRatio="none" color={MARKS} aria-hidden="true">
          <path d={`M${draw(line((step) => step.high))}L${draw(line((step) => step.low).toReversed())}z`} fill="currentColor" fillOpacity="0.18" />
          <path d={`M${draw(line((step) => step.share))}`} fill="none" stroke="currentColor" strokeWidth="2.5" vectorEffect="non-scaling-stroke" />
        </svg>
      )}
      {landmarks.map((mark) => {
        const across = LEFT + (Math.min(mark.at, until) / until) * (1 - LEFT)
        return (
          <g key={mark.text}>
            <Spot mark={mark} paper={drawn.paper}>
              <circle cx={part(across)} cy={y(mark.share)} r="6" fill="currentColor" />
            </Spot>
            <text x={part(across)} dx={across > 0.6 ? -10 : 10} y={y(mark.share) - 10} textAnchor={across > 0.6 ? 'end' : 'start'} fontWeight="600" aria-hidden="true">{mark.text}</text>
          </g>
        )
      })}
    </Chart>
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
