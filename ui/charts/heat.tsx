import { Chart, part, Spot, type Drawn, type Mark } from './chart.tsx'

const [STEP, HEAD, LEFT] = [28, 22, 0.14]
export type HeatRow = { readonly key: string; readonly label: string; readonly cells: readonly Mark[] }

/** A strip of hours, or of months by year: darker is more, in five steps; what is withheld is a dashed box. The number is the cell's own words. */
export function Heat({ columns, rows, ...drawn }: Drawn & { columns: readonly string[]; rows: readonly HeatRow[] }) {
  const most = Math.max(1, ...rows.flatMap((row) => row.cells.map((cell) => cell.value ?? 0)))
  const step = (1 - LEFT) / Math.max(1, columns.length)
  return (
    <Chart {...drawn} height={HEAD + rows.length * STEP}>
      <g aria-hidden="true">{columns.map((name, i) => <text key={i} x={part(LEFT + (i + 0.5) * step)} y="14" textAnchor="middle">{name}</text>)}</g>
      {rows.map((row, r) => (
        <g key={row.key}>
          <text x="0" y={HEAD + r * STEP + 18} aria-hidden="true">{row.label}</text>
          {row.cells.map((cell, i) => {
            const box = { x: part(LEFT + (i + 0.04) * step), width: part(step * 0.92), y: HEAD + r * STEP + 2, height: STEP - 4 }
            return (
              <Spot key={cell.key} mark={cell} paper={drawn.paper}>
                {cell.value === null ? <rect {...box} fill="none" stroke="currentColor" strokeOpacity="0.6" strokeDasharray="3 3" /> : <rect {...box} fill="currentColor" fillOpacity={cell.value === 0 ? 0.05 : Math.ceil((cell.value / most) * 5) * 0.19 + 0.05} />}
              </Spot>
            )
          })}
        </g>
      ))}
    </Chart>
  )
}
