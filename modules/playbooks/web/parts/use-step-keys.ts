import { useEffect, type RefObject } from 'react'

/**
 * j, k and the arrows move among the steps that have a button; d, s, y and n press the one that they name on the step that has
 * the focus. Letters do something only with the focus on the list (WCAG 2.1.4), never while writing.
 */
export function useStepKeys(list: RefObject<HTMLElement | null>, on: boolean): void {
  useEffect(() => {
    const place = list.current
    if (!place || !on) return
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, pre')) return
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
      const here = target.closest<HTMLElement>('[data-step]')
      if (step) {
        const rows = [...place.querySelectorAll<HTMLElement>('[data-step]')].filter((row) => row.querySelector('button'))
        const next = rows[rows.indexOf(here!) + step]
        if (!next) return
        next.querySelector('button')!.focus()
        next.scrollIntoView({ block: 'nearest' })
        return event.preventDefault()
      }
      const button = ['d', 's', 'y', 'n'].includes(event.key) ? here?.querySelector<HTMLButtonElement>(`button[data-key="${event.key}"]`) : undefined
      if (!button || button.disabled) return
      event.preventDefault()
      button.click()
    }
    place.addEventListener('keydown', onKey)
    return () => place.removeEventListener('keydown', onKey)
  }, [list, on])
}
