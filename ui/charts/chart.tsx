import type { ReactNode } from 'react'

/** One number of a chart. Null: withheld, since so few would be told apart. */
export type Mark = {
  readonly key: string
  readonly label: string
  readonly value: number | null
  /** The number as it is written beside the mark: "12", "< 5". */
  readonly text: string
  /** The whole of it, as a reader hears it and a pointer shows it: "2024: 12 attacks". */
  readonly say: string
  /** Where it leads: the same page with this filter. */
  readonly href?: string
  /** The one that the filter has chosen. */
  readonly chosen?: boolean
}

/** What every chart is told. `paper`: drawn at this width in points, for a file without the page around it. */
export type Drawn = { readonly id: string; readonly title: string; readonly desc: string; readonly paper?: number | undefined }

/** Letters have the colour of the page, whatever it is; marks have the blue of links, unless they are links and have it from the page. */
export const MARKS = '#0066cc'
const PAPER_INK = '#17324d'

/**
 * The frame of every chart. Across, all places are parts of the width, so a chart is as wide as its column and its letters never
 * shrink: at 320 points they are as large as at 1280. Down, all is in points.
 */
export function Chart({ id, title, desc, paper, height, children }: Drawn & { height: number; children: ReactNode }) {
  return (
    <svg
      xmlns={paper ? 'http://www.w3.org/2000/svg' : undefined} className="chart" width={paper ?? '100%'} height={height} viewBox={paper ? `0 0 ${paper} ${height}` : undefined}
      color={paper ? PAPER_INK : undefined} fill="currentColor" fontSize={15} fontFamily={paper ? 'Titillium Web' : undefined} role="group" aria-labelledby={`${id}-t ${id}-d`}
    >
      <title id={`${id}-t`}>{title}</title>
      <desc id={`${id}-d`}>{desc}</desc>
      {children}
    </svg>
  )
}

/** A mark that a keyboard reaches, with the words of its row in the table. */
export function Spot({ mark: { say, href, chosen }, paper, children }: { mark: Pick<Mark, 'say' | 'href' | 'chosen'>; paper?: number | undefined; children: ReactNode }) {
  const inside = <><title>{say}</title>{children}</>
  if (paper) return <g color={MARKS}>{children}</g>
  return href ? <a href={href} aria-label={say} aria-current={chosen || undefined}>{inside}</a> : <g color={MARKS} tabIndex={0} role="img" aria-label={say}>{inside}</g>
}

export const part = (share: number): string => `${Math.round(share * 10_000) / 100}%`

/** The end of a scale that begins at zero: 1, 2, 2.5 or 5 times a power of ten, at or above the largest. */
export function roundTop(largest: number): number {
  if (!(largest > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(largest))
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= largest - 1e-9)!
}
