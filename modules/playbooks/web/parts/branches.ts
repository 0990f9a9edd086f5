import type { PlanItem } from '../../contract.ts'

/** An item with what stands above it: the branch that begins here, where one does. */
export type Placed<I extends PlanItem> = { readonly item: I; readonly branch: { readonly of: I | undefined; readonly answer: string } | null; readonly number: number | null }

/** Work is numbered, questions and headings are not. A branch is said once, where it begins. */
export function placed<I extends PlanItem>(items: readonly I[]): readonly Placed<I>[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  let number = 0
  let before = ''
  return items.map((item) => {
    const branch = item.under ? `${item.under.id} ${item.under.answer}` : ''
    const begins = item.under !== null && branch !== before
    // After a branch inside a branch the outer one goes on: it is said again, since the eye has lost it.
    before = branch
    const isWork = item.kind === 'do' || item.kind === 'playbook'
    return { item, branch: begins ? { of: byId.get(item.under!.id), answer: item.under!.answer } : null, number: isWork ? ++number : null }
  })
}
