/** The order of the house: a module may call only those above it. */
export const modules = ['identity', 'territory', 'cases', 'obligations', 'notices', 'exercise'] as const
export type ModuleName = (typeof modules)[number]
