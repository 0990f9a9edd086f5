export { cellsFromPoints, type CellOptions, type PlacePoint } from './cells.ts'
export { shapesFromGeojson, normaliseCode, unmatched, usualCodeProperties, type BoundaryOptions } from './boundaries.ts'
export type { PlaceProblem, PlacesMap, PlaceShape, Point, Ring } from './types.ts'
export { joinBorders, readBorder, type Border, type Geometry } from './border.ts'
