/** The telephone rings: who is it? And who of the centre answers now. */
import { useRef } from 'react'
import { Form, Link, useFetcher, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, Callout, keepNumbers } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { action, callsLoader, type Done, type Outcome } from '../data.ts'
import { Frame } from '../parts/frame.tsx'
import { Tree } from '../parts/tree.tsx'
import { sayRefused, useWords } from '../words.ts'

export { action, callsLoader as loader }

export function Component() {
  const { t, f } = useWords()
  const { q, now, bodies, districts } = useLoaderData<typeof callsLoader>()
  return (
    <Frame tab="calls">
      <div className="split">
        <div className="stack">
          <WhoCalls />
          <Card title={t('find.title')}>
            <Form className="search-row" role="search" aria-label={t('find.title')}>
              <TextField key={q} name="q" type="search" label={t('find.label')} value={q} />
              <Button kind="secondary" icon="search">{t('who.go')}</Button>
            </Form>
            {bodies && <div className="card-body">{bodies.length === 0 ? <p>{t('find.none')}</p> : <ul className="bullets">{bodies.map((one) => <li key={one.id}><Link to={`/console/coordination/bodies/${one.id}`}>{one.name}</Link></li>)}</ul>}</div>}
          </Card>
        </div>
        <aside className="stack" aria-label={t('tab.onCall')}>
          <Card title={t('now.title')}>
            <div className="card-body">
              {now === null ? <p><Icon name="info" /> {t('now.none')} <Link to="/console/coordination/on-call">{t('tab.onCall')}</Link></p> : (
                <>
                  <p><strong>{now.person}</strong><br /><a href={telHref(now.phone)}>{keepNumbers(now.phone)}</a></p>
                  {now.second && <p>{t('now.second', { name: now.second, phone: now.secondPhone })}</p>}
                  <p className="soft">{t('now.until', { when: f.moment(now.endsAt) })}</p>
                </>
              )}
            </div>
          </Card>
          <Card title={t('district.title')}>
            <div className="card-body">
              {districts.length === 0 ? <p>{t('district.none')}</p> : <ul className="bullets">{districts.map((one) => <li key={one.id}><Link to={`/console/coordination/districts/${one.id}/tree`}>{one.name}</Link></li>)}</ul>}
            </div>
          </Card>
        </aside>
      </div>
    </Frame>
  )
}

function WhoCalls() {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'who' })
  const form = useRef<HTMLFormElement>(null)
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const who = answer?.done ? answer.data.who : undefined
  return (
    <Card title={t('who.title')}>
      <div className="card-body">
        <p>{t('who.lead')}</p>
        <fetcher.Form ref={form} method="post" className="coordination-who" autoComplete="off">
          <input type="hidden" name="intent" value="who" />
          <TextField name="code" label={t('who.code')} hint={t('who.hint')} required />
          <Button icon="search" disabled={fetcher.state !== 'idle'}>{t('who.go')}</Button>
        </fetcher.Form>
        <div role="status">
          {answer && !answer.done && <p className="field-error">{sayRefused(t, answer.refused)}</p>}
          {who && !who.found && <p className="field-error">{t('who.none')} {t.n('who.left', who.triesLeft)}</p>}
          {who?.found && <Found found={who.found} cases={who.cases} />}
        </div>
      </div>
    </Card>
  )
}

function Found({ found, cases }: { found: NonNullable<NonNullable<Done['who']>['found']>; cases: NonNullable<Done['who']>['cases'] }) {
  const { t, f } = useWords()
  return (
    <div className="coordination-found">
      <h3>{found.party.name}</h3>
      <p>{t('who.card', { holder: found.holder, date: f.date(found.until) })}</p>
      <Callout icon={<Icon name="phone" />} title={t('who.check')} />
      <Tree contacts={found.contacts} empty={t('tree.noneHere')} />
      <h4>{t('who.cases')}</h4>
      {cases.length === 0 ? <p>{t('who.noCases')}</p> : <ul className="bullets">{cases.map((one) => <li key={one.id}><Link to={`/console/cases/${one.id}`}>{one.ref} · {one.title}</Link></li>)}</ul>}
      <p><Link to={`/console/coordination/bodies/${found.party.id}`}>{t('who.page')}</Link></p>
    </div>
  )
}
