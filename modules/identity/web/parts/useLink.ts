import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { attempt, type Refused } from '../api.ts'

export type Link<T> =
  | { readonly state: 'none' }
  | { readonly state: 'asking' }
  | { readonly state: 'good'; readonly token: string; readonly data: T }
  | { readonly state: 'refused'; readonly refused: Refused }

/** The secret behind `#`, asked of the server once; anew when another link is pasted into the same tab. */
export function useLink<T>(check: (token: string) => Promise<T>): Link<T> {
  const token = useLocation().hash.slice(1)
  const [answer, setAnswer] = useState<{ token: string; link: Link<T> }>()
  useEffect(() => {
    if (!token) return
    let left = false
    void attempt(() => check(token)).then((outcome) => {
      if (!left) setAnswer({ token, link: outcome.done ? { state: 'good', token, data: outcome.data } : { state: 'refused', refused: outcome.refused } })
    })
    return () => {
      left = true
    }
    // `check` is made anew at each drawing; what it asks depends on the token alone.
  }, [token])
  if (!token) return { state: 'none' }
  return answer?.token === token ? answer.link : { state: 'asking' }
}
