import type { ReactNode } from 'react'
import type { Formats } from '../i18n/formats.ts'
import { TimeText } from './time-text.tsx'

export type Tlp = 'RED' | 'AMBER+STRICT' | 'AMBER' | 'GREEN' | 'CLEAR'

const tlpClasses: Readonly<Record<Tlp, string>> = {
  RED: 'tlp tlp-red', 'AMBER+STRICT': 'tlp tlp-amber', AMBER: 'tlp tlp-amber', GREEN: 'tlp tlp-green', CLEAR: 'tlp',
}

/** Colours on black as FIRST's TLP 2.0 gives them, in every theme. */
export function TlpBadge({ level }: { level: Tlp }) {
  return <span className={tlpClasses[level]}>TLP:{level}</span>
}

/** Confidence 0..3 as bars, always with its word. */
export function Confidence({ level, word }: { level: 0 | 1 | 2 | 3; word: string }) {
  return (
    <span className="confidence">
      <svg viewBox="0 0 20 14" aria-hidden="true" focusable="false">
        {[0, 1, 2].map((i) => (
          <rect key={i} className={i < level ? 'confidence-full' : 'confidence-empty'} x={i * 7 + 0.75} y="0.75" width="4.5" height="12.5" />
        ))}
      </svg>
      {word}
    </span>
  )
}

export type DeadlinePoint = {
  readonly id: string
  readonly title: string
  /** Absent while a fact is awaited: `note` says which. */
  readonly at?: string
  /** `now`: owed without delay, no moment says until when. */
  readonly stage: 'done' | 'now' | 'next' | 'later' | 'waiting' | 'voluntary' | 'exceeded'
  readonly note?: ReactNode
}

const pointClasses: Readonly<Record<DeadlinePoint['stage'], string>> = {
  done: 'point point-done', now: 'point point-next', voluntary: 'point', next: 'point point-next', later: 'point', waiting: 'point point-waiting', exceeded: 'point point-exceeded',
}

/** A vertical line of time, the next moment large. `words` says each stage, since a dot's colour is not enough. */
export function TimelineOfDeadlines({ points, formats, words }: { points: readonly DeadlinePoint[]; formats: Formats; words: Readonly<Record<DeadlinePoint['stage'], string>> }) {
  return (
    <ol className="timeline">
      {points.map((p) => (
        <li key={p.id} className={pointClasses[p.stage]}>
          {p.stage === 'next' && p.at && <p className="point-relative">{formats.relative(p.at)}</p>}
          <p className="point-title">{p.title}</p>
          <p className="point-when">
            {p.at && <TimeText at={p.at} formats={formats} />}
            {p.at && ' · '}
            {words[p.stage]}
          </p>
          {p.note && <p className="point-note">{p.note}</p>}
        </li>
      ))}
    </ol>
  )
}

export type HourBar = { readonly hour: number; readonly count: number; readonly certain: boolean }

/** Who falls at which hour. Zero-based; hatched bars are not confirmed; each bar carries its number. */
export function HourHistogram({ id, title, desc, bars, hours, label }: { id: string; title: string; desc: string; bars: readonly HourBar[]; hours: number; label: (bar: HourBar) => string }) {
  const width = 640
  const height = 96
  const top = Math.max(1, ...bars.map((b) => b.count))
  const x = (hour: number): number => 12 + (hour / hours) * (width - 40)
  return (
    <div className="histogram-frame">
      <svg className="histogram" viewBox={`0 0 ${width} ${height}`} role="group" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{desc}</desc>
        {bars.map((b) => {
          const h = Math.max(2, (b.count / top) * 52)
          return (
            <g key={`${b.hour}-${b.certain}`} role="img" aria-label={label(b)} tabIndex={0}>
              <rect className={b.certain ? 'bar tone-hit' : 'bar tone-unknown'} x={x(b.hour) - 6} y={72 - h} width="12" height={h} />
              <text className="histogram-value" x={x(b.hour)} y={66 - h}>{b.count}</text>
            </g>
          )
        })}
        <path className="histogram-axis" d={`M0 72.5H${width}`} />
        {Array.from({ length: 7 }, (_, i) => Math.round((hours / 6) * i)).map((h) => (
          <text key={h} className="histogram-hour" x={x(h)} y="90" aria-hidden="true">+{h} h</text>
        ))}
      </svg>
    </div>
  )
}

/** Tabs that are addresses: the current one is marked, the number beside is said. */
export function TabLinks({ label, tabs, render }: { label: string; tabs: readonly { readonly href: string; readonly label: string; readonly count?: number | string; readonly current?: boolean }[]; render?: (props: { href: string; className: string; children: ReactNode; current: boolean }) => ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map((t) => {
          const children = (
            <>
              {t.label}
              {t.count !== undefined && <span className="count">{t.count}</span>}
            </>
          )
          return (
            <li key={t.href}>
              {render ? render({ href: t.href, className: 'tab', children, current: t.current ?? false }) : (
                <a className="tab" href={t.href} aria-current={t.current ? 'page' : undefined}>{children}</a>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** A framed part of the console with its head row. `fold`: closed until it is asked for. */
export function Card({ title, aside, children, level = 2, fold }: { title?: string; aside?: ReactNode; children: ReactNode; level?: 2 | 3; fold?: boolean }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  const head = title && (
    <>
      <Heading>{title}</Heading>
      {aside && <div className="card-aside">{aside}</div>}
    </>
  )
  if (fold) return <details className="card"><summary className="card-head">{head}</summary>{children}</details>
  return (
    <section className="card">
      {head && <header className="card-head">{head}</header>}
      {children}
    </section>
  )
}
