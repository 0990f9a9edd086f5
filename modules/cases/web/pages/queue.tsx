import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { KeyBar, PageHead, Rail } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { PAGE, queues, type QueueItem, type QueueName, type queueLoader } from '../loaders.ts'
import { AnswerForm } from '../parts/answerForm.tsx'
import { ActForm } from '../parts/act.tsx'
import { DialogButton } from '../parts/dialog.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { CasePreview } from '../parts/preview.tsx'
import { MessageDetail, Settle } from '../parts/byHand.tsx'
import { QueueTable } from '../parts/queueTable.tsx'
import { listKeys } from '../parts/listKeys.ts'
import { useSession, useWords } from '../words.ts'


/** What waits for a person. The list stays; one looks at its lines one by one, at the right. */
export function QueuePage() {
  const { queue, filters } = useLoaderData<typeof queueLoader>()
  const t = useWords()
  const { now, f } = useLook()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const of = (filters['of'] ?? 'unanswered') as QueueName
  const offset = Number(filters['offset'] ?? 0)
  const { items, counts, total } = queue
  // The address follows a moment later: fast fingers must not lose a step.
  const [cursor, setCursor] = useState<string>()
  const at = useRef(0)
  // What has just been settled leaves the list: the one that takes its place is looked at, not the first again.
  const current = items.find((item) => item.id === (cursor ?? search.get('item'))) ?? items[Math.min(at.current, items.length - 1)]
  at.current = Math.max(0, current ? items.indexOf(current) : 0)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const help = useRef<HTMLDialogElement>(null)
  const chosen = useMemo(() => items.filter((item) => picked.has(item.id)), [items, picked])
  const look = (item: QueueItem): void => {
    setCursor(item.id)
    void navigate(addressOf(of, offset, item.id), { replace: true, preventScrollReset: true })
  }
  const pick = (item: QueueItem): void => setPicked((before) => (before.has(item.id) ? new Set([...before].filter((id) => id !== item.id)) : new Set([...before, item.id])))
  const onKeyDown = listKeys({
    items, current, look, pick,
    open: (item) => { if (item.caseId) void navigate(`/console/cases/${item.caseId}`) },
    answer: (n) => {
      const choices = document.querySelectorAll<HTMLInputElement>('#record input[name=answer]')
      if (n === undefined) return void choices[0]?.focus()
      choices[n]?.click()
      choices[n]?.focus()
    },
    help: () => help.current?.showModal(),
  })
  useEffect(() => { setPicked(new Set()); setCursor(undefined); at.current = 0 }, [of, offset])
  const oldest = items.reduce<string | undefined>((least, item) => (least === undefined || item.since < least ? item.since : least), undefined)
  const countOf = { unanswered: counts.unanswered, dont_know: counts.dontKnow, calls: counts.calls, uncertain: counts.uncertain, unled: counts.unled }
  return (
    <InsideLinks className="with-rail">
      <title>{t('queue.title')}</title>
      <Rail
        label={t('queue.rail')}
        groups={[{ title: t('queue.rail'), links: queues.map((name) => ({ key: name, count: f.number(countOf[name]), link: <Link className={name === of ? 'active' : undefined} aria-current={name === of ? 'page' : undefined} to={addressOf(name)}>{t(`queue.${name}`)}</Link> })) }]}
      />
      <div className="queue">
        <div className="queue-main">
          <PageHead
            title={t(`queue.${of}`)}
            beside={<p className="soft">{total === 0 ? t('queue.none') : `${t.n('queue.total', total)}${oldest ? ` · ${t('queue.oldest', { since: f.relative(oldest) })}` : ''}`}</p>}
            actions={<p className="soft">{t('updated')} <TimeText at={now} formats={f} style="time" /></p>}
          >
            <p className="page-lead">{t(`queue.${of}.lead`)}</p>
          </PageHead>
          {chosen.length > 0 && <Bulk of={of} chosen={chosen} clear={() => setPicked(new Set())} />}
          {items.length === 0 || !current ? (
            <div className="page-body"><EmptyState title={t('queue.empty')}>{t(`queue.${of}.empty`)} <Link to="/console/cases/new">{t('cases.open')}</Link></EmptyState></div>
          ) : (
            <QueueTable of={of} items={items} current={current} picked={picked} pick={pick} look={(item) => setCursor(item.id)} onKeyDown={onKeyDown} hrefOf={(item) => addressOf(of, offset, item.id)} />
          )}
          <Pagination label={t('pages')} page={offset / PAGE + 1} pages={Math.ceil(total / PAGE)} hrefOf={(page) => addressOf(of, (page - 1) * PAGE)} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
          <KeyBar keys={[{ keys: ['j', 'k'], what: t('key.move') }, { keys: ['x'], what: t('key.pick') }, { keys: ['1', '2', '3'], what: t('key.said') }, { keys: ['o'], what: t('key.open') }, { keys: ['?'], what: t('key.help') }]} />
        </div>
        {current && (
          <aside className={search.has('item') ? 'pane pane-asked' : 'pane'} id="pane" aria-label={t('queue.preview')}>
            {(current.detail !== '' || current.state !== null) && (of === 'calls' || of === 'uncertain') && <MessageDetail key={current.id} of={of} item={current} />}
            {of === 'unled' && current.caseId && <TakeLead ids={[current.id]} />}
            {current.caseId ? <CasePreview caseId={current.caseId} /> : <p className="soft">{t('queue.noCase')}</p>}
          </aside>
        )}
      </div>
      <dialog className="case-dialog" ref={help} aria-labelledby="keys-title">
        <h2 id="keys-title">{t('keys.title')}</h2>
        <KeyBar keys={[{ keys: ['j'], what: t('key.down') }, { keys: ['k'], what: t('key.up') }, { keys: ['x'], what: t('key.pick') }, { keys: ['r'], what: t('key.answer') }, { keys: ['1', '2', '3'], what: t('key.said') }, { keys: ['o'], what: t('key.open') }, { keys: ['z'], what: t('key.undo') }, { keys: ['/'], what: t('key.search') }]} />
        <Button kind="secondary" type="button" onClick={() => help.current?.close()}>{t('close')}</Button>
      </dialog>
    </InsideLinks>
  )
}

