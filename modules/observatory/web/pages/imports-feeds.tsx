/** Feeds of MISP: those that are read, and the door for another, with what would come of it. */
import { tlps } from '#platform/contract/index.ts'
import { proofWays } from '#platform/contract/proof.ts'
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { Outcome } from '#ui/console/outcome.ts'
import type { MispFeed } from '../../contract-feeds.ts'
import type { feedsLoader, Tried } from '../data-feeds.ts'
import { sayFeedRefused, useWords } from '../feed-words.ts'
import { tlpName } from '../parts/fact-fields.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { useWords as useMain } from '../words.ts'

export const stateOf = ({ state, problem }: Pick<MispFeed, 'state' | 'problem'>) => (state === 'done' && problem !== null ? 'failed' : state)

export function FeedsPage() {
  const { t, f } = useWords()
  const { items } = useLoaderData<typeof feedsLoader>()
  return (
    <OnePage tab="imports" title={t('title')} lead={t('lead')}>
      <Card title={t('list')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('none')}>{t('noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('list')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'name', header: t('name'), names: true, cell: (one) => <Link className="watch-value" to={`/console/observatory/imports/feeds/${one.id}`}>{one.name}</Link> },
              { key: 'state', header: t('state'), beside: true, cell: (one) => t(`state.${stateOf(one)}`) },
              { key: 'pace', header: t('pace'), cell: (one) => t(one.daily ? 'pace.daily' : 'pace.asked') },
              { key: 'last', header: t('last'), cell: (one) => (one.finishedAt ? <TimeText at={one.finishedAt} formats={f} /> : t('never')) },
              { key: 'entries', header: t('entries'), align: 'end', cell: (one) => f.number(one.counts.entry) },
              { key: 'left', header: t('left'), align: 'end', cell: (one) => f.number(one.counts.left) },
              { key: 'why', header: t('why'), cell: (one) => [...(one.hasKey ? [t('hasKey')] : []), ...(stateOf(one) === 'failed' ? [t(`problem.${one.problem!}`)] : [])].join(' ') || t('nothing') },
            ]}
          />
        )}
      </Card>
      {useRoles().includes('coordinator') && <Add />}
    </OnePage>
  )
}

export function HowFields({ feed }: { feed?: Pick<MispFeed, 'tlp' | 'sure' | 'daily'> }) {
  const { t } = useWords()
  const { t: main } = useMain()
  return (
    <>
      <SelectField name="sure" label={t('sure')} hint={t('sureHint')} value={feed?.sure === false ? 'no' : 'yes'} options={[{ value: 'yes', label: t('sure.yes') }, { value: 'no', label: t('sure.no') }]} />
      <SelectField name="tlp" label={main('tlp')} hint={t('tlpHint')} value={feed?.tlp ?? 'amber'} options={tlps.map((one) => ({ value: one, label: tlpName(one) }))} />
      <SelectField name="daily" label={t('pace')} value={feed?.daily === false ? 'no' : 'yes'} options={[{ value: 'yes', label: t('pace.daily') }, { value: 'no', label: t('pace.asked') }]} />
    </>
  )
}

/** A key that was set is never shown: empty, it stays. */
export function ProofFields({ feed }: { feed?: Pick<MispFeed, 'hasKey'> }) {
  const { t } = useWords()
  const { t: main } = useMain()
  return (
    <>
      <SelectField name="auth" label={t('auth')} value={feed?.hasKey ? '' : 'none'} options={[...(feed?.hasKey ? [{ value: '', label: t('auth.keep') }] : []), ...proofWays.map((one) => ({ value: one, label: t(`auth.${one}`) }))]} />
      <TextField name="secret" type="password" label={t('secret')} hint={t(feed?.hasKey ? 'secretKept' : 'secretHint')} autoComplete="new-password" optional={main('optional')} />
    </>
  )
}

function Add() {
  const { t } = useWords()
  const { t: main } = useMain()
  const outcome = useActionData() as Outcome<{ tried?: Tried }> | undefined
  const busy = useNavigation().state !== 'idle'
  const tried = outcome?.done ? outcome.data.tried : undefined
  return (
    <>
      <Card title={t('add')}>
        <Form method="post" className="card-body watch-form">
          <TextField name="url" type="url" label={t('url')} hint={t('urlHint')} required />
          <ProofFields />
          <TextField name="name" label={t('name')} hint={t('nameHint')} optional={main('optional')} />
          <HowFields />
          <div className="stack">
            {outcome && !outcome.done && <p className="field-error" role="alert">{sayFeedRefused(t, main, outcome.refused)}</p>}
            <div role="status">{busy && <p>{t('busy')}</p>}{tried && !busy && <TriedWords tried={tried} />}</div>
            <div className="watch-acts">
              <Button kind="secondary" name="intent" value="try" disabled={busy}>{t('try')}</Button>
              <Button name="intent" value="add" disabled={busy}>{t('go')}</Button>
            </div>
          </div>
        </Form>
      </Card>
      {tried && !busy && tried.rows.length > 0 && <Newest tried={tried} />}
    </>
  )
}

function TriedWords({ tried }: { tried: Tried }) {
  const { t, f } = useWords()
  if (tried.problem !== null) return <><p><strong>{t(`problem.${tried.problem}`)}</strong></p>{tried.detail && <pre lang="en">{tried.detail}</pre>}</>
  return <p>{t('tried', { events: f.number(tried.events), attacks: f.number(tried.attacks), denied: f.number(tried.denied), unsaid: f.number(tried.unsaid), ours: f.number(tried.ours) })}</p>
}
function Newest({ tried }: { tried: Tried }) {
  const { t, f } = useWords()
  const title = t('newest', { n: f.number(tried.rows.length) })
  return (
    <Card title={title}>
      <DataTable
        caption={title} captionHidden rows={tried.rows} keyOf={(row) => row.uuid}
        columns={[
          { key: 'event', header: t('event'), names: true, cell: (row) => <span className="watch-value">{row.title || row.uuid}</span> },
          { key: 'becomes', header: t('becomes'), cell: (row) => [row.state === 'left' ? t('becomes.left') : row.entry ? t('becomes.known', { ref: row.entry.ref }) : t('becomes.entry'), ...(row.tlp ? [tlpName(row.tlp)] : [])].join(' · ') },
          { key: 'why', header: t('why'), cell: (row) => <span className="watch-value">{row.text || t(row.byPart ? 'byPart' : 'nothing')}</span> },
        ]}
      />
    </Card>
  )
}
