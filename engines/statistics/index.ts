/** The door of the engine: what can be concluded of counts, and how surely. Semantics: DESIGN.md. */
export { changePoints, type Change, type Segment } from './change.ts'
export { effect, type Caveat, type Effect, type Span, type Spans } from './effect.ts'
export { ratioOfRatios } from './odds.ts'
export { binomialTest, clopperPearson, poissonInterval, rate, rateRatio, wilson, type Compared, type Estimate, type Interval } from './intervals.ts'
export { nightShare, season, weekendShare, type Season } from './season.ts'
export { kaplanMeier, type Duration, type Step, type Survival } from './survival.ts'
export { mannKendall, poissonTrend, type MannKendall, type Point, type PoissonTrend } from './trend.ts'
