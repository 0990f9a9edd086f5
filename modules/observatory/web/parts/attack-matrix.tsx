/** Tactics and the techniques that were met in each: darker is more, in five steps; the number stands beside its code, and all of it in the table below. */
import { Chart, part, Spot } from '#ui/charts/chart.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { AttackMatrix } from '../../contract-attack.ts'
import { useAttackWords } from '../attack-words.ts'

const [LINE, HEAD, BOX, ACROSS] = [62, 30, 26, 5]
type Tactic = AttackMatrix['tactics'][number]

export function Matrix({ matrix }: { matrix: AttackMatrix }) {
  const { a, f } = useAttackWords()
  const tactics = matrix.tactics.filter((one) => one.cells.length > 0)
  const most = Math.max(1, ...tactics.flatMap((one) => one.cells.map((cell) => cell.n)))
  const heightOf = (one: Tactic) => HEAD + Math.ceil(one.cells.length / ACROSS) * LINE
  const tops = tactics.map((_, at) => tactics.slice(0, at).reduce((sum, one) => sum + heightOf(one), 0))
  const said = (name: string, one: Tactic) => a('tacticSaid', { name, n: f.number(one.n), seen: f.number(one.cells.length), all: f.number(one.all) })
  const width = 1 / ACROSS
  return (
    <>
      {tactics.length > 0 && (
        <Chart id="attack-matrix" title={a('matrix')} desc={a('matrixSaid', { n: f.number(matrix.attacks), of: f.number(matrix.of) })} height={tactics.reduce((sum, one) => sum + heightOf(one), 0)}>
          {tactics.map((tactic, t) => (
            <g key={tactic.code}>
              <text x="0" y={tops[t]! + 20} fontWeight={600}>{tactic.name}</text>
              {tactic.cells.map((cell, at) => {
                const [x, y] = [(at % ACROSS) * width, tops[t]! + HEAD + Math.floor(at / ACROSS) * LINE]
                return (
                  <Spot key={cell.code} mark={{ say: a('cellSaid', { code: cell.code, name: cell.name, n: f.number(cell.n) }) }}>
                    <rect x={part(x)} y={y} width={part(width * 0.94)} height={BOX} fill="currentColor" fillOpacity={Math.ceil((cell.n / most) * 5) * 0.19 + 0.05} />
                    <text x={part(x)} y={y + BOX + 18} fontSize={13} fill="var(--ink, CanvasText)" aria-hidden="true">{cell.code}: {f.number(cell.n)}</text>
                  </Spot>
                )
              })}
            </g>
          ))}
        </Chart>
      )}
      <DataTable
        caption={a('matrix')} captionHidden keyOf={(row) => row.key}
        rows={[...tactics.flatMap((tactic) => tactic.cells.map((cell) => ({ key: `${tactic.code} ${cell.code}`, tactic: said(tactic.name, tactic), code: cell.code, name: cell.name, n: cell.n, sub: cell.sub }))), ...matrix.others.map((one) => ({ key: one.code, tactic: matrix.release ? a('noTactic') : '–', code: one.code, name: '', n: one.n, sub: [] }))]}
        columns={[
          { key: 'what', header: a('col.technique'), names: true, cell: (row) => <span className="watch-value">{[row.code, row.name].filter(Boolean).join(' ')}</span> },
          { key: 'n', header: a('col.n'), align: 'end', cell: (row) => f.number(row.n) },
          { key: 'tactic', header: a('col.tactic'), cell: (row) => <span className="watch-value">{row.tactic}</span> },
          { key: 'sub', header: a('col.subs'), cell: (row) => <span className="watch-value">{row.sub.map((one) => a('cellSaid', { code: one.code, name: one.name, n: f.number(one.n) })).join('; ') || '–'}</span> },
        ]}
      />
    </>
  )
}
