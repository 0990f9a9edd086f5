import { Chart, part, roundTop, Spot, type Drawn, type Mark } from './chart.tsx'

const STEP = 44
/** A rate with what it may be: `value` between `low` and `high`, all in the same unit. */
export type Interval = Mark & { readonly low: number; readonly high: number }

/** Rates as points on a line that is as long as the doubt about them. `axis` is what stands at zero and at the end. */
export function Intervals({ marks, axis, against, most: end, ...drawn }: Drawn & { marks: readonly Interval[]; axis: (value: number) => string; /** What they are held against: a dashed line. */ against?: number; /** End of the scale: an interval without an end runs off it. */ most?: number }) {
  const most = end ?? roundTop(Math.max(0, ...marks.map((mark) => (mark.value === null ? 0 : mark.high))))
  const ground = marks.length * STEP
  return (
    <Chart {...drawn} height={ground + 24}>
      {[0, 0.5, 1].map((share) => (
        <g key={share} aria-hidden="true">
          <line x1={part(share * 0.98 + 0.01)} x2={part(share * 0.98 + 0.01)} y1="0" y2={ground} stroke="currentColor" strokeOpacity="0.25" />
          <text x={part(share * 0.98 + 0.01)} y={ground + 18} textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}>{axis(share * most)}</text>
        </g>
      ))}
      {marks.map((mark, i) => {
        const y = i * STEP
        const at = (value: number) => part((Math.min(value, most) / most) * 0.98 + 0.01)
        return (
          <g key={mark.key}>
            <text x="2.5%" y={y + 16} aria-hidden="true">{mark.label}</text>
            <text x="97.5%" y={y + 16} textAnchor="end" fontWeight="600" aria-hidden="true">{mark.text}</text>
            {against !== undefined && <line x1={at(against)} x2={at(against)} y1={y + 22} y2={y + 38} stroke="currentColor" strokeWidth="2" strokeDasharray="5 3" aria-hidden="true" />}
            <Spot mark={mark} paper={drawn.paper}>
            <rect width="100%" y={y + 22} height="16" fillOpacity="0" />
            {mark.value !== null && (
              <>
                <line x1={at(mark.low)} x2={at(mark.high)} y1={y + 30} y2={y + 30} stroke="currentColor" strokeWidth="6" strokeOpacity="0.35" strokeLinecap="round" />
                <circle cx={at(mark.value)} cy={y + 30} r="6" fill="currentColor" />
              </>
            )}
            </Spot>
          </g>
        )
      })}
    </Chart>
  )
}
