import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useNavigate, useRouteLoaderData } from 'react-router'
import { PageHead } from '#ui/console/layout.tsx'
import type { Session } from '../api.ts'
import { usePen } from '../words.ts'

type Props = { title: string; trail?: readonly { label: string; href?: string }[]; lead: ReactNode; beside?: ReactNode; actions?: ReactNode; tabs?: ReactNode; children: ReactNode }

/** One h1, one sentence that says what this is and how fresh, then the page. */
export function Frame({ title, trail, lead, beside, actions, tabs, children }: Props) {
  const { t } = usePen()
  const root = useRef<HTMLDivElement>(null)
  useSoftLinks(root)
  return (
    <div ref={root} className="territory">
      <title>{`${title} · Bastida`}</title>
      <PageHead
        title={title}
        {...(trail ? { path: [{ label: t('territory.title'), href: '/console/territory' }, ...trail], pathLabel: t('web.path') } : {})}
        beside={beside}
        actions={actions}
      >
        <p className="page-lead">{lead}</p>
        {tabs}
      </PageHead>
      <div className="page-body">{children}</div>
    </div>
  )
}

/** Plain links of the look (trail, map, pages of a list) move inside the app without loading it again. */
export function useSoftLinks(root: RefObject<HTMLElement | null>): void {
  const navigate = useNavigate()
  useEffect(() => {
    const element = root.current
    const onClick = (event: MouseEvent): void => {
      const link = (event.target as Element).closest('a')
      const href = link?.getAttribute('href') ?? ''
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      if (!/^\/(console|space)\b/.test(href) || link?.hasAttribute('download')) return
      event.preventDefault()
      void navigate(href)
    }
    element?.addEventListener('click', onClick)
    return () => element?.removeEventListener('click', onClick)
  }, [root, navigate])
}

/** The person at the console. Empty roles while the shell has not told: then nothing that changes is offered. */
export function useRoles(): readonly string[] {
  return (useRouteLoaderData('console') as Session | undefined)?.roles ?? []
}
