import type { KeyboardEvent } from 'react'
import type { Row } from '../data.ts'

type Keys = {
  readonly items: readonly Row[]; readonly current: Row | undefined
  look(row: Row): void; pick(row: Row): void; open(row: Row): void
  all(): void; merge(): void; take(): void; help(): void
}

/** For the list that has the focus (WCAG 2.1.4): a page must not take letters from elsewhere. */
export function useDeskKeys({ items, current, look, pick, open, all, merge, take, help }: Keys): (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'preventDefault'>) => void {
  const at = current === undefined ? -1 : items.indexOf(current)
  const to = (next: number): void => { const row = items[Math.max(0, Math.min(items.length - 1, next))]; if (row) look(row) }
  const on = (act: (row: Row) => void) => () => { if (current) act(current) }
  const acts: Readonly<Record<string, () => void>> = { j: () => to(at + 1), k: () => to(at - 1), x: on(pick), o: on(open), '*': all, m: merge, a: take, '?': help }
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')) return
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
}
