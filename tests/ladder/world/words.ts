/** Who is who in the world, and the words by which a leak is found. */
/** Stands in every text of B, and nowhere else. */
export const SECRET = 'Segretara'
/** Stands in every text of a case that is TLP:RED: A is tied to it, and must not know. */
export const RED = 'Rubinara'

export const callers = ['nobody', 'researcher', 'provider', 'member', 'admin', 'liaison', 'analyst', 'coordinator'] as const
export type Caller = (typeof callers)[number]
/** Whose objects: the two bodies, the two providers, and A and P again in the case that is red. */
export const holders = ['a', 'b', 'p', 'q', 'red', 'redMain'] as const
export type Holder = (typeof holders)[number]
/** Ids of one holder's objects, by the name that a path gives them. Absent: this holder has none. */
export type Ids = Readonly<Partial<Record<string, string>>>

/** What the texts of a holder say. */
export const wordOf = (holder: Holder): string => (holder === 'b' ? SECRET : holder === 'red' || holder === 'redMain' ? RED : 'Alfarena')
/** Who writes for a holder: the red case is the centre's alone. */
export const writerOf: Readonly<Record<Holder, string>> = { a: 'member', b: SECRET, p: 'provider', q: 'quercia', red: 'analyst', redMain: 'analyst' }
