import { lazy, Suspense, useEffect, useState } from 'react'
import { hearSignedOut, type SignedOut } from './keeper.ts'
import type { Session } from './session.ts'

const Again = lazy(async () => ({ default: (await import('#modules/identity/web/parts/again.tsx')).Again }))

/**
 * The session ended while somebody was at work: the page stays as it is under a dialog that lets the same person in again, and what
 * was being sent goes on its way. Another person begins from the door.
 */
export function SignedOutDialog({ session: { person } }: { session: Session }) {
  const [waiting, setWaiting] = useState<readonly SignedOut[]>([])
  useEffect(() => hearSignedOut((one) => setWaiting((all) => [...all, one])), [])
  if (waiting.length === 0 || !person) return null
  const settle = (again: boolean): void => {
    for (const one of waiting) one.settle(again)
    setWaiting([])
  }
  return <Suspense><Again person={person} onSettled={settle} /></Suspense>
}
