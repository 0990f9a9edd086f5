/** Who has seen something, and when, as they say it. */
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { Seen } from '../../contract-out.ts'
import { tlpName, useWords } from '../words.ts'
import { Press } from './ask.tsx'

/** `askable`: this centre can look for it too. `several`: of several things, each by its name. */
export function SeenBy({ title, seen, askable = false, several = false }: { title: string; seen: readonly Seen[]; askable?: boolean; several?: boolean }) {
  const { t, f } = useWords()
  // Days as they were told: an end of a day (UTC) is no moment of the next one here.
  const day = (at: string | null) => at && f.date(`${at.slice(0, 10)}T12:00:00Z`)
  const when = ({ first, last }: Seen) => { const [from, to] = [day(first), day(last)]; return from && to && from !== to ? t('seen.days', { first: from, last: to }) : from ?? to ?? t('seen.unsaid') }
  return (
    <Card title={title}>
      {seen.length === 0 ? <div className="card-body"><EmptyState title={t('seen.none')}>{t('seen.noneLead')}</EmptyState></div> : (
        <DataTable
          caption={title} captionHidden rows={seen} keyOf={(one) => one.id}
          columns={[
            { key: 'who', header: t('seen.who'), names: true, cell: (one) => <><Link className="watch-value" to={`/console/sharing/collections/${one.collectionId}/objects/${one.id}`}>{one.who || one.from || t('object.here')}</Link>{one.from && one.who && one.who !== one.from && ` ${t('seen.via', { name: one.from })}`}</> },
            ...(several ? [{ key: 'of', header: t('out.what'), cell: (one: Seen) => <span className="watch-value">{one.ofName || one.of}</span> }] : []),
            { key: 'when', header: t('seen.when'), cell: when },
            { key: 'count', header: t('seen.count'), cell: (one) => (one.count === 0 ? t('seen.not') : one.count === null ? t('seen.unsaid') : f.number(one.count)) },
            { key: 'tlp', header: t('object.tlp'), cell: (one) => tlpName(one.tlp) },
          ]}
        />
      )}
      {askable && <div className="card-body"><p className="soft">{t('seen.huntLead')}</p><div className="watch-acts"><Press id="hunt" label={t('seen.hunt')} intent="hunt" /></div></div>}
    </Card>
  )
}
