import { useEffect, useRef } from 'react'

type Keys<T> = {
  readonly items: readonly T[]; readonly current: T | undefined
  look(item: T): void
  pick(item: T): void
  open(item: T): void
  /** To the form; with a number, to that answer of it. */
  answer(n?: number): void
  help(): void
}

/** j, k, x, r, 1 to 3, o and ?, except where one is writing or a dialog is open. */
export function useListKeys<T>(keys: Keys<T>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open]')) return
      const { items, current, look, pick, open, answer, help } = latest.current
      const at = current === undefined ? -1 : items.indexOf(current)
      const to = (next: number): void => { const item = items[Math.max(0, Math.min(items.length - 1, next))]; if (item !== undefined) look(item) }
      const acts: Readonly<Record<string, () => void>> = {
        j: () => to(at + 1), k: () => to(at - 1), x: () => { if (current !== undefined) pick(current) }, o: () => { if (current !== undefined) open(current) }, r: () => answer(), 1: () => answer(0), 2: () => answer(1), 3: () => answer(2), '?': help,
      }
      const act = acts[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
