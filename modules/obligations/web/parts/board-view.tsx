import { useCallback, useMemo, useRef, useState } from 'react'
import { Form, Link, useNavigate, useSearchParams } from 'react-router'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { KeyBar } from '#ui/console/layout.tsx'
import { obligationStates } from '../../contract.ts'
import { boardQuery, pageSize, type Board } from '../data.ts'
import { isOpen } from '../states.ts'
import { useWords } from '../words.ts'
import { BoardTable, isFilled, type Picked } from './board-table.tsx'
import { CellDialog } from './cell-dialog.tsx'
import { keptOf } from './counts.tsx'
import { SelectField } from './form-parts.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { usePaths, type Paths } from '#ui/console/paths.ts'
import { draftPath } from './why.tsx'

/** Filters, rows, keys and the dialog: the same on the board of everything and in a case. */
export function BoardView({ board }: { board: Board }) {
  const { t, f, now } = useWords()
  const { to } = usePaths()
  const [search] = useSearchParams()
  const frame = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [picked, setPicked] = useState<(Picked & { readonly filing: boolean }) | undefined>(undefined)
  const [said, setSaid] = useState('')
  const navigate = useNavigate()

  const onChoose = useCallback((caseId: string, on: boolean) => setChosen((before) => {
    const after = new Set(before)
    if (on) after.add(caseId)
    else after.delete(caseId)
    return after
  }), [])
  const onWhy = useCallback((one: Picked) => setPicked({ ...one, filing: false }), [])
  const find = useCallback((caseId: string, key: string): Picked | undefined => {
    const row = board.rows.find((one) => one.caseId === caseId)
    const cell = row?.cells.find((one) => one.key === key)
    return row && cell && isFilled(cell) ? { row, cell } : undefined
  }, [board.rows])
  const keys = useMemo(() => ({
    onDraft: (caseId: string, key: string) => {
      const one = find(caseId, key)
      const path = one && draftPath(to, caseId, one.cell)
      if (path) void navigate(path)
      else setSaid(t('key.noDraft'))
    },
    onFile: (caseId: string, key: string) => {
      const one = find(caseId, key)
      if (one && isOpen(one.cell)) setPicked({ ...one, filing: true })
      else setSaid(t('key.noFiling'))
    },
    onWhy: (caseId: string, key: string) => { const one = find(caseId, key); if (one) setPicked({ ...one, filing: false }) },
    onChoose: (caseId: string) => onChoose(caseId, !chosen.has(caseId)),
  }), [find, to, navigate, t, onChoose, chosen])
  useBoardKeys(frame, keys)

  const page = boardQuery(search).offset / pageSize + 1
  const filtered = ['regime', 'state', 'q', 'partyId', 'show'].some((name) => search.get(name))
  const hrefOf = (n: number): string => `?${new URLSearchParams([...[...search].filter(([name]) => name !== 'page'), ['page', String(n)]])}`
  return (
    <>
      <section className="card board-frame" ref={frame} aria-label={t('board.caption')}>
        <Filters board={board} search={search} filtered={filtered} />
        <a className="board-skip" href="#board-end">{t('board.skip')}</a>
        {chosen.size > 0 && <BatchBar board={board} chosen={chosen} to={to} onAll={() => setChosen(new Set([...chosen, ...board.rows.map((row) => row.caseId)]))} onClear={() => setChosen(new Set())} />}
        {board.rows.length === 0
          ? <div className="card-body"><EmptyState title={t(filtered ? 'board.nothing' : 'board.empty')}>{t(filtered ? 'board.nothing.text' : 'board.empty.text')}</EmptyState></div>
          : <BoardTable rows={board.rows} reasons={board.reasons} owed={search.get('show') === 'owed'} {...{ chosen, to, onChoose, onWhy }} />}
        <div className="board-foot" id="board-end" tabIndex={-1}>
          <KeyBar keys={[{ keys: ['j', 'k'], what: t('key.body') }, { keys: ['←', '→'], what: t('key.stage') }, { keys: ['d'], what: t('key.draft') }, { keys: ['p'], what: t('key.file') }, { keys: ['?'], what: t('key.why') }, { keys: ['x'], what: t('key.choose') }]} />
          <p>{t('motto')}</p>
        </div>
      </section>
      <Pagination label={t('page.label')} page={page} pages={Math.ceil(board.total / pageSize)} hrefOf={hrefOf} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
      <p className="soft board-fresh">{t('board.fresh', { at: f.time(board.now || now) })} {board.verifiedOn && t('board.verified', { day: f.date(board.verifiedOn) })}</p>
      <p className="sr-only" role="status">{said}</p>
      <CellDialog picked={picked} to={to} onClose={() => setPicked(undefined)} onFiled={(name, protocol) => { setPicked(undefined); setSaid(t('file.said', { protocol, name })) }} />
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
      <SelectField name="sort" label={t('filter.sort')} value={search.get('sort') ?? 'next'} options={(['next', 'name'] as const).map((value) => ({ value, label: t(`sort.${value}`) }))} />
      <SelectField name="regime" label={t('filter.regime')} value={search.get('regime') ?? ''} options={[{ value: '', label: t('filter.all') }, ...board.regimes.map((one) => ({ value: one.regime, label: one.title }))]} />
      <SelectField name="state" label={t('filter.state')} value={search.get('state') ?? ''} options={[{ value: '', label: t('filter.all') }, ...obligationStates.map((state) => ({ value: state, label: t(`state.${state}`) }))]} />
      <label className="check-line"><input type="checkbox" name="show" value="owed" defaultChecked={search.get('show') === 'owed'} /> {t('filter.owed')}</label>
      <Button kind="secondary">{t('filter.apply')}</Button>
      {filtered && <Link to={`?${kept}`}>{t('filter.clear')}</Link>}
      <p className="filters-count" role="status">{t.n('board.bodies', board.total)}</p>
    </Form>
  )
}

function BatchBar({ board, chosen, to, onAll, onClear }: { board: Board; chosen: ReadonlySet<string>; to: Paths; onAll: () => void; onClear: () => void }) {
  const { t } = useWords()
  const tooMany = chosen.size > 100
  const all = board.rows.every((row) => chosen.has(row.caseId))
  return (
    <div className="batch-bar" role="region" aria-label={t('batch.label')}>
      <p role="status"><strong>{t.n('batch.chosen', chosen.size)}</strong> {tooMany ? t('batch.tooMany') : ''}</p>
      {!tooMany && <Link className="button" to={to(`/obligations/review?cases=${[...chosen].join(',')}`)}>{t('batch.decide')}</Link>}
      {!all && <Button kind="secondary" type="button" onClick={onAll}>{t.n('batch.page', board.rows.length)}</Button>}
      <Button kind="secondary" type="button" onClick={onClear}>{t('batch.clear')}</Button>
    </div>
  )
}
