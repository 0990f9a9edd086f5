/** The door of the engine: what of counts and rows may be shown. Semantics and guarantees: DESIGN.md. */
export { attack, audit, type Bound } from './audit/audit.ts'
export { noisyCounts, openBudget, type Budget, type Spent } from './noise/budget.ts'
export { discreteLaplace, epsilonOf, type Bits, type Epsilon } from './noise/laplace.ts'
export { protectCoded, protectLinked } from './protect/protect.ts'
export { readerOf, type Reader } from './protect/read.ts'
export { protect, type CountedCell } from './protect/table.ts'
export { anonymise, groupsOf, type Anonymous, type AnonymousOptions, type Grain, type Quasi } from './rows/anonymise.ts'
export type { Cell, Coded, Dimension, Level, Options, PrivacyProblem, Proof, Protection, Published, PublishedTable, Row, TableOf } from './types.ts'
