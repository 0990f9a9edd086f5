import { useEffect, useRef, type ReactNode } from 'react'
import { useOutletContext } from 'react-router'
import { useLook } from '#ui/console/look.tsx'
import type { Session } from '../api.ts'
import { inLang } from '../words.ts'

/** The one heading of a page before sign-in; it takes the focus when the step changes, so that a reader hears where it is. */
export function GateTitle({ title, children, takesFocus }: { title: string; children?: ReactNode; takesFocus?: boolean }) {
  const { lang } = useLook()
  const { centre } = useOutletContext<Session>()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus, title])
  const name = inLang(centre.name, lang)
  return (
    <header className="gate-title">
      <title>{name ? `${title} · ${name}` : title}</title>
      <h1 ref={heading} tabIndex={-1}>{title}</h1>
      {children && <p>{children}</p>}
    </header>
  )
}
