import type { KeyboardEvent } from 'react'

type Keys<T> = {
  readonly items: readonly T[]; readonly current: T | undefined
  look(item: T): void
  pick(item: T): void
  open(item: T): void
  /** To the form; with a number, to that answer of it. */
  answer(n?: number): void
  help(): void
}
type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target' | 'preventDefault'>

/** j, k, x, r, 1 to 3, o and ? for the list that has the focus (WCAG 2.1.4): a page must not take letters from elsewhere. Nothing listens but the list. */
export function listKeys<T>({ items, current, look, pick, open, answer, help }: Keys<T>): (event: Pressed) => void {
  const at = current === undefined ? -1 : items.indexOf(current)
  const to = (next: number): void => { const item = items[Math.max(0, Math.min(items.length - 1, next))]; if (item !== undefined) look(item) }
  const acts: Readonly<Record<string, () => void>> = {
    j: () => to(at + 1), k: () => to(at - 1), x: () => { if (current !== undefined) pick(current) }, o: () => { if (current !== undefined) open(current) }, r: () => answer(), 1: () => answer(0), 2: () => answer(1), 3: () => answer(2), '?': help,
  }
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')) return
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
}
