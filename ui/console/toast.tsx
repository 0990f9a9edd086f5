import { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Icon } from '../icons/icon.tsx'

/** What was just done, and the form that takes it back: address and fields of an action. */
export type Toast = { readonly text: string; readonly undo?: { readonly to: string; readonly fields: Readonly<Record<string, string>> } }
type Words = { readonly undo: string; readonly close: string; readonly undone: string; /** By the code of the refusal: what the network lost was changed by nobody. */ readonly failed: (code: string | undefined) => string; /** "8 s" */ readonly left: (seconds: number) => string }

const TOAST_SECONDS = 10
const Say = createContext<(toast: Toast) => void>(() => {})

/** Says what was done, with ten seconds to take it back. The last one stands; the ones before are done. */
export const useToast = () => useContext(Say)

export function Toasts({ words, children }: { words: Words; children: ReactNode }) {
  const [toast, setToast] = useState<Toast>()
  const [left, setLeft] = useState(TOAST_SECONDS)
  const [held, setHeld] = useState(false)
  const fetcher = useFetcher<{ done?: boolean; refused?: { code?: string } }>()
  const asked = useRef<Toast['undo']>(undefined)
  const told = useRef<typeof fetcher.data>(undefined)
  const say = useCallback((next: Toast) => { setToast(next); setLeft(TOAST_SECONDS) }, [])
  useEffect(() => {
    if (!toast || held) return
    const timer = setTimeout(() => (left <= 1 ? setToast(undefined) : setLeft(left - 1)), 1000)
    return () => clearTimeout(timer)
  }, [toast, left, held])
  const { submit, state, data } = fetcher
  useEffect(() => {
    const undo = asked.current
    if (!undo || state !== 'idle' || data === undefined || told.current === data) return
    told.current = data
    asked.current = undefined
    if (data.done !== false) return say({ text: words.undone })
    // Nobody heard it: it can be asked once more.
    const code = data.refused?.code
    say({ text: words.failed(code), ...(code === 'unavailable' ? { undo } : {}) })
  }, [state, data, say, words])
  const takeBack = useCallback(() => {
    if (!toast?.undo) return
    asked.current = toast.undo
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
            {toast.undo && <><button type="button" className="toast-action" onClick={takeBack}>{words.undo}</button><span aria-hidden="true">{words.left(left)}</span></>}
            <button type="button" className="toast-close" onClick={() => setToast(undefined)} aria-label={words.close}><Icon name="cross" /></button>
          </div>
        )}
      </div>
    </Say>
  )
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>

/** `z` with the focus in the message, or in a list that has keys of its own (WCAG 2.1.4); never where one is writing. */
export function takesBack({ key, ctrlKey, metaKey, altKey, target }: Pressed): boolean {
  const from = target as Element
  return key === 'z' && !ctrlKey && !metaKey && !altKey && from.closest('.toast, [data-keys]') !== null && !from.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
}

function useUndoKey(act: (() => void) | undefined): void {
  useEffect(() => {
    if (!act) return
    const onKey = (event: KeyboardEvent): void => {
      if (!takesBack(event)) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [act])
}
