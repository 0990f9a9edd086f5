import { useEffect, useRef, type ReactNode } from 'react'
import { useNavigate } from 'react-router'

/** Links of the shared components are plain, as public documents need them: inside the console they are followed without a reload. */
export function InsideLinks({ children, className }: { children: ReactNode; className?: string }) {
  const box = useRef<HTMLDivElement>(null)
  const navigate = useNavigate()
  useEffect(() => {
    const node = box.current
    const onClick = (event: MouseEvent): void => {
      const link = (event.target as Element).closest('a')
      const href = link?.getAttribute('href')
      if (!href || !/^\/(console|space)/.test(href) || link!.target || link!.hasAttribute('download') || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      void navigate(href, { preventScrollReset: link!.hasAttribute('data-stay') })
    }
    node?.addEventListener('click', onClick)
    return () => node?.removeEventListener('click', onClick)
  }, [navigate])
  return <div ref={box} className={className}>{children}</div>
}
