import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { readParty } from '../../contract.ts'
import { say, usePen } from '../words.ts'

type Detail = ResponseOf<typeof readParty>

export function ServicesOf({ detail }: { detail: Detail }) {
  const { t, f } = usePen()
  if (detail.services.length === 0) return <div className="card-body"><EmptyState title={t('party.noServices')}>{t('party.noServicesHow')}</EmptyState></div>
  return (
    <DataTable
      caption={t('party.services')} captionHidden rows={detail.services} keyOf={(s) => s.id}
      columns={[
        { key: 'n', header: t('col.service'), names: true, cell: (s) => s.name },
        { key: 'c', header: t('col.category'), cell: (s) => say(t, 'category', s.category) },
        { key: 'p', header: t('party.forWhom'), cell: (s) => t(s.public ? 'party.public' : 'party.inside') },
        { key: 'i', header: t('col.people'), align: 'end', cell: (s) => f.number(s.peopleServed) },
      ]}
    />
  )
}
