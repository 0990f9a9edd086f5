import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import type { Outcome, Sent } from './data.ts'

/** One way to the server for a page or a form. `onDone` runs once for each answer that was a yes. */
export function useSender(onDone?: (outcome: Extract<Outcome, { ok: true }>) => void) {
  const fetcher = useFetcher<Outcome>()
  const { data, state } = fetcher
  const told = useRef<Outcome | undefined>(undefined)
  useEffect(() => {
    if (state !== 'idle' || !data || told.current === data) return
    told.current = data
    if (data.ok) onDone?.(data)
  }, [data, state, onDone])
  return {
    busy: state !== 'idle',
    outcome: state === 'idle' ? data : undefined,
    send: (sent: Sent) => void fetcher.submit(sent as never, { method: 'post', encType: 'application/json' }),
  }
}
