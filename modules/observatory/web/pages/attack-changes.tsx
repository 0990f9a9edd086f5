/** What a release changes: first what of ours carries a code that changes, then all of it. A coordinator takes it in use from here. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { PressForm } from '#ui/console/ask.tsx'
import type { AttackChanges, Changed, Touched } from '../../contract-attack.ts'
import { sayChange, useAttackAsk, useAttackWords } from '../attack-words.ts'
import { OnePage, useRoles } from '../parts/frame.tsx'

const paths = { entries: '/console/observatory/entries', cases: '/console/cases', rules: '/console/watch/rules' } as const

export function AttackChangesPage() {
  const { a, f } = useAttackWords()
  const changes = useLoaderData<AttackChanges>()
  const { to, from, touched, tactics, techniques, named, counts } = changes
  const words = useAttackAsk()
  const may = useRoles().includes('coordinator') && !to.inUse
  const told = tactics.filter((one) => one.rules.n > 0 || one.changes.some((change) => change.kind !== 'patch'))
  return (
    <OnePage tab="attack" title={a('changes', { domain: a(`domain.${to.domain}`), version: to.version })} lead={to.inUse ? a('changesUsed') : from ? a('changesLead', { from: from.version }) : a('changesFirst')}>
      {from && !to.inUse && <p className="answer">{touched.length === 0 ? a('touchedNone') : a('touchedSome', { n: f.number(touched.length) })}</p>}
      {may && <div className="watch-acts"><PressForm id="use" label={a('useThis', { version: to.version })} intent="use" hidden={{ id: to.id, instead: from?.id ?? '' }} primary words={words} /></div>}
      {touched.length > 0 && <Card title={a('touched')}><Changes caption={a('touched')} rows={touched} names={techniques} carried={['entries', 'cases', 'rules']} /></Card>}
      {told.length > 0 && <Card title={a('tactics')}><Changes caption={a('tactics')} rows={told} names={[]} carried={['rules']} tactics /></Card>}
      {from && !to.inUse && (
        <>
          <Card title={a('counts')}>
            <div className="card-body"><MetaList items={(['techniques', 'software', 'groups', 'campaigns'] as const).map((of) => ({ term: a(`countOf.${of}`), value: counts[of].map((one) => `${a(`kindOf.${one.kind}`)} ${f.number(one.n)}`).join(', ') || a('nothing') }))} /></div>
          </Card>
          {techniques.length > 0 && <Card title={a('all', { n: f.number(techniques.length) })} fold><Changes caption={a('all', { n: f.number(techniques.length) })} rows={techniques} names={techniques} /></Card>}
          {named.length > 0 && <Card title={a('allNamed', { n: f.number(named.length) })} fold><Changes caption={a('allNamed', { n: f.number(named.length) })} rows={named} names={[]} /></Card>}
        </>
      )}
    </OnePage>
  )
}

const none: Touched['rules'] = { n: 0, items: [] }
function Changes({ caption, rows, names, carried = [], tactics = false }: { caption: string; rows: readonly (Changed & Partial<Touched>)[]; names: readonly Changed[]; carried?: readonly (keyof typeof paths)[]; tactics?: boolean }) {
  const { a } = useAttackWords()
  const nameOf = (code: string) => { const name = names.find((one) => one.code === code)?.name; return name ? `${code} ${name}` : code }
  return (
    <DataTable
      caption={caption} captionHidden rows={rows} keyOf={(one) => one.code}
      columns={[
        { key: 'code', header: a(tactics ? 'col.tactic' : 'col.technique'), names: true, cell: (one) => <span className="watch-value">{tactics ? one.name : `${one.code} ${one.name}`}</span> },
        { key: 'what', header: a('col.change'), cell: (one) => <span className="watch-value">{one.changes.map((change) => sayChange(a, change, nameOf)).join('; ')}</span> },
        ...carried.map((of) => ({ key: of, header: a(`col.${of}`), cell: (one: Changed & Partial<Touched>) => <Carried of={of} what={one[of] ?? none} /> })),
      ]}
    />
  )
}

const SHOWN = 5
function Carried({ of, what }: { of: keyof typeof paths; what: Touched['rules'] }) {
  const { a, f } = useAttackWords()
  if (what.n === 0) return <>–</>
  return <ul className="bullets">{what.items.slice(0, SHOWN).map((one) => <li key={one.id}><Link className="watch-value" to={`${paths[of]}/${one.id}`}>{one.label}</Link></li>)}{what.n > SHOWN && <li>{a('more', { n: f.number(what.n - SHOWN) })}</li>}</ul>
}
