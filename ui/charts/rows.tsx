import { Chart, part, Spot, type Drawn, type Mark } from './chart.tsx'

const STEP = 50

/** Rows from zero, the largest first as they come: name and number above, the bar below, so no name is too long for a telephone. */
export function Rows({ marks, top, ...drawn }: Drawn & { marks: readonly Mark[]; top?: number }) {
  const most = top ?? Math.max(1, ...marks.map((mark) => mark.value ?? 0))
  return (
    <Chart {...drawn} height={Math.max(1, marks.length) * STEP}>
      {marks.map((mark, i) => {
        const y = i * STEP
        return (
          <g key={mark.key}>
            <Spot mark={mark} paper={drawn.paper}>
              <rect width="100%" y={y} height={STEP - 2} fillOpacity="0" />
              <rect width="100%" y={y + 24} height="10" fill="currentColor" fillOpacity="0.1" />
              {mark.value === null
                ? <rect x="0.5" width="24" y={y + 24.5} height="9" fill="none" stroke="currentColor" strokeDasharray="3 3" />
                : <rect width={part(mark.value / most)} y={y + 24} height="10" fill="currentColor" fillOpacity={mark.chosen === false ? 0.35 : 1} />}
            </Spot>
            <text x="0" y={y + 17} aria-hidden="true">{mark.label}</text>
            <text x="100%" y={y + 17} textAnchor="end" fontWeight="600" aria-hidden="true">{mark.text}</text>
          </g>
        )
      })}
    </Chart>
  )
}
