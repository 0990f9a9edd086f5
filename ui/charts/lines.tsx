import { Chart, MARKS, part, roundTop, Spot, type Drawn } from './chart.tsx'
import type { Interval } from './intervals.tsx'

const [HEAD, FOOT, LEFT] = [16, 24, 0.13]
const middle = (i: number, of: number): string => part(LEFT + ((i + 0.5) / Math.max(1, of)) * (1 - LEFT))

/** A moment between the points, `at` steps from the left edge: 2.5 is in the middle of the third. */
export type Turn = { readonly at: number; readonly text: string; readonly say: string }

/** Years side by side, each with what it may be; a model's line through them, dashed; the moments at which something changed. */
export function Lines({ marks, fit = [], turns = [], axis, height = 240, ...drawn }: Drawn & {
  marks: readonly Interval[]; /** The model's value at each mark, from the first on. */ fit?: readonly number[]; turns?: readonly Turn[]; axis: (value: number) => string; height?: number
}) {
  const most = roundTop(Math.max(0, ...marks.map((mark) => (mark.value === null ? 0 : mark.high)), ...fit))
  const ground = height - FOOT
  const y = (value: number): number => Math.round((HEAD + (1 - value / most) * (ground - HEAD)) * 10) / 10
  const every = marks.length > 12 ? 4 : marks.length > 7 ? 2 : 1
  return (
    <Chart {...drawn} height={height}>
      {[0, 0.5, 1].map((share) => (
        <g key={share} aria-hidden="true">
          <text x="0" y={y(share * most) + 5}>{axis(share * most)}</text>
          <line x1={part(LEFT)} x2="100%" y1={y(share * most)} y2={y(share * most)} stroke="currentColor" strokeOpacity={share === 0 ? 1 : 0.25} />
        </g>
      ))}
      <g color={MARKS} aria-hidden="true">
        {marks.slice(1).map((mark, i) => mark.value !== null && marks[i]!.value !== null && <line key={mark.key} x1={middle(i, marks.length)} x2={middle(i + 1, marks.length)} y1={y(marks[i]!.value)} y2={y(mark.value)} stroke="currentColor" strokeWidth="2" />)}
      </g>
      <g aria-hidden="true">{fit.slice(1).map((value, i) => <line key={i} x1={middle(i, marks.length)} x2={middle(i + 1, marks.length)} y1={y(fit[i]!)} y2={y(value)} stroke="currentColor" strokeWidth="2" strokeDasharray="6 4" />)}</g>
      {marks.map((mark, i) => (
        <g key={mark.key}>
          <Spot mark={mark} paper={drawn.paper}>
            <rect x={part(LEFT + (i / marks.length) * (1 - LEFT))} width={part((1 - LEFT) / marks.length)} y="0" height={ground} fillOpacity="0" />
            {mark.value !== null && (
              <>
                <line x1={middle(i, marks.length)} x2={middle(i, marks.length)} y1={y(mark.low)} y2={y(mark.high)} stroke="currentColor" strokeWidth="6" strokeOpacity="0.35" strokeLinecap="round" />
                <circle cx={middle(i, marks.length)} cy={y(mark.value)} r="5" fill="currentColor" />
              </>
            )}
          </Spot>
          {(marks.length - 1 - i) % every === 0 && <text x={middle(i, marks.length)} y={height - 6} textAnchor="middle" aria-hidden="true">{mark.label}</text>}
        </g>
      ))}
      {turns.map((turn) => {
        const across = LEFT + (turn.at / Math.max(1, marks.length)) * (1 - LEFT)
        return (
          <g key={turn.text}>
            <Spot mark={turn} paper={drawn.paper}>
              <line x1={part(across)} x2={part(across)} y1={HEAD} y2={ground} stroke="currentColor" strokeWidth="2" strokeDasharray="2 3" />
              <circle cx={part(across)} cy={HEAD} r="4" fill="currentColor" />
            </Spot>
            <text x={part(across)} dx={across > 0.6 ? -8 : 8} y={HEAD + 8} textAnchor={across > 0.6 ? 'end' : 'start'} fontWeight="600" aria-hidden="true">{turn.text}</text>
          </g>
        )
      })}
    </Chart>
  )
}
