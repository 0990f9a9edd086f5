import { Columns } from './columns.tsx'
import { roundTop, type Mark } from './chart.tsx'

/** The same small chart for each group, on one scale: shapes are compared, not colours. */
export function Multiples({ id, charts, paper }: { id: string; charts: readonly { readonly key: string; readonly title: string; readonly desc: string; readonly marks: readonly Mark[] }[]; paper?: number }) {
  const top = roundTop(Math.max(0, ...charts.flatMap((chart) => chart.marks.map((mark) => mark.value ?? 0))))
  return (
    <ul className="cards">
      {charts.map((chart) => (
        <li key={chart.key}>
          <h3>{chart.title}</h3>
          <Columns id={`${id}-${chart.key}`} title={chart.title} desc={chart.desc} marks={chart.marks} top={top} height={120} quiet paper={paper} />
        </li>
      ))}
    </ul>
  )
}
