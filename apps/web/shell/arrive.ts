import { useEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

/**
 * A new page is read from its heading on. Where the link that led here is still inside the page, as with tabs, the focus stays on it;
 * back and forward keep the place where the browser was.
 */
export function useArrival(): void {
  const { pathname } = useLocation()
  const kind = useNavigationType()
  // The first page of a visit is the browser's own to begin, also where it was led on; a frame that a sign-in led to is not.
  const before = useRef(kind === 'PUSH' ? '' : pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    const main = document.getElementById('content')
    const active = document.activeElement
    if (!main || (active !== null && active !== main && main.contains(active))) return
    const heading = main.querySelector<HTMLElement>('h1') ?? main
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    if (kind !== 'POP') scrollTo(0, 0)
  }, [pathname, kind])
}
