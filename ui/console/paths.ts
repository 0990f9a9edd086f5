import { useCallback } from 'react'
import { useLocation } from 'react-router'
import { BODY } from './space.ts'

/** A path of these pages, on the side where the reader is. */
export type Paths = (path: string) => string

/** For pages that stand in the console and in a body's own space: there every address says for which body. */
export function usePaths(): { readonly to: Paths; readonly inSpace: boolean } {
  const { pathname, search } = useLocation()
  const body = new URLSearchParams(search).get(BODY)
  const inSpace = pathname.startsWith('/space')
  const to = useCallback((path: string) => {
    if (!inSpace || !body) return (inSpace ? '/space' : '/console') + path
    const [before = '', hash] = path.split('#')
    return `/space${before}${before.includes('?') ? '&' : '?'}${BODY}=${body}${hash ? `#${hash}` : ''}`
  }, [inSpace, body])
  return { to, inSpace }
}
