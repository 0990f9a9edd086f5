import { useCallback, useState } from 'react'
import { Link, useLoaderData, useSearchParams } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Callout, EmptyState } from '#ui/components/parts.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { PageHead } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { decisionNames, type BoardWords } from '../../contract.ts'
import { isOpen } from '../states.ts'
import { act, reviewLoader, type Owed } from '../data.ts'
import { DecisionForm, type DecisionName } from '../parts/decision-form.tsx'
import { FilingForm } from '../parts/filing-form.tsx'
import { SelectField } from '../parts/form-parts.tsx'
import { MarkGlyph, markOf, whatOf } from '../parts/mark.tsx'
import { usePaths, type Paths } from '#ui/console/paths.ts'
import { DraftLink, draftPath } from '../parts/why.tsx'
import { useWords } from '../words.ts'

export const loader = reviewLoader
export const action = act

/** One person acting for many bodies: one reasoned decision for all, then each filing by itself. */
export function Component() {
  const board = useLoaderData() as Owed
  const { t } = useWords()
  const { to } = usePaths()
  const [search] = useSearchParams()
  const [decision, setDecision] = useState<DecisionName>('gdprRisk')
  const [said, setSaid] = useState('')
  useFreshLang(board.lang)
  const caseIds = board.rows.map((row) => row.caseId)
  const asked = (search.get('cases') ?? '').split(',').filter(Boolean).length
  const onDone = useCallback((cases: number) => setSaid(t.n('review.decided', cases)), [t])
  return (
    <>
      <title>{t.n('review.title', board.rows.length)}</title>
      <PageHead path={[{ label: t('board.title'), href: to(`/obligations`) }, { label: t('review.path') }]} pathLabel={t('path')} title={t.n('review.title', board.rows.length)} beside={<p className="page-lead">{t('review.lead')}</p>} />
      <div className="page-body">
        {board.rows.length === 0 ? <EmptyState title={t('review.empty')}><Link to={to(`/obligations`)}>{t('review.empty.text')}</Link></EmptyState> : (
          <>
            {board.rows.length < asked && <Callout tone="degraded" icon={<Icon name="info" />} title={t('review.fewer')} />}
            <Card title={t('review.one')}>
              <div className="card-body review-decide">
                <p>{board.rows.map((row) => row.partyName).join(' · ')}</p>
                <SelectField name="decision" label={t('review.which')} value={decision} onPick={(value) => setDecision(decisionNames.find((one) => one === value) ?? 'gdprRisk')} options={decisionNames.map((one) => ({ value: one, label: t(`decide.${one}`) }))} />
                <DecisionForm key={decision} decision={decision} caseIds={caseIds} onDone={onDone} label={t.n('review.save', board.rows.length)} />
                <p role="status" className="send-done">{said}</p>
              </div>
            </Card>
            <Card title={t('review.two')}>
              <p className="card-body form-lead">{t('review.two.lead')}</p>
              <ol className="review-list">{board.rows.map((row) => <ReviewRow key={row.caseId} row={row} words={board.words} to={to} />)}</ol>
            </Card>
          </>
        )}
      </div>
    </>
  )
}

function ReviewRow({ row, words, to }: { row: Owed['rows'][number]; words: BoardWords; to: Paths }) {
  const { t, f, now } = useWords()
  const open = row.items.filter((view) => isOpen(view) && view.state !== 'voluntary')
  const done = row.items.filter((view) => view.state === 'sent' || view.state === 'registered')
  return (
    <li>
      <h3><Link to={to(`/cases/${row.caseId}/obligations`)}>{row.partyName}</Link></h3>
      {open.length + done.length === 0 && <p className="soft">{t('review.nothing')}</p>}
      <ul>
        {[...open, ...done].map((view) => {
          const mark = markOf({ ...view, note: view.why === undefined ? '' : words.reasons[view.why]! }, now, t, f)
          const named = { recipient: view.recipient, stageLabel: words.stages[view.stage] ?? view.stage, recipientLabel: words.recipients[view.recipient] ?? view.recipient }
          const path = draftPath(to, row.caseId, view)
          return (
            <li key={view.id} className={mark.tone}>
              <p className="review-what"><span className="cell-head"><MarkGlyph mark={mark} /> {mark.head}</span> {whatOf(named)} {view.protocol && <span className="mono">{view.protocol}</span>}</p>
              {isOpen(view) && view.state !== 'awaiting_input' && (
                <div className="review-do">
                  {path && <DraftLink to={path} />}
                  <details className="why-file">
                    <summary aria-label={`${t('why.file')}: ${row.partyName}, ${named.stageLabel}`}>{t('why.file')}</summary>
                    <FilingForm obligationId={view.id} />
                  </details>
                </div>
              )}
            </li>
          )
        })}
      </ul>
    </li>
  )
}