function addressOf(of: QueueName, offset = 0, item?: string): string {
  const search = new URLSearchParams({ of, ...(offset > 0 ? { offset: String(offset) } : {}), ...(item ? { item } : {}) })
  return `/console/queue?${search}`
}

type Asked = { readonly done: number; readonly passed: number }

/** The bar appears in place, with what can be done to all that is picked. */
function Bulk({ of, chosen, clear }: { of: QueueName; chosen: readonly QueueItem[]; clear: () => void }) {
  const t = useWords()
  const [asked, setAsked] = useState<Asked>()
  const ids = chosen.map((item) => item.id)
  return (
    <div className="bulk" role="region" aria-label={t('bulk.label')}>
      <strong role="status">{t.n('bulk.picked', chosen.length)}</strong>
      {(of === 'unanswered' || of === 'dont_know') && (
        <DialogButton kind="primary" label={t('bulk.answer')} title={t.n('bulk.answerTitle', chosen.length)}>
          {(close) => (
            <>
              <p className="soft">{t('bulk.answerLead')}</p>
              <AnswerForm to="/console/queue" byPhone services={[]} ids={ids} onDone={() => { close(); clear() }} />
            </>
          )}
        </DialogButton>
      )}
      {(of === 'unanswered' || of === 'dont_know') && (
        <ActForm to="/console/queue" intent="ask" {...{ onDone: (data) => setAsked(data as Asked) }}>
          {({ busy }) => (
            <>
              {ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
              <Button kind="secondary" icon="mail" disabled={busy}>{busy ? t('act.busy') : t('bulk.ask')}</Button>
            </>
          )}
        </ActForm>
      )}
      <span role="status">{asked && <>{t.n('bulk.asked', asked.done)}{asked.passed > 0 && ` ${t.n('bulk.passed', asked.passed)}`}</>}</span>
      {of === 'unled' && <TakeLead ids={ids} onDone={clear} />}
      {(of === 'uncertain' || of === 'calls') && <Settle of={of} items={chosen} onDone={clear} />}
      <button type="button" className="link-button" onClick={clear}>{t('bulk.clear')}</button>
    </div>
  )
}

function TakeLead({ ids, onDone }: { ids: readonly string[]; onDone?: () => void }) {
  const t = useWords()
  const { person } = useSession()
  const undo = { intent: 'lead', leadId: '', leadName: '', ...(ids.length === 1 ? { id: ids[0]! } : {}) }
  return (
    <ActForm
      to="/console/queue" intent="lead" fields={{ leadId: person?.id ?? '', leadName: person?.name ?? '' }} {...(onDone ? { onDone } : {})}
      {...(ids.length === 1 ? { toast: () => ({ text: t('lead.done'), undo }) } : { done: t('lead.done') })}
    >
      {({ busy }) => (
        <>
          {ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
          <Button icon="person" disabled={busy}>{t('lead.take')}</Button>
        </>
      )}
    </ActForm>
  )
}
