import { useEffect, useRef, useState } from 'react'
import { attempt, type Outcome } from '../api.ts'
import { offerPasskeys } from '../passkeys.ts'

/** Offers passkeys in the address field while the page is open; anew after each attempt that ended otherwise. */
export function useOfferedPasskey(after: Outcome | undefined, onUsed: () => void): Outcome | undefined {
  const [failed, setFailed] = useState<Outcome>()
  const used = useRef(onUsed)
  useEffect(() => {
    used.current = onUsed
  })
  useEffect(() => {
    const leave = new AbortController()
    void attempt(() => offerPasskeys(leave.signal)).then((outcome) => {
      if (leave.signal.aborted) return
      if (!outcome.done) setFailed(outcome)
      else if (outcome.data) used.current()
    })
    return () => leave.abort()
  }, [after])
  return failed
}
