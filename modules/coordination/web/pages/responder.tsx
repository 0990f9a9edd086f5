/** One responder: what it does and where, what it has proven, for whom it works, when it can begin. */
import { Form, Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button, Callout, MetaList } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { bondKinds, qualificationKinds, responderLanguages, trades, type ResponderItem } from '../../contract.ts'
import { Ask, Press } from '../parts/ask.tsx'
import { Availability } from '../parts/availability.tsx'
import { responderAction, responderLoader } from '../responder-data.ts'
import { sayQualification, useResponderWords } from '../responder-words.ts'
import { useWords } from '../words.ts'

export { responderAction as action, responderLoader as loader }

export function Component() {
  const { r, f } = useResponderWords()
  const { party, item, q, found } = useLoaderData<typeof responderLoader>()
  return (
    <div className="coordination">
      <title>{`${party.name} · ${r('title')} · Bastida`}</title>
      <PageHead title={party.name}><p className="page-lead"><Link to="/console/coordination/responders">{r('one.back')}</Link></p></PageHead>
      <div className="page-body">
        {!item ? <Callout icon={<Icon name="info" />} title={r('one.not')}><p>{r('one.notLead')}</p><p><Details /></p></Callout> : (
          <div className="split">
            <div className="stack">
              {!item.active && <Callout tone="degraded" icon={<Icon name="info" />} title={r('list.inactive')} />}
              <Card title={r('one.details')} aside={<Details one={item} />}>
                <div className="card-body">
                  <MetaList items={[
                    { term: r('one.trades'), value: item.trades.map((each) => r(`trade.${each}`)).join(', ') || '–' }, { term: r('one.places'), value: item.everywhere ? r('public.everywhere') : item.places.join(', ') || '–' },
                    { term: r('one.languages'), value: item.languages.map((each) => r(`language.${each}`)).join(', ') || '–' }, { term: r('one.hours'), value: item.hours || '–' }, { term: r('one.phone'), value: item.phone || '–' },
                    { term: r('one.email'), value: item.email || '–' }, { term: r('one.website'), value: item.website || '–' }, { term: r('one.group'), value: item.groupName || '–' },
                    ...(item.publicDocument ? [{ term: r('list.public'), value: item.publicDocument }] : []), ...(item.note ? [{ term: r('one.note'), value: item.note }] : []),
                  ]} />
                  <p className="soft">{r('one.changed', { name: item.changedBy, when: f.moment(item.changedAt) })}</p>
                </div>
              </Card>
              <Qualifications one={item} />
              <Bonds one={item} q={q} found={found} />
            </div>
            <aside className="stack" aria-label={r('avail.title')}><Card title={r('avail.title')}><div className="card-body"><Availability one={item} writes /></div></Card></aside>
          </div>
        )}
      </div>
    </div>
  )
}

function Details({ one }: { one?: ResponderItem }) {
  const { r } = useResponderWords()
  const { t } = useWords()
  const optional = t('optional')
  return (
    <Ask id="details" label={r(one ? 'one.change' : 'one.put')} title={r('one.details')} intent="details" hidden={{ version: one?.version ?? 0 }} kind={one ? 'secondary' : 'primary'}>
      {(errorOf) => (
        <>
          <CheckGroup name="active" label={r('one.active')} values={one === undefined || one.active ? ['yes'] : []} choices={[{ value: 'yes', label: r('one.active') }]} />
          <CheckGroup name="trades" label={r('one.trades')} values={one?.trades ?? []} choices={trades.map((value) => ({ value, label: r(`trade.${value}`) }))} />
          <CheckGroup name="everywhere" label={r('filter.place')} values={one?.everywhere ? ['yes'] : []} choices={[{ value: 'yes', label: r('one.everywhere') }]} />
          <TextField name="places" lines={4} label={r('one.places')} hint={r('one.placesHint')} optional={optional} value={one?.places.join('\n') ?? ''} {...errorOf('places')} />
          <CheckGroup name="languages" label={r('one.languages')} values={one?.languages ?? []} choices={responderLanguages.map((value) => ({ value, label: r(`language.${value}`) }))} />
          {(['hours', 'phone', 'email', 'website', 'groupName'] as const).map((name) => <TextField key={name} name={name} label={r(name === 'groupName' ? 'one.group' : `one.${name}`)} optional={optional} value={one?.[name] ?? ''} {...errorOf(name)} />)}
          <TextField name="publicDocument" label={r('one.publicDocument')} hint={r('one.publicHint')} optional={optional} value={one?.publicDocument ?? ''} {...errorOf('publicDocument')} />
          <TextField name="note" lines={3} label={r('one.note')} hint={r('one.noteHint')} optional={optional} value={one?.note ?? ''} {...errorOf('note')} />
        </>
      )}
    </Ask>
  )
}

