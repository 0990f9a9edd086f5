import { useRef } from 'react'
import { Card } from '#ui/components/console-marks.tsx'
import { KeyBar } from '#ui/console/layout.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { useSender, type Run } from '../data.ts'
import { useWords } from '../words.ts'
import { placed } from './branches.ts'
import { ReasonForm } from './reason-form.tsx'
import { RunStep } from './run-step.tsx'
import { useStepKeys } from './use-step-keys.ts'

/** One playbook on the case: how far it is, its steps to tick, and a way to stop it. */
export function RunCard({ run, mayAct }: { run: Run; mayAct: boolean }) {
  const { t, f, lang } = useWords()
  const list = useRef<HTMLOListElement>(null)
  const { busy, outcome, send } = useSender()
  useStepKeys(list, mayAct)
  const { done, total } = run
  return (
    <Card title={run.name[lang]} aside={<span>{t('run.progress', { done: f.number(done), total: f.number(total) })}</span>}>
      <div className="card-body run-head">
        <progress max={Math.max(1, total)} value={done} aria-label={t('run.progressLong', { done: f.number(done), total: f.number(total) })} />
        <p role="status">
          {run.state === 'finished' && <span className="tone-restored tone-text"><Icon name="tick" /> {t('run.finished')}. </span>}
          {t('run.progressLong', { done: f.number(done), total: f.number(total) })} {run.waiting > 0 && run.state !== 'stopped' && t.n('run.waiting', run.waiting)}
        </p>
        <p className="soft">{t('run.started', { when: f.moment(run.startedAt), name: run.startedBy })} · {t('run.version', { n: f.number(run.playbookVersion) })}</p>
        {run.stopped && <p className="tone-degraded tone-text"><Icon name="cross" /> {t('run.stopped', { when: f.moment(run.stopped.at), name: run.stopped.by, reason: run.stopped.reason })}</p>}
      </div>
      <ol className="plan-steps" ref={list}>
        {placed(run.items).map((row) => <RunStep key={row.item.id} row={row} runId={run.id} mayAct={mayAct} />)}
      </ol>
      {mayAct && (
        <>
          <KeyBar keys={[{ keys: ['j', 'k'], what: t('keys.move') }, { keys: ['d'], what: t('keys.done') }, { keys: ['s'], what: t('keys.skip') }, { keys: ['y', 'n'], what: t('keys.answer') }]} />
          <details className="run-stop">
            <summary>{t('stop')}</summary>
            <ReasonForm name={`stop-${run.id}`} lead={t('stop.lead')} label={t('stop.reason')} go={t('stop')} busy={busy} outcome={outcome} onSend={(reason) => send({ intent: 'stop', runId: run.id, reason })} />
          </details>
        </>
      )}
    </Card>
  )
}
