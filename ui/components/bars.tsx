import type { ReactNode } from 'react'

export type BarRow = {
  readonly key: string
  readonly label: ReactNode
  readonly value: number
  /** A second part after the first, drawn hatched: asked but not yet said. */
  readonly unsure?: number
  /** The numbers in words, at the end of the row. */
  readonly text: ReactNode
}

/** Zero-based bars as a list: the words carry the numbers, the drawing is hidden from readers of the page. */
export function BarList({ rows, top, label }: { rows: readonly BarRow[]; top?: number; label: string }) {
  const most = top ?? Math.max(1, ...rows.map((r) => r.value + (r.unsure ?? 0)))
  return (
    <ul className="bars" aria-label={label}>
      {rows.map((r) => (
        <li key={r.key}>
          <span className="bars-label">{r.label}</span>
          <svg className="bars-drawing" viewBox="0 0 400 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect className="bars-ground" width="400" height="12" />
            <rect className="bars-value" width={(Math.min(r.value, most) / most) * 400} height="12" />
            {r.unsure ? <rect className="bar tone-unknown" x={(r.value / most) * 400} width={(r.unsure / most) * 400} height="12" /> : null}
          </svg>
          <span className="bars-text">{r.text}</span>
        </li>
      ))}
    </ul>
  )
}
