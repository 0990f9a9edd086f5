import { entriesLoader, entryAction, entryLoader, listAction, reviewLoader, twinsLoader } from '../data.ts'
import { EntriesPage } from './entries.tsx'
import { EntryPage } from './entry.tsx'
import { ReviewPage } from './review.tsx'
import { TwinsPage } from './twins.tsx'

export const entries = { Component: EntriesPage, loader: entriesLoader, action: listAction }
export const entry = { Component: EntryPage, loader: entryLoader, action: entryAction }
export const review = { Component: ReviewPage, loader: reviewLoader, action: entryAction }
export const twins = { Component: TwinsPage, loader: twinsLoader }
export { denominators, room, saved, studies, study } from './study-all.ts'
export { attack, attackChanges } from './attack-all.ts'
export { report } from './report-all.ts'
export { feed, feeds, importOne, imports } from './imports-all.ts'
