import { useState } from 'react'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable, type Column } from '#ui/components/table.tsx'
import type { DependencyItem } from '../../contract.ts'
import { say, usePen } from '../words.ts'
import { DecideButtons } from './decide-buttons.tsx'
import { EdgeEffect, EdgeSource, EdgeState, PartyLink, Sure } from './marks.tsx'

const SHOWN = 50
const order: Readonly<Record<DependencyItem['state'], number>> = { proposed: 0, declared: 1, confirmed: 2, denied: 3 }

/** Edges of one party: what it needs, or who needs it. What still waits for an answer comes first. */
export function Edges({ edges, total, of, caption, decides }: { edges: readonly DependencyItem[]; total: number; of: 'needs' | 'clients'; caption: string; decides: boolean }) {
  const { t, f } = usePen()
  const [all, setAll] = useState(false)
  if (edges.length === 0) return <EmptyState title={t(of === 'needs' ? 'edges.noNeeds' : 'edges.noClients')}>{t(of === 'needs' ? 'edges.noNeedsHow' : 'edges.noClientsHow')}</EmptyState>
  const rows = [...edges].sort((a, b) => order[a.state] - order[b.state] || Number(isOwn(a)) - Number(isOwn(b)) || nameOf(a, of).localeCompare(nameOf(b, of)))
  const far: Column<DependencyItem> = of === 'needs'
    ? { key: 'o', header: t('edges.on'), cell: (e) => (isOwn(e) ? <>{e.on.name}<br /><span className="soft">{t('edges.own')}</span></> : <><PartyLink party={e.on.party} /><br /><span className="soft">{e.on.name}</span></>) }
    : { key: 'o', header: t('edges.ofMine'), cell: (e) => e.on.name || say(t, 'category', e.on.category) }
  return (
    <>
      <DataTable
        caption={caption} captionHidden rows={all ? rows : rows.slice(0, SHOWN)} keyOf={(e) => e.id}
        columns={[
          { key: 'd', header: t(of === 'needs' ? 'edges.service' : 'edges.who'), names: true, cell: (e) => (of === 'needs' ? e.dependent.name : <><PartyLink party={e.dependent.party} /><br /><span className="soft">{e.dependent.name}</span></>) },
          far,
          { key: 'e', header: t('edges.effect'), cell: (e) => <EdgeEffect edge={e} /> },
          { key: 'f', header: t('edges.sourceSure'), cell: (e) => <><EdgeSource edge={e} /><br /><Sure confidence={e.confidence} /></> },
          { key: 's', header: t('edges.state'), cell: (e) => <><EdgeState state={e.state} />{e.reason && <><br /><span className="soft">«{e.reason}»</span></>}</> },
          ...(decides ? [{ key: 'b', header: t('edges.word'), cell: (e: DependencyItem) => <DecideButtons edge={e} /> }] : []),
        ]}
      />
      {total > rows.length && <p className="card-body soft">{t('edges.cut', { n: f.number(rows.length), total: f.number(total) })}</p>}
      {!all && rows.length > SHOWN && <p className="card-body"><button type="button" className="button button-secondary" onClick={() => setAll(true)}>{t('edges.all', { n: f.number(rows.length) })}</button></p>}
    </>
  )
}

/** Between two services of the same party: true, but nobody outside can make it fall. */
const isOwn = (edge: DependencyItem): boolean => edge.on.party?.id === edge.partyId
const nameOf = (edge: DependencyItem, of: 'needs' | 'clients'): string => (of === 'needs' ? edge.dependent.name : (edge.dependent.party?.name ?? edge.dependent.name))
