import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import type { readParty } from '../../contract.ts'
import { say, usePen } from '../words.ts'
import { PartyLink } from './marks.tsx'

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

export function DataOf({ detail }: { detail: Detail }) {
  const { t, f } = usePen()
  const nameOf = (id: string | null): string => detail.services.find((s) => s.id === id)?.name ?? '–'
  return (
    <>
      {detail.datasets.length === 0 ? <div className="card-body"><EmptyState title={t('party.noData')}>{t('party.noDataHow')}</EmptyState></div> : (
        <DataTable
          caption={t('party.datasets')} rows={detail.datasets} keyOf={(d) => d.id}
          columns={[
            { key: 'n', header: t('party.dataset'), names: true, cell: (d) => d.name },
            { key: 'c', header: t('party.classes'), cell: (d) => f.list(d.classes.map((c) => say(t, 'class', c))) },
            { key: 's', header: t('col.service'), cell: (d) => nameOf(d.serviceId) },
            { key: 'w', header: t('party.where'), cell: (d) => d.place || '–' },
            { key: 'h', header: t('party.heldBy'), cell: (d) => <PartyLink party={d.heldBy} /> },
            { key: 'p', header: t('col.people'), align: 'end', cell: (d) => (d.people === null ? '–' : f.number(d.people)) },
          ]}
        />
      )}
      {detail.assets.length > 0 && (
        <DataTable
          caption={t('party.assets')} rows={detail.assets} keyOf={(a) => a.id}
          columns={[
            { key: 'v', header: t('party.asset'), names: true, cell: (a) => <span className="mono">{a.value}{a.productVersion && ` ${a.productVersion}`}</span> },
            { key: 'k', header: t('col.kind'), cell: (a) => say(t, 'asset', a.kind) },
            { key: 's', header: t('col.service'), cell: (a) => nameOf(a.serviceId) },
            { key: 'f', header: t('edges.source'), cell: (a) => say(t, 'source', a.source) },
          ]}
        />
      )}
    </>
  )
}

export function ContactsOf({ detail }: { detail: Detail }) {
  const { t } = usePen()
  if (detail.contacts.length === 0) return <p className="card-body">{t('party.noContacts')}</p>
  return (
    <ul className="contacts">
      {detail.contacts.map((c) => (
        <li key={`${c.role}${c.email}`}>
          <span className="soft">{say(t, 'role', c.role)}</span>
          <span>{c.name}</span>
          {c.email && <a href={`mailto:${c.email}`}>{c.email}</a>}
          {c.phone && <a href={`tel:${c.phone.replaceAll(/[^+\d]/g, '')}`}>{c.phone}</a>}
        </li>
      ))}
    </ul>
  )
}
