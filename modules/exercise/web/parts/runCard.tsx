/** One exercise: how far it is, or what it taught. */
import { Link } from 'react-router'
import { Callout, MetaList } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { ExerciseView } from '../../contract.ts'
import { useWords } from '../words.ts'
import { Findings } from './findings.tsx'
import { EnterButton, LeaveButton } from './goOver.tsx'
import { Act } from './act.tsx'
import { Progress } from './progress.tsx'
import { useRights } from './roles.ts'
import { RunState } from './runState.tsx'

export function RunCard({ run, lost }: { run: ExerciseView; lost: boolean }) {
  const { t, f } = useWords()
  const { start, enter, inside } = useRights()
  return (
    <section className="card" aria-labelledby="run-title">
      <header className="card-head">
        <h2 id="run-title">{t('run.title', { when: f.moment(run.startedAt) })}</h2>
        <div className="card-aside"><RunState state={run.state} /></div>
      </header>
      <div className="card-body exercise-run">
        {run.state === 'playing' && <Progress run={run} lost={lost} />}
        {run.state === 'failed' && <Callout tone="hit" icon={<Icon name="cross" />} title={t('run.failed')}><p>{t('run.failedText')}</p>{run.problem && <p className="mono">{run.problem}</p>}</Callout>}
        {run.state === 'interrupted' && <Callout tone="degraded" icon={<Icon name="clock" />} title={t('run.interrupted')}><p>{t(run.resumable ? 'run.resumeText' : 'run.interruptedText')} {run.progress && t('progress.steps', { done: f.number(run.progress.done), steps: f.number(run.progress.steps) })}</p></Callout>}
        {run.state === 'ended' && <Callout tone="calm" icon={<Icon name="info" />} title={t('run.ended')}><p>{t('run.endedText')}</p></Callout>}
        {run.counts && <Counts counts={run.counts} />}
        <p className="soft">
          {t('run.by', { name: run.by })} · {t('run.played')} <TimeText at={run.zeroAt} formats={f} style="longMoment" />
          {run.finishedAt && <> · {t('run.finished')} <TimeText at={run.finishedAt} formats={f} /></>}
        </p>
        <div className="exercise-actions">
          {enter && run.state !== 'failed' && <EnterButton exerciseId={run.id} />}
          {inside && <Link className="button button-secondary" to="/console/exercise/public"><Icon name="notice" />{t('public.open')}</Link>}
          {inside && <LeaveButton />}
          {start && run.resumable && <Act to="resume" run={run} />}
          {start && (run.resumable || run.state === 'playing') && <Act to="end" run={run} />}
          {enter && run.state !== 'failed' && <p className="soft">{t('run.enterHint')}</p>}
        </div>
      </div>
      {run.findings.length > 0 && <Findings run={run} />}
    </section>
  )
}

function Counts({ counts }: { counts: NonNullable<ExerciseView['counts']> }) {
  const { t, f } = useWords()
  return (
    <MetaList items={[
      { term: t('count.bodies'), value: f.number(counts.bodies) },
      { term: t('count.children'), value: f.number(counts.children) },
      { term: t('count.obligations'), value: f.number(counts.obligations) },
      { term: t('count.notices'), value: f.number(counts.notices) },
      { term: t('count.open'), value: t('seconds', { n: f.number(Math.round(counts.openMs / 100) / 10) }) },
      { term: t('count.total'), value: t('seconds', { n: f.number(Math.round(counts.totalMs / 1000)) }) },
    ]} />
  )
}
