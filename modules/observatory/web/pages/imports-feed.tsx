/** One feed of MISP: how far it is, what a person may do with it, and what became of each event. */
import { useEffect } from 'react'
import { Form, Link, useLoaderData, useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { AskForm, PressForm } from '#ui/console/ask.tsx'
import type { Refused } from '#ui/console/outcome.ts'
import { lineStates } from '../../contract-feeds.ts'
import { PER_PAGE } from '../data.ts'
import type { feedLoader } from '../data-feeds.ts'
import { sayFeedRefused, useWords } from '../feed-words.ts'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { useAsk, useWords as useMain } from '../words.ts'
import { HowFields, ProofFields, stateOf } from './imports-feeds.tsx'

const ASK_AGAIN_MS = 2000

export function FeedPage() {
  const { t, f } = useWords()
  const { t: main } = useMain()
  const words = { ...useAsk(), refused: (refused: Refused) => sayFeedRefused(t, main, refused) }
  const feed = useLoaderData<typeof feedLoader>()
  const { revalidate } = useRevalidator()
  const moves = feed.state === 'waiting' || feed.state === 'running'
  useEffect(() => {
    if (!moves) return
    const timer = setInterval(() => { void revalidate() }, ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [moves, revalidate])
  const { counts } = feed
  return (
    <OnePage tab="imports" above={[{ label: t('title'), href: '/console/observatory/imports/feeds' }]} title={feed.name} lead={<span className="watch-value">{feed.url}</span>}>
      <p role="status">{t('said', { state: t(`state.${stateOf(feed)}`), when: t(feed.daily ? 'pace.daily' : 'pace.asked').toLowerCase(), entry: f.number(counts.entry), left: f.number(counts.left), withdrawn: f.number(counts.withdrawn), gone: f.number(counts.gone) })}</p>
      <p>{t('last')}: {feed.finishedAt ? <TimeText at={feed.finishedAt} formats={f} /> : t('never')}.{feed.hasKey && ` ${t('hasKey')}`}</p>
      {feed.problem && <div className="answer"><p><strong>{t(`problem.${feed.problem}`)}</strong> {feed.daily && t(feed.problem === 'key_refused' ? 'problem.nextDay' : 'problem.next')}</p>{feed.detail && <pre lang="en">{feed.detail}</pre>}</div>}
      {useRoles().includes('coordinator') && (
        <div className="watch-acts">
          <PressForm id="run" label={t('run')} intent="run" primary words={words} />
          <AskForm id="change" label={t('change')} intent="change" hidden={{ version: feed.version }} words={words}>
            <TextField name="name" label={t('name')} value={feed.name} required />
            <TextField name="url" type="url" label={t('url')} hint={t('urlHint')} value={feed.url} required />
            <ProofFields feed={feed} />
            <HowFields feed={feed} />
          </AskForm>
          <AskForm id="remove" label={t('remove')} act={t('remove')} intent="remove" words={words}><p>{t('removeLead')}</p></AskForm>
        </div>
      )}
      <Lines />
    </OnePage>
  )
}

function Lines() {
  const { t, f } = useWords()
  const { t: main } = useMain()
  const { rows, total, page, shown, id } = useLoaderData<typeof feedLoader>()
  const title = t('lines', { n: f.number(total) })
  return (
    <Card title={title}>
      <Form className="card-body watch-choose" key={shown}>
        <SelectField name="state" label={t('state')} value={shown} options={[{ value: '', label: t('all') }, ...lineStates.map((one) => ({ value: one, label: t(`line.${one}`) }))]} />
        <Button kind="secondary">{t('show')}</Button>
      </Form>
      {rows.length === 0 ? <div className="card-body"><EmptyState title={t('linesNone')}>{t('linesNoneLead')}</EmptyState></div> : (
        <DataTable
          caption={title} captionHidden rows={rows} keyOf={(row) => row.uuid}
          columns={[
            { key: 'event', header: t('event'), names: true, cell: (row) => <span className="watch-value">{row.title || row.uuid}</span> },
            { key: 'state', header: t('state'), beside: true, cell: (row) => t(`line.${row.state}`) },
            { key: 'entry', header: t('entry'), cell: (row) => (row.entry ? <Link className="time" to={`/console/observatory/entries/${row.entry.id}`}>{row.entry.ref}</Link> : t('none.entry')) },
            { key: 'why', header: t('why'), cell: (row) => <span className="watch-value">{row.text || t('nothing')}</span> },
            { key: 'at', header: t('at'), cell: (row) => <TimeText at={row.at} formats={f} /> },
          ]}
        />
      )}
      <Pagination label={main('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: main('pages.previous'), next: main('pages.next'), page: main('pages.page') }} hrefOf={(n) => `/console/observatory/imports/feeds/${id}?${new URLSearchParams({ ...(shown ? { state: shown } : {}), page: String(n) })}`} />
    </Card>
  )
}
