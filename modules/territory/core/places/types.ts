/** Geometry of a territory's map in a fixed view box. Pixels are units of the view box; y grows downwards. */

export type Point = readonly [x: number, y: number]
/** Closed: the first point is not repeated at the end. */
export type Ring = readonly Point[]

export type PlaceShape = {
  /** The code by which the caller finds the party (ISTAT, INSEE or its own). */
  readonly code: string
  /** SVG path data, absolute, one decimal; to fill with `fill-rule="evenodd"`, so that holes need no winding. */
  readonly d: string
  /** Inside the largest ring's bounds: where a label or a mark goes. */
  readonly centroid: Point
  readonly area: number
}

export type PlacesMap = {
  readonly width: number
  readonly height: number
  readonly viewBox: string
  readonly shapes: readonly PlaceShape[]
  /** Whether the lines are real borders or cells computed from points: the page must say so. */
  readonly source: 'boundaries' | 'cells'
  /** Points left in all shapes together. */
  readonly points: number
  readonly problems: readonly PlaceProblem[]
  readonly project: (place: { readonly lat: number; readonly lon: number }) => Point
}

export type PlaceProblem = { readonly code: string; readonly params: Readonly<Record<string, string | number>> }
