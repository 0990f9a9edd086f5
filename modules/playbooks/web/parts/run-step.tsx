import { useState } from 'react'
import { Icon } from '#ui/icons/icon.tsx'
import { useSender, type Run } from '../data.ts'
import { sayAnswer, sayName, useWords } from '../words.ts'
import type { Placed } from './branches.ts'
import { ReasonForm } from './reason-form.tsx'
import { Said } from './said.tsx'
import { BranchLine, depthClass, StepText } from './step-text.tsx'

type Item = Run['items'][number]
const icons = { open: 'clock', done: 'tick', skipped: 'cross', waiting: 'clock', closed: 'cross' } as const

/** One step of a run, with its buttons: to tick, to skip with a reason, to answer, to take it back. */
export function RunStep({ row, runId, mayAct }: { row: Placed<Item>; runId: string; mayAct: boolean }) {
  const { t, f } = useWords()
  const { item } = row
  const asks = item.answers.length > 0
  const state = item.kind === 'together' ? '' : asks && (item.state === 'open' || item.state === 'done') ? (item.kind === 'exception' && !item.answer ? '' : t(item.answer === null ? 'state.asked' : 'state.answered')) : t(`state.${item.state}`)
  const said = item.decidedAt ? t('state.by', { state, name: item.decidedBy, when: f.moment(item.decidedAt) }) : state
  return (
    <li className={item.state === 'done' || item.state === 'skipped' || item.state === 'closed' ? `plan-step-over ${depthClass(item)}` : depthClass(item)} data-step={item.id}>
      {row.branch && <BranchLine branch={row.branch} />}
      <StepText row={row}>
        {state && <p className={item.state === 'done' ? 'plan-step-state tone-restored tone-text' : 'plan-step-state soft'}><Icon name={icons[item.state]} /> {said}{item.answer !== null && <> · {t('answer.given', { answer: sayAnswer(t, item, item.answer) })}</>}{item.note && ` · ${item.note}`}</p>}
        {mayAct && asks && (item.state === 'open' || item.state === 'done') && <Answers item={item} runId={runId} />}
        {mayAct && item.taskVersion !== null && <Decide item={item} runId={runId} />}
      </StepText>
    </li>
  )
}

function Answers({ item, runId }: { item: Item; runId: string }) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  const say = (answer: string | null) => send({ intent: 'answer', runId, item: item.id, answer, before: item.answer })
  const key = (answer: string) => (answer === 'yes' ? 'y' : answer === 'no' ? 'n' : undefined)
  return (
    <div className="plan-step-acts">
      {item.answers.filter((answer) => answer !== item.answer).map((answer) => (
        <button key={answer} type="button" className="button button-secondary" disabled={busy} data-key={key(answer)} onClick={() => say(answer)}>{sayAnswer(t, item, answer)}<span className="sr-only">: {sayName(t, item)}</span></button>
      ))}
      {item.answer !== null && <button type="button" className="link-button" disabled={busy} onClick={() => say(null)}>{t('answer.back')}<span className="sr-only">: {sayName(t, item)}</span></button>}
      <Said outcome={outcome} />
    </div>
  )
}

function Decide({ item, runId }: { item: Item; runId: string }) {
  const { t } = useWords()
  const [skipping, setSkipping] = useState(false)
  const { busy, outcome, send } = useSender(() => setSkipping(false))
  const decide = (state: 'open' | 'done' | 'skipped', note = '') => send({ intent: 'decide', runId, item: item.id, version: item.taskVersion!, state, note })
  const name = <span className="sr-only">: {sayName(t, item)}</span>
  if (skipping && item.state === 'open') return (
    <ReasonForm name={`skip-${item.id}`} label={t('skip.reason')} go={t('skip.go')} busy={busy} outcome={outcome} focus onSend={(note) => decide('skipped', note)}>
      <button type="button" className="link-button" onClick={() => setSkipping(false)}>{t('skip.keep')}</button>
    </ReasonForm>
  )
  return (
    <div className="plan-step-acts">
      {item.state === 'done' || item.state === 'skipped' ? <button type="button" className="link-button" disabled={busy} onClick={() => decide('open')}>{t('act.open')}{name}</button> : (
        <>
          <button type="button" className="button button-secondary" disabled={busy} data-key="d" onClick={() => decide('done')}><Icon name="tick" /> {t('act.done')}{name}</button>
          <button type="button" className="link-button" disabled={busy} data-key="s" onClick={() => setSkipping(true)}>{t('act.skip')}{name}</button>
        </>
      )}
      <Said outcome={outcome} />
    </div>
  )
}
