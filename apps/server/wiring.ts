/**
 * Every reaction of the house, on one page: which event wakes which module.
 * An event goes downwards in modules/index.ts or to the module that sent it; nothing here decides anything.
 */
import { caseAnswered, caseMoved, caseOpened, casesTied } from '#modules/cases/contract.ts'
import { centreChanged } from '#modules/identity/contract.ts'
import { type ModuleName } from '#modules/index.ts'
import { publicChanged } from '#modules/notices/contract.ts'
import { entryChanged, publicationChanged } from '#modules/observatory/contract.ts'
import { obligationsComputed } from '#modules/obligations/contract.ts'
import { territoryChanged } from '#modules/territory/contract.ts'
import { watchTold, weekWritten } from '#modules/watch/contract.ts'
import type { EventType } from '#platform/contract/index.ts'
import type { Listener } from '#platform/events/index.ts'

type Wired = { readonly [module in ModuleName]?: { readonly listeners: readonly Listener[] } }
type Reaction = `${ModuleName}.${string}`

const reactions: readonly (readonly [EventType, ...Reaction[]])[] = [
  [centreChanged, 'notices.centre'],
  [territoryChanged, 'obligations.party', 'notices.territory'],
  [caseOpened, 'obligations.open', 'notices.draft', 'messages.opened'],
  [casesTied, 'obligations.tie', 'notices.draft_tied', 'messages.tied'],
  [caseAnswered, 'obligations.answered', 'notices.answered', 'messages.answered'],
  [caseMoved, 'obligations.moved', 'notices.moved', 'intake.case_moved', 'observatory.case_moved', 'messages.moved'],
  [obligationsComputed, 'messages.computed'],
  [publicChanged, 'messages.public'],
  [publicationChanged, 'sharing.publication'],
  [entryChanged, 'sharing.entry'],
  [watchTold, 'sharing.told'],
  [weekWritten, 'messages.week'],
]

/**
 * Of the modules that are put together, as the stage of an exercise has only some: a reaction of one that is not there is left out.
 * @throws Error when a listener is not on this page, or the page names one that its module does not offer: both are a forgotten wire.
 */
export function wiring(modules: Wired): Listener[] {
  const offered = Object.values(modules).flatMap((module) => module.listeners)
  const wired = reactions.flatMap(([event, ...names]) => names.filter((name) => name.slice(0, name.indexOf('.')) in modules).map((name) => {
    const listener = offered.find((one) => one.name === name && one.event.name === event.name)
    if (!listener) throw new Error(`wiring: no module offers ${name} for ${event.name}`)
    return listener
  }))
  const forgotten = offered.filter((one) => !wired.includes(one))
  if (forgotten.length > 0) throw new Error(`wiring: ${forgotten.map((one) => one.name).join(', ')} is not on the page`)
  return wired
}
