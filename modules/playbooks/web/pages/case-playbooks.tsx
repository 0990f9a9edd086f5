/** A tab of a case: the playbooks that run on it, step by step. The case's own frame stands around it. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { act, runsLoader } from '../data.ts'
import { RunCard } from '../parts/run-card.tsx'
import { StartHere } from '../parts/start-here.tsx'
import { useWords } from '../words.ts'

export { act as action, runsLoader as loader }

export function Component() {
  const { t } = useWords()
  const { items, mayAct, library, caseId } = useLoaderData<typeof runsLoader>()
  return (
    <div className={mayAct ? 'playbooks split' : 'playbooks'}>
      <div className="stack">
        {items.length === 0 && <Card title={t('title')}><div className="card-body"><EmptyState title={t('case.none')}>{t(mayAct ? 'case.noneLead' : 'case.noneRead')}</EmptyState></div></Card>}
        {items.map((run) => <RunCard key={run.id} run={run} mayAct={mayAct && run.state !== 'stopped'} />)}
      </div>
      {mayAct && <aside className="stack" aria-label={t('start')}><StartHere library={library} caseId={caseId} runs={items.length} /></aside>}
    </div>
  )
}
