import { Link, useSearchParams } from 'react-router'
import { BarList } from '#ui/components/bars.tsx'
import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { rankProviders } from '../../contract.ts'
import { usePen } from '../words.ts'

const losses = ['down', 'exposed', 'tampered'] as const
export type Loss = (typeof losses)[number]
const lossKeys = { down: 'loss.down', exposed: 'loss.exposed', tampered: 'loss.tampered' } as const

/** Providers by what the loss of each alone would do: the sentence names the first, the bars compare people served. */
export function RankingCard({ data, loss }: { data: ResponseOf<typeof rankProviders>; loss: Loss }) {
  const { t, f } = usePen()
  const [search] = useSearchParams()
  const rows = data.items.filter((r) => r.bodies > 0)
  const first = rows[0]
  const to = (id: string): string => `/console/territory/what-if?provider=${id}${loss === 'down' ? '' : `&effects=${loss}`}`
  return (
    <Card title={t('rank.title')} aside={<LossLinks loss={loss} search={search} />}>
      <div className="card-body stack" id="ranking">
        {first ? <p className="answer">{t(`rank.${loss}`, { provider: first.provider.name, bodies: t.n('rank.bodies', first.bodies), people: f.number(first.people) })}</p> : <p>{t('rank.none')}</p>}
        <BarList
          label={t('rank.bars')}
          rows={rows.slice(0, 8).map((r) => ({ key: r.provider.id, label: <Link to={to(r.provider.id)}>{r.provider.name}</Link>, value: r.people, text: t('rank.row', { bodies: t.n('rank.bodies', r.bodies), people: f.number(r.people) }) }))}
        />
        {rows.length > 0 && (
          <details>
            <summary>{t('rank.table', { n: f.number(rows.length) })}</summary>
            <DataTable
              caption={t('rank.caption')}
              captionHidden
              rows={rows}
              keyOf={(r) => r.provider.id}
              columns={[
                { key: 'p', header: t('col.provider'), names: true, cell: (r) => <Link to={`/console/territory/parties/${r.provider.id}`}>{r.provider.name}</Link> },
                { key: 'b', header: t('col.bodies'), align: 'end', cell: (r) => f.number(r.bodies) },
                { key: 's', header: t('col.services'), align: 'end', cell: (r) => f.number(r.services) },
                { key: 'n', header: t('col.people'), align: 'end', cell: (r) => f.number(r.people) },
                { key: 'w', header: t('col.whatIf'), cell: (r) => <Link to={to(r.provider.id)} aria-label={t('rank.whatIfOf', { provider: r.provider.name })}>{t('rank.whatIf')}</Link> },
              ]}
            />
          </details>
        )}
      </div>
    </Card>
  )
}

function LossLinks({ loss, search }: { loss: Loss; search: URLSearchParams }) {
  const { t } = usePen()
  const to = (value: Loss): string => {
    const next = new URLSearchParams(search)
    next.set('loss', value)
    return `?${next.toString()}`
  }
  return (
    <nav className="pick-row" aria-label={t('loss.label')}>
      {losses.map((l) => <Link key={l} to={to(l)} preventScrollReset aria-current={l === loss ? 'true' : undefined}>{t(lossKeys[l])}</Link>)}
    </nav>
  )
}
