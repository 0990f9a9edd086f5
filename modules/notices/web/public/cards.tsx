import { publicPaths, type NoticeCard } from '#modules/notices/contract-public.ts'
import { PlaceState } from './states.tsx'
import type { Pen } from './words.ts'

/** Notices as cards; the title is the link, the rest says whether it is worth opening. */
export function NoticeCards({ items, pen: { t, f, href }, level = 3 }: { items: readonly NoticeCard[]; pen: Pen; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <ul className="cards">
      {items.map((n) => (
        <li key={n.slug} className="notice-card">
          <p className="notice-card-head">
            <span>{n.partyName}</span>
            {n.state && <PlaceState state={n.state} t={t} />}
          </p>
          <Heading>
            <a href={href(publicPaths.notice(n.slug))}>{n.title}</a>
          </Heading>
          <p className="notice-card-text">{n.summary}</p>
          <p className="notice-card-foot">
            <span>{t('card.from', { from: f.shortDate(n.from) })}</span>, <span>{t('card.until', { until: f.shortDate(n.expiresAt) })}</span>
          </p>
        </li>
      ))}
    </ul>
  )
}
