/** The directory of responders, and how often each was named. */
import { Form, Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { trades, type ResponderItem } from '../../contract.ts'
import { Frame } from '../parts/frame.tsx'
import { Rule } from '../parts/referral.tsx'
import { respondersLoader } from '../responder-data.ts'
import { sayQualification, sayReady, useResponderWords } from '../responder-words.ts'

export { respondersLoader as loader }

export function Component() {
  const { r, f } = useResponderWords()
  const { q, place, trade, find, items, turns, found } = useLoaderData<typeof respondersLoader>()
  return (
    <Frame tab="responders">
      <div className="split">
        <div className="stack">
          <p>{r('lead')}</p>
          <Card title={r('list.title')}>
            <Form className="search-row" role="search" aria-label={r('filter.title')} key={`${q}${place}${trade}`}>
              <TextField name="q" type="search" label={r('filter.q')} value={q} />
              <TextField name="place" label={r('filter.place')} value={place} />
              <div className="field">
                <label htmlFor="trade">{r('filter.trade')}</label>
                <select id="trade" className="select-field" name="trade" defaultValue={trade}><option value="">{r('public.any')}</option>{trades.map((one) => <option key={one} value={one}>{r(`trade.${one}`)}</option>)}</select>
              </div>
              <Button kind="secondary" icon="search">{r('filter.go')}</Button>
            </Form>
            {items.length === 0 ? <div className="card-body"><EmptyState title={r('list.none')}>{r('list.noneLead')}</EmptyState></div> : <ul className="coordination-list">{items.map((one) => <Line key={one.party.id} one={one} />)}</ul>}
          </Card>
          {turns && turns.items.length > 0 && (
            <Card title={r('turns.title')}>
              <div className="card-body"><p>{r('turns.lead')}</p></div>
              <DataTable
                caption={r('turns.lead')} captionHidden rows={turns.items} keyOf={(row) => row.responder.id}
                columns={[
                  { key: 'responder', header: r('turns.responder'), names: true, cell: (row) => row.responder.name },
                  ...(['shown', 'first', 'chosen', 'took'] as const).map((key) => ({ key, header: r(`turns.${key}`), cell: (row: (typeof turns.items)[number]) => f.number(row[key]) })),
                  { key: 'last', header: r('turns.last'), cell: (row) => (row.lastAt ? f.moment(row.lastAt) : '–') },
                ]}
              />
            </Card>
          )}
        </div>
        <aside className="stack" aria-label={r('list.add')}>
          <Card title={r('list.add')}>
            <Form className="search-row" role="search" aria-label={r('list.add')}>
              <TextField key={find} name="find" type="search" label={r('list.addFind')} value={find} />
              <Button kind="secondary" icon="search">{r('filter.go')}</Button>
            </Form>
            {found && <div className="card-body">{found.length === 0 ? <p>{r('list.addNone')}</p> : <ul className="bullets">{found.map((one) => <li key={one.id}><Link to={`/console/coordination/responders/${one.id}`}>{one.name}</Link></li>)}</ul>}</div>}
          </Card>
          <Rule />
        </aside>
      </div>
    </Frame>
  )
}

function Line({ one }: { one: ResponderItem }) {
  const { r, f } = useResponderWords()
  const inForce = one.qualifications.filter((each) => each.inForce)
  return (
    <li>
      <div>
        <p><Link to={`/console/coordination/responders/${one.party.id}`}><strong>{one.party.name}</strong></Link></p>
        <p>{one.trades.map((each) => r(`trade.${each}`)).join(', ')}</p>
        <p className="soft">{one.everywhere ? r('public.everywhere') : one.places.join(', ')} · {one.languages.map((each) => r(`language.${each}`)).join(', ')}</p>
        <p className="soft">{sayReady(r, one, (iso) => f.moment(iso))}</p>
        {inForce.length > 0 && <p className="soft"><Icon name="tick" /> {inForce.map((each) => sayQualification(r, each)).join(', ')}</p>}
        {!one.active && <p><Icon name="info" /> {r('list.inactive')}</p>}
        {one.publicSince && <p className="soft">{r('list.public')}</p>}
      </div>
    </li>
  )
}
