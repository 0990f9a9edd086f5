/** The door of the engine: what of counts and rows may be shown. Semantics and guarantees: DESIGN.md. */
export { attack, audit, type Bound } from './audit/audit.ts'
export { protectLinked } from './protect/protect.ts'
export { readerOf, type Reader } from './protect/read.ts'
export { protect, type CountedCell } from './protect/table.ts'
export type { Cell, Dimension, Level, Options, PrivacyProblem, Proof, Protection, Published, PublishedTable, Row, TableOf } from './types.ts'
