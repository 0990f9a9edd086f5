import type * as z from 'zod'
import { BarList } from '#ui/components/bars.tsx'
import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { completeness } from '../../contract.ts'
import { say, usePen } from '../words.ts'

type Completeness = z.output<typeof completeness>
const levelKeys = { empty: 'complete.empty', beginning: 'complete.beginning', useful: 'complete.useful', good: 'complete.good' } as const

/** How much the graph can be trusted, in one sentence, with the bars that prove it and their table. */
export function CompletenessCard({ data }: { data: Completeness }) {
  const { t, f } = usePen()
  const rows = [...data.byCategory].sort((a, b) => a.share - b.share || b.expected - a.expected)
  return (
    <Card title={t('complete.title')} aside={<span>{t('complete.depth', { depth: f.percent(data.depth) })}</span>}>
      <div className="card-body stack">
        <p className="answer">{t(levelKeys[data.level], { n: f.number(data.bodiesToUseful), bodies: f.number(data.bodies), with: f.number(data.bodiesWithDependencies), people: f.percent(data.peopleCovered), share: f.percent(data.share) })}</p>
        {rows.length > 0 && (
          <>
            <BarList
              label={t('complete.bars')}
              rows={ends(rows).map((r) => ({
                key: r.category, label: say(t, 'category', r.category), value: r.expected === 0 ? 0 : r.confirmed / r.expected, unsure: r.expected === 0 ? 0 : Math.min(r.proposed, r.expected - r.confirmed) / r.expected,
                text: t('complete.row', { known: f.number(r.confirmed), expected: f.number(r.expected) }),
              }))}
              top={1}
            />
            <details>
              <summary>{t('complete.table')}</summary>
              <DataTable
                caption={t('complete.caption')}
                captionHidden
                rows={rows}
                keyOf={(r) => r.category}
                columns={[
                  { key: 'c', header: t('col.service'), names: true, cell: (r) => say(t, 'category', r.category) },
                  { key: 'e', header: t('complete.expected'), align: 'end', cell: (r) => f.number(r.expected) },
                  { key: 'k', header: t('complete.known'), align: 'end', cell: (r) => f.number(r.confirmed) },
                  { key: 'p', header: t('complete.asked'), align: 'end', cell: (r) => f.number(r.proposed) },
                  { key: 's', header: t('complete.share'), align: 'end', cell: (r) => f.percent(r.share) },
                ]}
              />
            </details>
          </>
        )}
      </div>
    </Card>
  )
}

/** Of many rows the least and the best known: what is missing, and what the graph stands on. */
const ends = <Row,>(rows: readonly Row[]): readonly Row[] => (rows.length <= 8 ? rows : [...rows.slice(0, 4), ...rows.slice(-4)])
