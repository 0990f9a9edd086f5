/** Pairs of entries that may be one attack: somebody looks, and merges in one of them. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { twinsLoader } from '../data.ts'
import { sayMoment } from '../parts/facts.tsx'
import { Frame } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export function TwinsPage() {
  const { t, f } = useWords()
  const { pairs } = useLoaderData<typeof twinsLoader>()
  const side = (one: (typeof pairs)[number]['a']) => <><Link className="watch-value" to={`/console/observatory/entries/${one.entryId}`}>{one.title || one.ref}</Link><br />{one.ref}{one.startedOn && ` · ${sayMoment(f, one.startedOn)}`}</>
  return (
    <Frame tab="twins">
      <p>{t('twins.lead')}</p>
      <Card title={t('twins.list', { n: f.number(pairs.length) })}>
        {pairs.length === 0 ? <div className="card-body"><EmptyState title={t('twins.none')}>{t('twins.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('twins.list', { n: f.number(pairs.length) })} captionHidden rows={pairs} keyOf={(one) => `${one.a.entryId} ${one.b.entryId}`}
            columns={[
              { key: 'a', header: t('twins.one'), names: true, cell: (one) => side(one.a) }, { key: 'b', header: t('twins.other'), cell: (one) => side(one.b) },
              { key: 'score', header: t('twins.score'), align: 'end', cell: (one) => f.percent(one.score) }, { key: 'why', header: t('twins.reasons'), cell: (one) => f.list(one.reasons.map((reason) => t(`like.${reason}`))) },
            ]}
          />
        )}
      </Card>
    </Frame>
  )
}
