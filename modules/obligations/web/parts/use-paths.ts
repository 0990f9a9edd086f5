import { useCallback } from 'react'
import { useLocation } from 'react-router'
import { BODY } from '#ui/console/space.ts'

/** A path of these pages, on the side where the reader is. */
export type Paths = (path: string) => string

/** The same pages stand in the console and in the body's own space; there every address says for which body. */
export function usePaths(): Paths {
  const { pathname, search } = useLocation()
  const body = new URLSearchParams(search).get(BODY)
  const side = pathname.startsWith('/space') ? '/space' : '/console'
  return useCallback((path) => {
    if (side === '/console' || !body) return side + path
    const [before = '', hash] = path.split('#')
    return `${side}${before}${before.includes('?') ? '&' : '?'}${BODY}=${body}${hash ? `#${hash}` : ''}`
  }, [side, body])
}
