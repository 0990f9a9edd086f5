import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Form, Link, useFetcher, useLoaderData, useNavigate, useRevalidator, useSearchParams } from 'react-router'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { KeyBar, PageHead, Rail } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { useToast } from '#ui/console/toast.tsx'
import { MERGE_MAX } from '#modules/intake/contract-endpoints.ts'
import { queueNames, type QueueName } from '#modules/intake/contract-shapes.ts'
import { idsOf, PAGE, queueOf, type deskLoader, type reportLoader, type Row } from '../data.ts'
import { nameOf, Promise, Road, Urgency } from '../parts/marks.tsx'
import { MergeDialog } from '../parts/merge.tsx'
import { useAct } from '../parts/useAct.ts'
import { useDeskKeys } from '../parts/useDeskKeys.ts'
import { ReportView } from '../parts/view.tsx'
import { sayRefusal, useWords } from '../words.ts'

/** Everything that waits, in one list: looked at line by line, worked by keyboard. */
export function DeskPage() {
  const { filters, desk } = useLoaderData<typeof deskLoader>()
  const t = useWords()
  const { now, f } = useLook()
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const of = queueOf(filters)
  const offset = Number(filters['offset'] ?? 0)
  const { items, total, counts } = desk
  const [cursor, setCursor] = useState<string>()
  const at = useRef(0)
  // What was just settled leaves the list: the line that takes its place is looked at, not the first again.
  const current = items.find((one) => one.id === (cursor ?? search.get('item'))) ?? items[Math.min(at.current, items.length - 1)]
  at.current = Math.max(0, current ? items.indexOf(current) : 0)
  const [picked, setPicked] = useState<ReadonlyMap<string, Row>>(new Map())
  const [merging, setMerging] = useState<readonly Row[]>()
  const help = useRef<HTMLDialogElement>(null)
  const { revalidate } = useRevalidator()
  const say = useToast()
  const settled = useCallback(() => { setPicked(new Map()); void revalidate() }, [revalidate])
  const { act, busy, refused } = useAct(useCallback((done) => {
    const { act: sent } = done
    say({ text: sent.intent === 'take' ? t.n('desk.taken', sent.ids.length) : sent.intent === 'move' ? t.n('desk.closed', sent.ids.length) : t('act.done') })
    settled()
  }, [say, t, settled]))
  const chosen = picked.size > 0 ? [...picked.values()] : current ? [current] : []
  const hrefOf = (more: Record<string, string | undefined>) => { const next = new URLSearchParams(Object.entries({ ...filters, ...more }).filter((pair): pair is [string, string] => pair[1] !== undefined)); return `/console/reports?${next}` }
  const look = (row: Row): void => { setCursor(row.id); void navigate(hrefOf({ item: row.id }), { replace: true, preventScrollReset: true }) }
  const pick = (row: Row): void => setPicked((before) => { const next = new Map(before); if (!next.delete(row.id)) next.set(row.id, row); return next })
  const onKeyDown = useDeskKeys({
    items, current, look, pick,
    all: () => setPicked(new Map(items.map((one) => [one.id, one]))),
    open: (row) => void navigate(`/console/reports/${row.id}`),
    merge: () => setMerging(chosen),
    take: () => { if (chosen.length > 0) act({ intent: 'take', ids: chosen.map((one) => one.id), to: 'me' }) },
    help: () => help.current?.showModal(),
  })
  useEffect(() => { setPicked(new Map()); setCursor(undefined); at.current = 0 }, [of, offset, filters['q']])
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    row.current?.scrollIntoView({ block: 'nearest' })
    if (row.current?.closest('table')?.contains(document.activeElement)) row.current.querySelector<HTMLElement>('th a')?.focus({ preventScroll: true })
  }, [current?.id])
  const countOf: Partial<Record<QueueName, number>> = counts
  return (
    <InsideLinks className="with-rail">
      <title>{t('desk.title')}</title>
      <Rail label={t('desk.rail')} groups={[
        { title: t('desk.rail'), links: queueNames.map((name) => ({ key: name, ...(countOf[name] === undefined ? {} : { count: f.number(countOf[name]) }), link: <Link className={name === of ? 'active' : undefined} aria-current={name === of ? 'page' : undefined} to={`/console/reports?of=${name}`}>{t(`desk.of.${name}`)}</Link> })) },
        { title: t('desk.more'), links: [{ key: 'call', link: <Link to="/console/reports/call">{t('call.title')}</Link> }, { key: 'shift', link: <Link to="/console/reports/shift">{t('shift.title')}</Link> }] },
      ]} />
      <div className="queue">
        <div className="queue-main">
          <PageHead title={t(`desk.of.${of}`)} beside={<p className="soft">{total > 20_000 ? t('desk.many') : t.n('desk.total', total)}</p>} actions={<p className="soft">{t('desk.updated')} <TimeText at={now} formats={f} style="time" /></p>}>
            <Form className="desk-search" role="search" aria-label={t('desk.search')} action="/console/reports"><input type="hidden" name="of" value={of} />
              <label className="sr-only" htmlFor="desk-q">{t('desk.search')}</label>
              <input id="desk-q" key={filters['q'] ?? ''} type="search" name="q" defaultValue={filters['q']} placeholder={t('desk.searchHint')} maxLength={200} /> <Button kind="secondary">{t('desk.search')}</Button>
            </Form>
          </PageHead>
          {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
          {picked.size > 0 && (
            <div className="bulk" role="region" aria-label={t('bulk.label')}>
              <strong role="status">{t.n('bulk.picked', picked.size)}</strong>
              <Button type="button" onClick={() => setMerging(chosen)}>{t('bulk.merge')}</Button>
              <Button kind="secondary" type="button" disabled={busy} onClick={() => act({ intent: 'take', ids: [...picked.keys()], to: 'me' })}>{t('bulk.take')}</Button>
              <Button kind="secondary" type="button" disabled={busy} onClick={() => act({ intent: 'move', ids: [...picked.keys()], body: { state: 'closed', outcome: 'no_incident' } })}>{t('bulk.close')}</Button>
              {total > picked.size && <button type="button" className="link-button" onClick={() => void idsOf(filters).then((all) => setPicked(new Map(all.map((one) => [one.id, one]))))}>{t('bulk.all', { n: f.number(Math.min(total, MERGE_MAX)) })}</button>}
              <button type="button" className="link-button" onClick={() => setPicked(new Map())}>{t('bulk.clear')}</button>
            </div>
          )}
          {items.length === 0 || !current ? <div className="page-body"><EmptyState title={t('desk.empty')}>{t('desk.emptyText')}</EmptyState></div> : (
            <table className="table queue-table" role="table" data-keys onKeyDown={onKeyDown}>
              <caption className="sr-only">{t(`desk.of.${of}`)}</caption>
              <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader"><span className="sr-only">{t('col.pick')}</span></th>
                <th scope="col" role="columnheader">{t('col.what')}</th><th scope="col" role="columnheader">{t('col.who')}</th><th scope="col" role="columnheader">{t('col.urgency')}</th>
                <th scope="col" role="columnheader">{t('col.age')}</th><th scope="col" role="columnheader">{t('col.promise')}</th><th scope="col" role="columnheader">{t('col.hands')}</th>
              </tr></thead>
              <tbody role="rowgroup">
                {items.map((one) => {
                  const isCurrent = one.id === current.id
                  return (
                    <tr key={one.id} role="row" ref={isCurrent ? row : undefined} className={isCurrent ? 'row-current' : picked.has(one.id) ? 'row-picked' : undefined}>
                      <td role="cell" className="beside check"><input type="checkbox" checked={picked.has(one.id)} onChange={() => pick(one)} aria-label={t('col.pickOne', { name: `${one.ref} ${nameOf(one, t)}` })} /></td>
                      <th scope="row" role="rowheader"><Link to={hrefOf({ item: one.id })} onClick={() => setCursor(one.id)} replace preventScrollReset aria-current={isCurrent ? 'true' : undefined}>{nameOf(one, t)}</Link>{one.times > 1 && <span className="soft"> × {f.number(one.times)}</span>}</th>
                      <td role="cell" data-label={t('col.who')}>{one.whoName || t(`who.short.${one.who}`)}</td>
                      <td role="cell" data-label={t('col.urgency')}><Urgency row={one} /></td>
                      <td role="cell" data-label={t('col.age')}><time dateTime={one.receivedAt} title={f.longMoment(one.receivedAt)}>{f.relative(one.receivedAt)}</time></td>
                      <td role="cell" data-label={t('col.promise')}>{one.state === 'in_case' ? one.caseRef : <Promise at={one.promiseAt} missed={one.promisesMissed} />}</td>
                      <td role="cell" data-label={t('col.hands')}>{one.assignedName || '—'}</td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          )}
          <Pagination label={t('pages')} page={offset / PAGE + 1} pages={Math.ceil(Math.min(total, 20_000) / PAGE)} hrefOf={(page) => hrefOf({ offset: String((page - 1) * PAGE), item: undefined })} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
          <KeyBar keys={[{ keys: ['j', 'k'], what: t('key.move') }, { keys: ['x'], what: t('key.pick') }, { keys: ['m'], what: t('key.merge') }, { keys: ['a'], what: t('key.take') }, { keys: ['o'], what: t('key.open') }, { keys: ['?'], what: t('key.help') }]} />
        </div>
        {current && <Pane row={current} asked={search.has('item')} merge={setMerging} take={() => act({ intent: 'take', ids: [current.id], to: 'me' })} busy={busy} />}
      </div>
      <MergeDialog rows={merging ?? []} open={merging !== undefined} onClose={() => setMerging(undefined)} onDone={settled} />
      <dialog className="case-dialog" ref={help} aria-labelledby="keys-title">
        <h2 id="keys-title">{t('keys.title')}</h2>
        <KeyBar keys={[{ keys: ['j'], what: t('key.down') }, { keys: ['k'], what: t('key.up') }, { keys: ['x'], what: t('key.pick') }, { keys: ['*'], what: t('key.all') }, { keys: ['m'], what: t('key.merge') }, { keys: ['a'], what: t('key.take') }, { keys: ['o'], what: t('key.open') }, { keys: ['z'], what: t('key.undo') }, { keys: ['/'], what: t('key.search') }]} />
        <Button kind="secondary" type="button" onClick={() => help.current?.close()}>{t('close')}</Button>
      </dialog>
    </InsideLinks>
  )
}

/** The line that is looked at, whole. It follows the cursor a moment later, so that fast fingers ask for one and not for ten. */
function Pane({ row, asked, merge, take, busy }: { row: Row; asked: boolean; merge: (rows: readonly Row[]) => void; take: () => void; busy: boolean }) {
  const t = useWords()
  const fetcher = useFetcher<typeof reportLoader>()
  const { load } = fetcher
  useEffect(() => {
    let timer: number | undefined
    // Counted from a frame that was drawn: on a slow machine 80 ms from the effect on are still before the first paint of the list.
    let frame = requestAnimationFrame(() => { frame = requestAnimationFrame(() => { timer = window.setTimeout(() => void load(`/console/reports/${row.id}`), 80) }) })
    return () => { cancelAnimationFrame(frame); clearTimeout(timer) }
  }, [row.id, row.version, load])
  const data = fetcher.data?.report.id === row.id ? fetcher.data : undefined
  const title = useMemo(() => nameOf(row, t), [row, t])
  return (
    <aside className={asked ? 'pane pane-asked' : 'pane'} id="pane" aria-label={t('desk.preview')} aria-busy={data ? undefined : true}>
      <p className="soft mono">{row.ref} · <Road road={row.road} /></p>
      <h2>{title}</h2>
      {data ? <ReportView report={data.report} alike={data.alike} onMerge={merge} /> : <p className="soft pane-wait">{t('desk.loading')}</p>}
      <p className="pane-acts">
        {row.state !== 'in_case' && row.state !== 'closed' && <Button type="button" disabled={busy} onClick={() => merge([row])}>{t('bulk.merge')}</Button>}
        {row.state !== 'in_case' && row.state !== 'closed' && <Button kind="secondary" type="button" disabled={busy} onClick={take}>{t('bulk.take')}</Button>}
        <Link className="button button-secondary" to={`/console/reports/${row.id}`}>{t('desk.open')}</Link>
      </p>
    </aside>
  )
}
