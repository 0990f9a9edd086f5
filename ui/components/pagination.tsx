type Props = { label: string; page: number; pages: number; hrefOf: (page: number) => string; words: { previous: string; next: string; page: string } }

/** `page` counts from 1. First, last and the neighbours are always there; gaps are said with an ellipsis. */
export function Pagination({ label, page, pages, hrefOf, words }: Props) {
  if (pages < 2) return null
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b)
  return (
    <nav className="pagination" aria-label={label}>
      <ul>
        {page > 1 && (
          <li>
            <a href={hrefOf(page - 1)} rel="prev">{words.previous}</a>
          </li>
        )}
        {wanted.map((n, i) => (
          <li key={n}>
            {i > 0 && n - wanted[i - 1]! > 1 && <span aria-hidden="true">…</span>}
            {n === page ? (
              <span aria-current="page">
                <span className="sr-only">{words.page} </span>
                {n}
              </span>
            ) : (
              <a href={hrefOf(n)}>
                <span className="sr-only">{words.page} </span>
                {n}
              </a>
            )}
          </li>
        ))}
        {page < pages && (
          <li>
            <a href={hrefOf(page + 1)} rel="next">{words.next}</a>
          </li>
        )}
      </ul>
    </nav>
  )
}
