import { Link } from 'react-router'
import { useWords } from '../words.ts'

/** Earlier and later of a list; `from` of the address says where it begins, and `person` would be of another page. */
export function Pager({ total, shown, offset, size, search }: { total: number; shown: number; offset: number; size: number; search: URLSearchParams }) {
  const t = useWords()
  if (total <= size) return null
  const to = (from: number): string => withSearch(search, { from: from > 0 ? String(from) : undefined, person: undefined })
  return (
    <nav className="pager" aria-label={t('pages')}>
      {offset > 0 && <Link to={to(offset - size)} rel="prev">{t('pages.previous')}</Link>}
      <span>{t('pages.shown', { from: offset + 1, to: offset + shown, total })}</span>
      {offset + size < total && <Link to={to(offset + size)} rel="next">{t('pages.next')}</Link>}
    </nav>
  )
}

/** The same page with some of its address changed; undefined takes a part away. */
export function withSearch(search: URLSearchParams, change: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(search)
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) next.delete(key)
    else next.set(key, value)
  }
  return `?${next}`
}
