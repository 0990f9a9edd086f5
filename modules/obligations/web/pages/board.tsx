import { useCallback, useMemo, useRef, useState } from 'react'
import { Form, Link, useLoaderData, useNavigate, useSearchParams } from 'react-router'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { Modal } from '#ui/components/modal.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { KeyBar, PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { obligationStates } from '../../contract.ts'
import { isOpen } from '../columns.ts'
import { act, boardLoader, boardQuery, pageSize, type Board } from '../data.ts'
import { BoardTable, type Picked } from '../parts/board-table.tsx'
import { CalendarDialog } from '../parts/calendar.tsx'
import { Counts, keptOf } from '../parts/counts.tsx'
import { FilingForm } from '../parts/filing-form.tsx'
import { SelectField } from '../parts/form-parts.tsx'
import { usePaths, type Paths } from '../parts/use-paths.ts'
import { useBoardKeys } from '../parts/use-board-keys.ts'
import { DraftLink, draftPath, Why } from '../parts/why.tsx'
import { useWords } from '../words.ts'

export const loader = boardLoader
export const action = act

export function Component() {
  const board = useLoaderData() as Board
  const { t, f, now } = useWords()
  const to = usePaths()
  const [search] = useSearchParams()
  const frame = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [picked, setPicked] = useState<(Picked & { readonly filing: boolean }) | undefined>(undefined)
  const [said, setSaid] = useState('')
  const navigate = useNavigate()
  useFreshLang(board.lang)

  const onChoose = useCallback((caseId: string, on: boolean) => setChosen((before) => {
    const after = new Set(before)
    if (on) after.add(caseId)
    else after.delete(caseId)
    return after
  }), [])
  const onWhy = useCallback((one: Picked) => setPicked({ ...one, filing: false }), [])
  const find = useCallback((id: string): Picked | undefined => {
    for (const row of board.rows) {
      const view = row.cells.find((one) => one.id === id)
      if (view) return { row, view }
    }
    return undefined
  }, [board.rows])
  const keys = useMemo(() => ({
    onDraft: (id: string) => {
      const one = find(id)
      const path = one && draftPath(to, one.row.caseId, one.view)
      if (path) void navigate(path)
      else setSaid(t('key.noDraft'))
    },
    onFile: (id: string) => {
      const one = find(id)
      if (one && isOpen(one.view)) setPicked({ ...one, filing: true })
      else setSaid(t('key.noFiling'))
    },
    onWhy: (id: string) => { const one = find(id); if (one) setPicked({ ...one, filing: false }) },
    onChoose: (caseId: string) => onChoose(caseId, !chosen.has(caseId)),
  }), [find, to, navigate, t, onChoose, chosen])
  useBoardKeys(frame, keys)

  const verified = board.rows.flatMap((row) => row.cells.map((cell) => cell.verifiedOn)).filter((day) => day !== null).sort()[0]
  const { offset } = boardQuery(search)
  const filtered = ['regime', 'state', 'q', 'partyId', 'show'].some((name) => search.get(name))
  return (
    <>
      <title>{t('board.title')}</title>
      <PageHead
        title={t('board.title')}
        {...(board.main ? { path: [{ label: `${board.main.partyName} · ${board.main.caseRef}`, href: to(`/cases/${board.main.caseId}`) }, { label: t('board.title') }], pathLabel: t('path') } : {})}
        beside={<p className="page-lead">{t('board.lead')}</p>}
        actions={<CalendarDialog />}
      >
        <Counts counts={board.counts} search={search} />
      </PageHead>
      <div className="page-body">
        <section className="card board-frame" ref={frame} aria-label={t('board.caption')}>
          <Filters board={board} search={search} filtered={filtered} />
          <a className="board-skip" href="#board-end">{t('board.skip')}</a>
          {chosen.size > 0 && <BatchBar chosen={chosen} to={to} onClear={() => setChosen(new Set())} />}
          {board.rows.length === 0
            ? <div className="card-body"><EmptyState title={t(filtered ? 'board.nothing' : 'board.empty')}>{t(filtered ? 'board.nothing.text' : 'board.empty.text')}</EmptyState></div>
            : <BoardTable rows={board.rows} owed={search.get('show') === 'owed'} {...{ chosen, to, onChoose, onWhy }} />}
          <div className="board-foot" id="board-end" tabIndex={-1}>
            <KeyBar keys={[{ keys: ['j', 'k'], what: t('key.body') }, { keys: ['←', '→'], what: t('key.stage') }, { keys: ['d'], what: t('key.draft') }, { keys: ['p'], what: t('key.file') }, { keys: ['?'], what: t('key.why') }, { keys: ['x'], what: t('key.choose') }]} />
            <p>{t('motto')}</p>
          </div>
        </section>
        <Pages total={board.total} offset={offset} shown={board.rows.length} search={search} />
        <p className="soft board-fresh">{t('board.fresh', { at: f.time(board.now || now) })} {verified && t('board.verified', { day: f.date(verified) })}</p>
        <p className="sr-only" role="status">{said}</p>
      </div>
      <Modal id="why" title={picked ? `${picked.row.partyName} · ${picked.view.stageLabel}` : ''} open={picked !== undefined} onClose={() => setPicked(undefined)} closeLabel={t('dialog.close')}>
        {picked && <Chosen picked={picked} to={to} onFiled={(protocol) => { setPicked(undefined); setSaid(t('file.said', { protocol, name: picked.row.partyName })) }} />}
      </Modal>
    </>
  )
}