function Qualifications({ one }: { one: ResponderItem }) {
  const { r, f } = useResponderWords()
  const { t } = useWords()
  return (
    <Card title={r('qual.title')} aside={(
      <Ask id="qualification" label={r('qual.add')} title={r('qual.add')} intent="qualification" hidden={{ version: one.version }}>
        {(errorOf) => (
          <>
            <RadioGroup name="kind" label={r('qual.kind')} required choices={qualificationKinds.map((value) => ({ value, label: r(`qualification.${value}`) }))} />
            <TextField name="label" label={r('qual.label')} optional={t('optional')} {...errorOf(`qualifications.${one.qualifications.length}.label`)} />
            <TextField name="evidence" label={r('qual.evidence')} required />
            <TextField name="until" type="date" label={r('qual.until')} required />
          </>
        )}
      </Ask>
    )}>
      {one.qualifications.length === 0 ? <div className="card-body"><p>{r('qual.none')}</p></div> : (
        <ul className="coordination-list">
          {one.qualifications.map((each, i) => (
            <li key={`${each.kind} ${each.label} ${each.until}`}>
              <div>
                <p><strong>{sayQualification(r, each)}</strong></p>
                <p><Icon name={each.inForce ? 'tick' : 'cross'} /> {r(each.inForce ? 'qual.inForce' : 'qual.expired', { date: f.date(each.until) })}</p>
                <p className="soft">{each.evidence}</p>
              </div>
              <div className="coordination-acts"><Press id={`qualification-${i}`} label={r('qual.remove')} about={sayQualification(r, each)} intent="qualification-remove" hidden={{ id: i, version: one.version }} /></div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Bonds({ one, q, found }: { one: ResponderItem; q: string; found: readonly { readonly id: string; readonly name: string }[] | null }) {
  const { r } = useResponderWords()
  const { t } = useWords()
  return (
    <Card title={r('bonds.title')}>
      <div className="card-body"><p>{r('bonds.lead')}</p>{one.bonds.length === 0 && <p>{r('bonds.none')}</p>}</div>
      {one.bonds.length > 0 && (
        <ul className="coordination-list">
          {one.bonds.map((each, i) => (
            <li key={`${each.partyId} ${each.as}`}>
              <div><p><strong>{each.name}</strong></p><p>{r(`bond.${each.as}`)}{each.note && ` · ${each.note}`}</p></div>
              <div className="coordination-acts"><Press id={`bond-${i}`} label={r('qual.remove')} about={each.name} intent="bond-remove" hidden={{ id: i, version: one.version }} /></div>
            </li>
          ))}
        </ul>
      )}
      <Form className="search-row" role="search" aria-label={r('bonds.find')}>
        <TextField key={q} name="q" type="search" label={r('bonds.find')} value={q} />
        <Button kind="secondary" icon="search">{r('filter.go')}</Button>
      </Form>
      {found && (found.length === 0 ? <div className="card-body"><p>{r('list.addNone')}</p></div> : (
        <ul className="coordination-list">
          {found.map((each) => (
            <li key={each.id}>
              <div><p>{each.name}</p></div>
              <div className="coordination-acts">
                <Ask id={`bond-new-${each.id}`} label={r('bonds.add')} about={each.name} title={t('of', { what: r('bonds.add'), name: each.name })} intent="bond" hidden={{ id: each.id, version: one.version }}>
                  {() => <><RadioGroup name="as" label={r('bonds.as')} required choices={bondKinds.map((value) => ({ value, label: r(`bond.${value}`) }))} /><TextField name="note" label={r('bonds.note')} optional={t('optional')} /></>}
                </Ask>
              </div>
            </li>
          ))}
        </ul>
      ))}
    </Card>
  )
}
