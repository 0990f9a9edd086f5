import type { ResponseOf } from '#platform/contract/index.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { listTasks } from '../../contract-endpoints.ts'
import { catalogue, useWords, type Key } from '../words.ts'
import { ActForm } from './act.tsx'

type Task = ResponseOf<typeof listTasks>['items'][number]
const situations = ['provider_down', 'ransomware', 'data_leak', 'tampering', 'account_compromise'] as const

/** What to do first, in the order in which it helps; ticked by whoever did it. */
export function Sheet({ tasks, to, mayAct }: { tasks: readonly Task[]; to: string; mayAct: boolean }) {
  const t = useWords()
  const done = tasks.filter((task) => task.state !== 'open').length
  const groups = [...Map.groupBy(tasks.toSorted((a, b) => a.position - b.position), (task) => task.situation)]
  return (
    <div className="split">
      <Card title={t('sheet.title')} aside={tasks.length > 0 ? <span role="status">{t('sheet.count', { done, total: tasks.length })}</span> : undefined}>
        {tasks.length === 0 && <div className="card-body"><EmptyState title={t('sheet.none')}>{t('sheet.noneLead')}</EmptyState></div>}
        {groups.map(([situation, list]) => (
          <section key={situation} className="sheet-group">
            {`sheet.${situation}` in catalogue.it && <h3>{t(`sheet.${situation}` as Key)}</h3>}
            <ol>{list.map((task) => <TaskLine key={task.id} task={task} to={to} mayAct={mayAct} />)}</ol>
          </section>
        ))}
      </Card>
      {mayAct && (
        <aside className="case-stack" aria-label={t('sheet.lay')}>
          <Card title={t('sheet.lay')}>
            <div className="card-body">
              <p className="soft">{t('sheet.layLead')}</p>
              <ActForm to={to} intent="lay" className="case-form" done={t('sheet.laid')}>
                {({ busy }) => (
                  <>
                    <SelectField name="situation" label={t('sheet.situation')} value="provider_down" options={situations.map((value) => ({ value, label: t(`sheet.${value}`) }))} />
                    <div className="form-foot"><Button kind={tasks.length === 0 ? 'primary' : 'secondary'} disabled={busy}>{busy ? t('act.busy') : t('sheet.layButton')}</Button></div>
                  </>
                )}
              </ActForm>
            </div>
          </Card>
        </aside>
      )}
    </div>
  )
}

function TaskLine({ task, to, mayAct }: { task: Task; to: string; mayAct: boolean }) {
  const t = useWords()
  const { f, lang } = useLook()
  return (
    <li className={task.state === 'open' ? 'task' : 'task task-decided'}>
      <Icon name={task.state === 'done' ? 'tick' : task.state === 'skipped' ? 'cross' : 'clock'} />
      <div>
        <p><strong>{task.text[lang]}</strong></p>
        {task.why[lang] !== task.text[lang] && <p className="soft">{task.why[lang]}</p>}
        {task.decidedAt && <p className="soft">{t(`taskState.${task.state}`)} · {task.decidedBy}, {f.moment(task.decidedAt)}{task.note && ` · ${task.note}`}</p>}
      </div>
      {mayAct && (
        <div className="inline-acts">
          {(task.state === 'open' ? (['done', 'skipped'] as const) : (['open'] as const)).map((state) => (
            <ActForm
              key={state} to={to} intent="task" fields={{ taskId: task.id, version: String(task.version), state }}
              toast={(data) => ({ text: `${t(`taskState.${state}`)}: ${task.text[lang]}`, undo: { intent: 'task', taskId: task.id, version: String((data as { version: number }).version), state: task.state, note: task.note } })}
            >
              {({ busy }) => <button className={state === 'done' ? 'button button-secondary' : 'link-button'} disabled={busy}>{t(`task.${state}`)}<span className="sr-only">: {task.text[lang]}</span></button>}
            </ActForm>
          ))}
        </div>
      )}
    </li>
  )
}