function Chosen({ picked, to, onFiled }: { picked: Picked & { readonly filing: boolean }; to: Paths; onFiled: (protocol: string) => void }) {
  const { t } = useWords()
  const { row, view } = picked
  const path = draftPath(to, row.caseId, view)
  if (picked.filing) return <FilingForm obligationId={view.id} onDone={onFiled} />
  return (
    <>
      <p className="why-regime">{view.regimeTitle} · {view.stateLabel}</p>
      <Why view={view} />
      <p className="why-actions">
        {path && <DraftLink to={path} />}
        <Link className="button button-secondary" to={to(`/cases/${row.caseId}/obligations`)}>{t('why.dossier')}</Link>
      </p>
      {isOpen(view) && (
        <details className="why-file">
          <summary>{t('why.file')}</summary>
          <FilingForm obligationId={view.id} onDone={onFiled} />
        </details>
      )}
    </>
  )
}

function Filters({ board, search, filtered }: { board: Board; search: URLSearchParams; filtered: boolean }) {
  const { t } = useWords()
  const kept = keptOf(search)
  return (
    <Form className="filters" role="search" aria-label={t('filter.label')} key={search.toString()}>
      {[...kept].map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <div className="pick-field">
        <label htmlFor="q">{t('filter.body')}</label>
        <input type="search" id="q" name="q" defaultValue={search.get('q') ?? ''} maxLength={100} />
      </div>
      <SelectField name="regime" label={t('filter.regime')} value={search.get('regime') ?? ''} options={[{ value: '', label: t('filter.all') }, ...board.regimes.map((one) => ({ value: one.regime, label: one.title }))]} />
      <SelectField name="state" label={t('filter.state')} value={search.get('state') ?? ''} options={[{ value: '', label: t('filter.all') }, ...obligationStates.map((state) => ({ value: state, label: t(`state.${state}`) }))]} />
      <label className="check-line"><input type="checkbox" name="show" value="owed" defaultChecked={search.get('show') === 'owed'} /> {t('filter.owed')}</label>
      <Button kind="secondary">{t('filter.apply')}</Button>
      {filtered && <Link to={`?${kept}`}>{t('filter.clear')}</Link>}
      <p className="filters-count" role="status">{t.n('board.bodies', board.total)} · {t('board.order')}</p>
    </Form>
  )
}

function BatchBar({ chosen, to, onClear }: { chosen: ReadonlySet<string>; to: Paths; onClear: () => void }) {
  const { t } = useWords()
  const tooMany = chosen.size > 100
  return (
    <div className="batch-bar" role="region" aria-label={t('batch.label')}>
      <p role="status"><strong>{t.n('batch.chosen', chosen.size)}</strong> {tooMany ? t('batch.tooMany') : ''}</p>
      {!tooMany && <Link className="button" to={to(`/obligations/review?cases=${[...chosen].join(',')}`)}>{t('batch.decide')}</Link>}
      <Button kind="secondary" type="button" onClick={onClear}>{t('batch.clear')}</Button>
    </div>
  )
}

function Pages({ total, offset, shown, search }: { total: number; offset: number; shown: number; search: URLSearchParams }) {
  const { t, f } = useWords()
  if (total <= pageSize && offset === 0) return null
  const page = offset / pageSize + 1
  const to = (n: number): string => `?${new URLSearchParams([...[...search].filter(([name]) => name !== 'page'), ['page', String(n)]])}`
  return (
    <nav className="board-pages" aria-label={t('page.label')}>
      {page > 1 && <Link to={to(page - 1)} rel="prev"><Icon name="arrow" /> {t('page.previous')}</Link>}
      <span aria-current="page">{t('page.range', { from: f.number(shown === 0 ? 0 : offset + 1), to: f.number(offset + shown), total: f.number(total) })}</span>
      {offset + shown < total && <Link to={to(page + 1)} rel="next">{t('page.next')} <Icon name="arrow" /></Link>}
    </nav>
  )
}
