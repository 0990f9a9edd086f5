import type { ReactNode } from 'react'
import { BrandMark, Icon } from '../icons/icon.tsx'
import { langNames, type Lang } from '../i18n/lang.ts'

export type SiteLink = { readonly href: string; readonly label: string; readonly current?: boolean }

type HeaderProps = {
  /** Help before anything else: the first link of every page. */
  readonly emergency?: ReactNode
  readonly region: string
  readonly name: string
  /** Said in a badge: a demonstration or an exercise. */
  readonly badge?: { readonly word: string; readonly meaning: string }
  readonly languages: ReactNode
  /** The way in, for who works with the centre. */
  readonly enter?: SiteLink
  /** The link home around the name. */
  readonly brand: (inside: ReactNode) => ReactNode
  readonly nav?: ReactNode
  readonly skip: string
}

/** The head of every page outside the console: help and languages above, the centre and its sections below. */
export function SiteHeader({ emergency, region, name, badge, languages, enter, brand, nav, skip }: HeaderProps) {
  return (
    <>
      <a className="skip" href="#content">{skip}</a>
      <header>
        <div className="top">
          <div className="wrap">
            {emergency}
            <div className="top-end">
              {badge && <span className="badge" title={badge.meaning}>{badge.word}</span>}
              {enter && <a className="enter" href={enter.href}>{enter.label}</a>}
              {languages}
            </div>
          </div>
        </div>
        <div className="head">
          <div className="wrap">
            {brand(
              <>
                <BrandMark />
                <span>
                  <span className="brand-name">{name}</span>
                  <span className="brand-region">{region}</span>
                </span>
              </>,
            )}
            {nav}
          </div>
        </div>
      </header>
    </>
  )
}

/** Links to the same page in the other languages. */
export function LanguageLinks({ label, links }: { label: string; links: readonly { readonly lang: Lang; readonly href: string; readonly current: boolean }[] }) {
  return (
    <nav className="languages" aria-label={label}>
      {links.map((l) => <a key={l.lang} href={l.href} lang={l.lang} hrefLang={l.lang} aria-label={`${l.lang}, ${langNames[l.lang]}`} aria-current={l.current || undefined}>{l.lang}</a>)}
    </nav>
  )
}

/** The one solid red thing on a public page. `closed` leads to what to do until somebody answers. */
export function EmergencyBar({ label, action, href, phone, lines, closed }: { label: string; action: string; href: string; phone: string; lines: readonly string[]; closed?: string }) {
  return (
    <section className="alarm" aria-label={label}>
      <a className="button button-danger" href={href}>
        <Icon name="help" />
        {action}
      </a>
      <a className="alarm-phone" href={telHref(phone)}>{phone}</a>
      <p className="alarm-hours">
        {lines.map((line) => <span key={line}>{line}</span>)}
        {closed && <a href={href}>{closed}</a>}
      </p>
    </section>
  )
}

export function telHref(phone: string): string {
  return `tel:${phone.replace(/[^+\d]/g, '')}`
}

export function Breadcrumb({ label, items }: { label: string; items: readonly { readonly label: string; readonly href?: string }[] }) {
  return (
    <nav className="breadcrumb" aria-label={label}>
      <ol>
        {items.map((i) => (
          <li key={i.label}>{i.href ? <a href={i.href}>{i.label}</a> : <span aria-current="page">{i.label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}

type FooterProps = {
  readonly title: string
  readonly lines: readonly ReactNode[]
  readonly columns: readonly { readonly title: string; readonly links: readonly SiteLink[] }[]
  readonly notes: readonly string[]
}

export function SiteFooter({ title, lines, columns, notes }: FooterProps) {
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="foot-columns">
          <div>
            <h2>{title}</h2>
            {lines.map((line, i) => (
              <p key={i}>{line}</p>
            ))}
          </div>
          {columns.map((c) => (
            <div key={c.title}>
              <h2>{c.title}</h2>
              <ul>
                {c.links.map((l) => (
                  <li key={l.href}>
                    <a href={l.href}>{l.label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div className="foot-notes">
          {notes.map((n) => (
            <p key={n}>{n}</p>
          ))}
        </div>
      </div>
    </footer>
  )
}
