/** What of a run is to be done, was done, and may still come. Over plain data: the plan, the answers, the tasks on the case. */
import { EXCEPTION, standingOf, type Item, type Plan } from '#engines/playbooks/index.ts'

export type Answered = { readonly item: string; readonly taskCode: string | null; readonly answer: string | null; readonly answeredAt: Date | null; readonly answeredBy: string }
export type Task = { readonly code: string; readonly state: 'open' | 'done' | 'skipped'; readonly note: string; readonly decidedAt: Date | null; readonly decidedBy: string; readonly version: number }
export type ItemState = { readonly item: Item; readonly state: 'waiting' | 'closed' | 'open' | 'done' | 'skipped'; readonly row: Answered | undefined; readonly task: Task | undefined }

/** A person does it, and it becomes a task on the case. */
export const isWork = (item: Item): boolean => item.kind === 'do' || item.kind === 'playbook'
/** Nobody has to say that something goes wrong. */
const counts = ({ kind }: Item): boolean => kind !== 'together' && kind !== 'exception'

export function statesOf(plan: Plan, rows: readonly Answered[], tasks: readonly Task[]): readonly ItemState[] {
  const byItem = new Map(rows.map((row) => [row.item, row]))
  const byCode = new Map(tasks.map((task) => [task.code, task]))
  const standing = standingOf(plan, answersOf(rows))
  return plan.items.map((item) => {
    const row = byItem.get(item.id)
    const task = row?.taskCode ? byCode.get(row.taskCode) : undefined
    const stands = standing.get(item.id) ?? 'closed'
    // What was decided stays decided, although another answer has since led past it.
    const state = task && task.state !== 'open' ? task.state : stands !== 'open' ? stands : row?.answer ? 'done' : 'open'
    return { item, state, row, task }
  })
}

export const answersOf = (rows: readonly Answered[]): ReadonlyMap<string, string> => new Map(rows.flatMap((row) => (row.answer === null ? [] : [[row.item, row.answer] as const])))

/** `n of m`: m is what is to be done by what is known now. */
export function progressOf(states: readonly ItemState[]) {
  // What only trouble would open is not waited for. An item comes after the one in whose branch it stands.
  const inTrouble = new Set<string>([EXCEPTION])
  for (const { item } of states) if (item.under && inTrouble.has(item.under.id)) inTrouble.add(item.id)
  const counted = states.filter(({ item, state }) => counts(item) && !(state === 'waiting' && inTrouble.has(item.id)))
  const of = (...wanted: ItemState['state'][]) => counted.filter(({ state }) => wanted.includes(state)).length
  const done = of('done', 'skipped')
  return { done, total: done + of('open'), waiting: of('waiting') }
}

/** Which tasks must come to the case and which leave it, so that it has those of the steps that are open. */
export function changeOfTasks(plan: Plan, rows: readonly Answered[]): { readonly lay: readonly Item[]; readonly takeBack: readonly Item[] } {
  const standing = standingOf(plan, answersOf(rows))
  const laid = new Set(rows.flatMap((row) => (row.taskCode === null ? [] : [row.item])))
  const work = plan.items.filter(isWork)
  return {
    lay: work.filter((item) => standing.get(item.id) === 'open' && !laid.has(item.id)),
    takeBack: work.filter((item) => standing.get(item.id) !== 'open' && laid.has(item.id)),
  }
}
