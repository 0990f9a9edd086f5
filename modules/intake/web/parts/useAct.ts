import { useCallback, useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import type { Act, Done, Outcome } from '../data.ts'

/** One way to the action of the desk, or of a body's own page. `onDone` runs once for each yes. */
export function useAct(onDone?: (done: Done) => void, action = '/console/reports') {
  const fetcher = useFetcher<Outcome>()
  const { data, state, submit } = fetcher
  const told = useRef<Outcome | undefined>(undefined)
  useEffect(() => {
    if (state !== 'idle' || !data || told.current === data) return
    told.current = data
    if (data.ok) onDone?.(data)
  }, [data, state, onDone])
  const act = useCallback((sent: Act) => void submit(sent as never, { method: 'post', action, encType: 'application/json' }), [submit, action])
  return { busy: state !== 'idle', refused: state === 'idle' && data && !data.ok ? data.code : undefined, act }
}
