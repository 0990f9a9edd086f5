/** The order of the house: a module may call only those above it. */
export const modules = ['identity', 'territory', 'cases', 'playbooks', 'obligations', 'notices', 'coordination', 'exercise', 'intake', 'watch', 'observatory', 'sharing', 'messages', 'retention'] as const
export type ModuleName = (typeof modules)[number]
