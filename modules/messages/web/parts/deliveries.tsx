import { Form, Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { deliveryStates, type DeliveryItem } from '../../contract.ts'
import { PER_PAGE, type Log } from '../data.ts'
import { sayKind, useWords } from '../words.ts'
import { Ask } from './ask.tsx'

const icons: Readonly<Record<DeliveryItem['state'], IconName>> = { queued: 'clock', sending: 'clock', sent: 'tick', failed: 'cross', uncertain: 'info', held: 'play', done: 'person' }

/** The log with its filters. `path`: of the page, with what it must keep in its address. `decides`: a person of the centre. */
export function Deliveries({ log, path, keep, decides }: { log: Log; path: string; keep: Readonly<Record<string, string>>; decides: boolean }) {
  const { t } = useWords()
  const filters = { ...keep, ...(log.state ? { state: log.state } : {}), ...(log.kind ? { kind: log.kind } : {}), ...(log.q ? { q: log.q } : {}) }
  const hrefOf = (more: Readonly<Record<string, string>>, without: readonly string[] = []) => `${path}?${new URLSearchParams(Object.entries({ ...filters, ...more }).filter(([name]) => !without.includes(name)))}`
  const all = deliveryStates.reduce((sum, state) => sum + log.counts[state], 0)
  return (
    <>
      <nav className="messages-states" aria-label={t('log.states')}>
        <ul>
          <li><Link to={hrefOf({}, ['state'])} aria-current={log.state ? undefined : 'page'}>{t('log.all')} <span className="count">{all}</span></Link></li>
          {deliveryStates.filter((state) => log.counts[state] > 0 || state === log.state).map((state) => (
            <li key={state}><Link to={hrefOf({ state })} aria-current={state === log.state ? 'page' : undefined}><Icon name={icons[state]} /> {t(`state.${state}`)} <span className="count">{log.counts[state]}</span></Link></li>
          ))}
        </ul>
      </nav>
      <Form className="messages-find" role="search" aria-label={t('log.find')} action={path} key={`${log.q} ${log.kind}`}>
        {Object.entries({ ...keep, ...(log.state ? { state: log.state } : {}) }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <div className="field"><label htmlFor="messages-q">{t('log.q')}</label><input id="messages-q" type="search" name="q" defaultValue={log.q} maxLength={100} /></div>
        <div className="field">
          <label htmlFor="messages-kind">{t('log.kind')}</label>
          <select className="select-field" id="messages-kind" name="kind" defaultValue={log.kind ?? ''}>
            <option value="">{t('log.anyKind')}</option>
            {[...new Set([...log.kinds, ...(log.kind ? [log.kind] : [])])].map((kind) => <option key={kind} value={kind}>{sayKind(t, kind) === t('kind.other') ? kind : sayKind(t, kind)}</option>)}
          </select>
        </div>
        <Button kind="secondary">{t('log.filter')}</Button>
      </Form>
      <Card title={t.n('log.total', log.total)}>
        {log.items.length === 0 ? <div className="card-body"><EmptyState title={t('log.none')}>{t('log.noneLead')}</EmptyState></div> : (
          <ul className="messages-list">{log.items.map((one) => <Line key={one.id} one={one} decides={decides} />)}</ul>
        )}
      </Card>
      <Pagination label={t('pages')} page={log.page} pages={Math.ceil(log.total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(page) => hrefOf({ page: String(page) })} />
    </>
  )
}

function Line({ one, decides }: { one: DeliveryItem; decides: boolean }) {
  const { t, f } = useWords()
  const trouble = one.state === 'failed' || one.state === 'uncertain'
  return (
    <li data-state={one.state}>
      <div>
        <p><span className="messages-state"><Icon name={icons[one.state]} /> {t(`state.${one.state}`)}</span> <strong>{one.subject || sayKind(t, one.kind)}</strong></p>
        <p className="soft">{[sayKind(t, one.kind), t(`channel.${one.channel}`), one.to, one.party?.name].filter(Boolean).join(' · ')}</p>
        <p className="soft">{t('log.at', { when: f.moment(one.createdAt) })}{one.sentAt && one.state === 'sent' && `, ${t('log.sentAt', { when: f.moment(one.sentAt) })}`}</p>
        {one.problem && <p>{t(`todo.${one.problem}`, { answer: one.answer })}</p>}
        {one.settled && <p>{t('log.settled', { name: one.settled.by, when: f.moment(one.settled.at), reason: one.settled.reason })}</p>}
        {decides && one.caseId && <p><Link to={`/console/cases/${one.caseId}`} aria-label={t('of', { what: t('log.case'), name: one.subject })}>{t('log.case')}</Link></p>}
      </div>
      {decides && trouble && (
        <div className="messages-acts">
          <Ask id={`settle-${one.id}`} label={t('act.settle')} about={one.to} intent="settle" hidden={{ id: one.id }}>
            {(errorOf) => (
              <>
                <RadioGroup name="outcome" label={t('act.outcome')} choices={[...(one.problem === 'tlp' ? [] : [{ value: 'again', label: t('act.again') }]), { value: 'done', label: t('act.done') }]} required />
                <TextField name="reason" label={t('act.reason')} hint={t('act.reasonHint')} required {...errorOf('reason')} />
              </>
            )}
          </Ask>
        </div>
      )}
    </li>
  )
}
