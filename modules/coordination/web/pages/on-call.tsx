/** Turns of who answers outside hours, and the hours that nobody has. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Callout, EmptyState, keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { localOf } from '#ui/i18n/local-time.ts'
import type { ShiftItem } from '../../contract.ts'
import { action, rosterLoader } from '../data.ts'
import { Ask, Press } from '../parts/ask.tsx'
import { useSession } from '../parts/cards.tsx'
import { Feeds } from '../parts/feeds.tsx'
import { Frame } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export { action, rosterLoader as loader }

export function Component() {
  const { t, f } = useWords()
  const { items, gaps, feeds } = useLoaderData<typeof rosterLoader>()
  const edits = useSession().roles.includes('coordinator')
  return (
    <Frame tab="onCall">
      <div className="stack">
        {gaps.length === 0 ? <p><Icon name="tick" /> {t('roster.full')}</p> : (
          <Callout tone="degraded" icon={<Icon name="clock" />} title={t('roster.gaps')}>
            <ul className="bullets">{gaps.map((gap) => <li key={gap.from}>{t('roster.gap', { from: f.moment(gap.from), until: f.moment(gap.until) })}</li>)}</ul>
          </Callout>
        )}
        <Card title={t('tab.onCall')} {...(edits ? { aside: <ShiftForm /> } : {})}>
          {items.length === 0 ? <div className="card-body"><EmptyState title={t('roster.none')}>{t('roster.noneLead')}</EmptyState></div> : (
            <DataTable
              caption={t('roster.lead')} captionHidden rows={items} keyOf={(row) => row.id}
              columns={[
                { key: 'person', header: t('roster.person'), names: true, cell: (row) => <>{row.person}<br /><a href={telHref(row.phone)}>{keepNumbers(row.phone)}</a></> },
                { key: 'from', header: t('roster.from'), cell: (row) => f.moment(row.startsAt) },
                { key: 'until', header: t('roster.until'), cell: (row) => f.moment(row.endsAt) },
                { key: 'second', header: t('roster.second'), cell: (row) => (row.second ? <>{row.second}<br /><a href={telHref(row.secondPhone)}>{keepNumbers(row.secondPhone)}</a></> : '–') },
                ...(edits ? [{ key: 'acts', header: t('roster.acts'), cell: (row: ShiftItem) => <div className="coordination-acts"><ShiftForm one={row} /><Press id={`gone-${row.id}`} label={t('roster.remove')} about={row.person} intent="shift-remove" hidden={{ id: row.id }} /></div> }] : []),
              ]}
            />
          )}
        </Card>
        <Feeds items={feeds} whole={edits} />
      </div>
    </Frame>
  )
}

function ShiftForm({ one }: { one?: ShiftItem }) {
  const { t, timeZone } = useWords()
  const label = t(one ? 'roster.change' : 'roster.add')
  return (
    <Ask id={`shift-${one?.id ?? 'new'}`} label={label} title={label} intent="shift" {...(one ? { about: one.person, hidden: { id: one.id, version: one.version } } : { kind: 'primary' as const })}>
      {(errorOf) => (
        <>
          <TextField name="person" label={t('roster.person')} value={one?.person ?? ''} required {...errorOf('person')} />
          <TextField name="phone" type="tel" label={t('roster.phone')} hint={t('roster.phoneHint')} value={one?.phone ?? ''} required {...errorOf('phone')} />
          <TextField name="startsAt" type="datetime-local" label={t('roster.from')} value={one ? localOf(one.startsAt, timeZone) : ''} required {...errorOf('startsAt')} />
          <TextField name="endsAt" type="datetime-local" label={t('roster.until')} value={one ? localOf(one.endsAt, timeZone) : ''} required {...errorOf('endsAt')} />
          <TextField name="second" label={t('roster.second')} value={one?.second ?? ''} optional={t('optional')} {...errorOf('second')} />
          <TextField name="secondPhone" type="tel" label={t('roster.secondPhone')} value={one?.secondPhone ?? ''} optional={t('optional')} {...errorOf('secondPhone')} />
        </>
      )}
    </Ask>
  )
}
