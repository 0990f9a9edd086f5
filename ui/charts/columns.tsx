import { Chart, part, roundTop, Spot, type Drawn, type Mark } from './chart.tsx'

const [HEAD, FOOT] = [24, 24]

/** Columns from zero, one a year or a month, each with its number above. What is withheld is a dashed box without a height to read. */
export function Columns({ marks, height = 220, top, quiet, ...drawn }: Drawn & { marks: readonly Mark[]; height?: number; /** End of the scale, where several charts share one. */ top?: number; /** Without numbers above: they are in the words of each mark. */ quiet?: boolean }) {
  const most = top ?? roundTop(Math.max(0, ...marks.map((mark) => mark.value ?? 0)))
  const room = height - HEAD - FOOT
  const ground = height - FOOT
  const step = 1 / Math.max(1, marks.length)
  // Names of years are as wide as a tenth of a telephone: then every second one, the newest always.
  const every = marks.length > 12 ? 4 : marks.length > 7 ? 2 : 1
  return (
    <Chart {...drawn} height={height}>
      {marks.map((mark, i) => {
        const tall = mark.value === null ? 12 : (mark.value / most) * room
        const middle = part((i + 0.5) * step)
        return (
          <g key={mark.key}>
            <Spot mark={mark} paper={drawn.paper}>
              {/* The whole column is the mark: a low one is as easy to reach. */}
              <rect x={part(i * step)} width={part(step)} y={0} height={ground} fillOpacity="0" />
              {mark.value === null
                ? <rect x={part((i + 0.18) * step)} width={part(step * 0.64)} y={ground - tall} height={tall} fill="none" stroke="currentColor" strokeDasharray="3 3" />
                : <rect x={part((i + 0.14) * step)} width={part(step * 0.72)} y={ground - tall} height={tall} fill="currentColor" fillOpacity={mark.chosen === false ? 0.35 : 1} />}
            </Spot>
            {!quiet && <text x={middle} y={ground - tall - 6} textAnchor="middle" fontWeight="600" aria-hidden="true">{mark.text}</text>}
            {(marks.length - 1 - i) % every === 0 && <text x={middle} y={height - 6} textAnchor="middle" aria-hidden="true">{mark.label}</text>}
          </g>
        )
      })}
      <line x1="0" x2="100%" y1={ground} y2={ground} stroke="currentColor" />
    </Chart>
  )
}
