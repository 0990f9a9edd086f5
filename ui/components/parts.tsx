import type { ReactNode } from 'react'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/glyphs.data.ts'
import { toneOf, type ImpactState } from './tones.ts'

/** Names and values, side by side on a wide screen. */
export function MetaList({ items }: { items: readonly { readonly term: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="meta">
      {items.map((i) => (
        <div key={i.term}>
          <dt>{i.term}</dt>
          <dd>{i.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Says what will be here, and the first step. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      <p>{children}</p>
    </div>
  )
}

/** A state's tone, or the two that are no state. */
export type CalloutTone = ImpactState | 'info' | 'calm'

/** One thing to notice. `icon` is drawn by the caller: a state's shape or an interface icon. */
export function Callout({ tone = 'info', icon, title, children }: { tone?: CalloutTone; icon: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <div className={tone === 'info' ? 'callout tone-info' : tone === 'calm' ? 'callout' : `callout ${toneOf[tone]}`}>
      {icon}
      <div>
        <p className="callout-title">{title}</p>
        {children}
      </div>
    </div>
  )
}

type ButtonKind = 'primary' | 'secondary' | 'danger'

const buttonClasses: Readonly<Record<ButtonKind, string>> = {
  primary: 'button', secondary: 'button button-secondary', danger: 'button button-danger',
}

export function Button({ kind = 'primary', icon, children, ...rest }: { kind?: ButtonKind; icon?: IconName; children: ReactNode; name?: string; value?: string; disabled?: boolean; type?: 'submit' | 'button'; onClick?: () => void }) {
  return (
    <button type={rest.type ?? 'submit'} {...rest} className={buttonClasses[kind]}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

export function ButtonLink({ kind = 'primary', icon, href, children }: { kind?: ButtonKind; icon?: IconName; href: string; children: ReactNode }) {
  return (
    <a className={buttonClasses[kind]} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

/** Paragraphs of somebody else's text: plain, so that markup in it is shown and never obeyed. */
export function Paragraphs({ texts }: { texts: readonly string[] }) {
  return texts.map((text, i) => <p key={i}>{keepNumbers(text)}</p>)
}

/** Lines of an address or of opening hours, each on its own. */
export function Lines({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => <span key={text}>{keepNumbers(text)}</span>)
}

/** A telephone number does not break across lines: its spaces become hard ones. */
export function keepNumbers(text: string): string {
  return text.replace(/(?<=\d) (?=\d{3})/g, '\u00a0')
}

/** A heading row of a section with its one link at the right. */
export function SectionHead({ id, title, children }: { id: string; title: string; children?: ReactNode }) {
  return (
    <div className="section-head">
      <h2 id={id}>{title}</h2>
      {children}
    </div>
  )
}
