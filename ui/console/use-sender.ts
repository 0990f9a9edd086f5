import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'

/** One form's way to its page's action, as JSON. `onDone` runs once for each answer that was a yes. */
export function useJsonSender<Outcome extends { readonly ok: boolean }, Sent>(onDone?: (outcome: Extract<Outcome, { ok: true }>) => void) {
  const fetcher = useFetcher<Outcome>()
  const data = fetcher.data as Outcome | undefined
  const { state } = fetcher
  const told = useRef<Outcome | undefined>(undefined)
  useEffect(() => {
    if (state !== 'idle' || !data || told.current === data) return
    told.current = data
    if (data.ok) onDone?.(data as Extract<Outcome, { ok: true }>)
  }, [data, state, onDone])
  return {
    busy: state !== 'idle',
    outcome: state === 'idle' ? data : undefined,
    send: (sent: Sent) => void fetcher.submit(sent as never, { method: 'post', encType: 'application/json' }),
  }
}
