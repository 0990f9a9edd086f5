import { useEffect, type RefObject } from 'react'

type OnCell = (caseId: string, key: string) => void
export type BoardKeys = { readonly onDraft: OnCell; readonly onFile: OnCell; readonly onWhy: OnCell; readonly onChoose: (caseId: string) => void }

/**
 * j, k and the arrows move among the buttons of the cells; d, p, x and ? act on the one that has the focus.
 * Letters do something only with the focus on the board (WCAG 2.1.4), never while writing.
 */
export function useBoardKeys(board: RefObject<HTMLElement | null>, keys: BoardKeys): void {
  useEffect(() => {
    const place = board.current
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      if (target.closest('input:not([type=checkbox]), textarea, select')) return
      const here = target.closest<HTMLElement>('[data-cell]')
      if (move(place, target, event.key)) return event.preventDefault()
      if (!here) return
      const act = { d: keys.onDraft, p: keys.onFile, '?': keys.onWhy }[event.key]
      const row = here.closest<HTMLElement>('[data-case]')?.dataset['case']
      if (act && row) act(row, here.dataset['cell']!)
      else if (event.key === 'x' && row) keys.onChoose(row)
      else return
      event.preventDefault()
    }
    place?.addEventListener('keydown', onKey)
    return () => place?.removeEventListener('keydown', onKey)
  }, [board, keys])
}

/** True when the focus moved. A merged cell stands for each of its columns. */
function move(board: HTMLElement | null, from: HTMLElement, key: string): boolean {
  const step = { j: [1, 0], ArrowDown: [1, 0], k: [-1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key]
  if (!board || !step) return false
  const rows = [...board.querySelectorAll<HTMLElement>('[data-case]')]
  const row = from.closest<HTMLElement>('[data-case]')
  const cells = (one: HTMLElement | undefined): HTMLElement[] => (one ? [...one.querySelectorAll<HTMLElement>('[data-cell]')] : [])
  if (!row) return focus(cells(rows[0])[0])
  const at = rows.indexOf(row)
  const column = Number(from.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? -1)
  if (step[0]) return focus(cells(rows[at + step[0]]).findLast((one) => Number(one.dataset['column']) <= Math.max(0, column)) ?? cells(rows[at + step[0]])[0])
  const line = cells(row)
  return focus(line[line.findIndex((one) => Number(one.dataset['column']) === column) + step[1]!])
}

function focus(cell: HTMLElement | undefined): boolean {
  if (!cell) return false
  cell.focus()
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}
