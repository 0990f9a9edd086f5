import type { ReactNode } from 'react'
import { BrandMark, Icon } from '../icons/icon.tsx'
import { langNames, type Lang } from '../i18n/lang.ts'

export type SiteLink = { readonly href: string; readonly label: string; readonly current?: boolean }

type HeaderProps = {
  readonly region: string
  readonly name: string
  readonly homeHref: string
  /** Said in a badge: a demonstration or an exercise. */
  readonly badge?: { readonly word: string; readonly meaning: string }
  readonly languages: readonly { readonly lang: Lang; readonly href: string; readonly current: boolean }[]
  readonly nav: readonly SiteLink[]
  readonly words: { readonly skip: string; readonly language: string; readonly main: string; readonly menu: string }
}

export function SiteHeader({ region, name, homeHref, badge, languages, nav, words }: HeaderProps) {
  const links = (
    <ul>
      {nav.map((l) => (
        <li key={l.href}>
          <a href={l.href} aria-current={l.current ? 'true' : undefined}>{l.label}</a>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <a className="skip" href="#content">{words.skip}</a>
      <header>
        <div className="slim">
          <div className="wrap">
            <span className="slim-region">{region}</span>
            {badge && (
              <span className="badge" title={badge.meaning}>
                <Icon name="flag" />
                {badge.word}
              </span>
            )}
            <nav className="languages" aria-label={words.language}>
              <ul>
                {languages.map((l) => (
                  <li key={l.lang}>
                    <a href={l.href} lang={l.lang} hrefLang={l.lang} aria-current={l.current ? 'true' : undefined}>
                      <span aria-hidden="true">{l.lang}</span>
                      <span className="sr-only">{langNames[l.lang]}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </div>
        <div className="head">
          <div className="wrap">
            <a className="brand" href={homeHref}>
              <BrandMark />
              <span>
                <span className="brand-name">{name}</span>
                <span className="brand-region">{region}</span>
              </span>
            </a>
            {nav.length > 0 && (
              <>
                <nav className="nav" aria-label={words.main}>{links}</nav>
                <details className="nav-small">
                  <summary>
                    <Icon name="menu" />
                    {words.menu}
                  </summary>
                  <nav aria-label={words.main}>{links}</nav>
                </details>
              </>
            )}
          </div>
        </div>
      </header>
    </>
  )
}

/** The one solid red thing on a public page. */
export function EmergencyBar({ label, action, href, phone, hours }: { label: string; action: string; href: string; phone: string; hours: readonly string[] }) {
  return (
    <section className="alarm" aria-label={label}>
      <div className="wrap">
        <a className="button button-danger" href={href}>
          <Icon name="help" />
          {action}
        </a>
        {phone && (
          <p className="alarm-phone">
            <a href={telHref(phone)}>{phone}</a>
          </p>
        )}
        <p className="alarm-hours">
          {hours.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </p>
      </div>
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
