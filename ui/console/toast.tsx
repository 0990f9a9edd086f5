import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Icon } from '../icons/icon.tsx'

/** What was just done, and the form that takes it back: address and fields of an action. */
export type Toast = { readonly text: string; readonly undo?: { readonly to: string; readonly fields: Readonly<Record<string, string>> } }
type Words = { readonly undo: string; readonly close: string; readonly undone: string; readonly failed: string; /** "Annulla, 8 s" */ readonly left: (seconds: number) => string }

const TOAST_SECONDS = 10
const Say = createContext<(toast: Toast) => void>(() => {})

/** Says what was done, with ten seconds to take it back. The last one stands; the ones before are done. */
export const useToast = () => useContext(Say)

export function Toasts({ words, children }: { words: Words; children: ReactNode }) {
  const [toast, setToast] = useState<Toast>()
  const [left, setLeft] = useState(TOAST_SECONDS)
  const [held, setHeld] = useState(false)
  const fetcher = useFetcher<{ done?: boolean }>()
  const asked = useRef(false)
  const say = useCallback((next: Toast) => { setToast(next); setLeft(TOAST_SECONDS) }, [])
  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => (left <= 1 ? setToast(undefined) : setLeft(left - 1)), 1000)
    return () => clearTimeout(timer)
  }, [toast, left, held])
  const { submit, state, data } = fetcher
  useEffect(() => {
    if (!asked.current || state !== 'idle' || data === undefined) return
    asked.current = false
    say({ text: data.done === false ? words.failed : words.undone })
  }, [state, data, say, words])
  const takeBack = useCallback(() => {
    if (!toast?.undo) return
    asked.current = true
    void submit({ ...toast.undo.fields }, { method: 'post', action: toast.undo.to })
    setToast(undefined)
  }, [toast, submit])
  useUndoKey(toast?.undo ? takeBack : undefined)
  return (
    <Say value={say}>
      {children}
      <div className="toast-place" role="status">
        {toast && (
          <div className="toast" onMouseEnter={() => setHeld(true)} onMouseLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
            <Icon name="tick" />
            <span>{toast.text}</span>
            {/* The count is for the eye: read out each second it would hide what was done. */}
            {toast.undo && <button type="button" onClick={takeBack} aria-label={words.undo}><span aria-hidden="true">{words.left(left)}</span></button>}
            <button type="button" className="toast-close" onClick={() => setToast(undefined)} aria-label={words.close}><Icon name="cross" /></button>
          </div>
        )}
      </div>
    </Say>
  )
}

/** `z` takes back, except where one is writing. */
function useUndoKey(act: (() => void) | undefined): void {
  useEffect(() => {
    if (!act) return
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as HTMLElement
      if (event.key !== 'z' || event.ctrlKey || event.metaKey || event.altKey || target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [act])
}
