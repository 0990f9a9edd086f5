import { StateChip } from '#ui/components/state-chip.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import type { PublicState } from '#modules/notices/contract-public.ts'
import type { Words } from './words.ts'

/** A citizen's state drawn with the marks of the centre's. "At risk" has no public twin: it is never published. */
export const markOf: Readonly<Record<PublicState, ImpactState>> = {
  down: 'hit', limited: 'degraded', restored: 'restored', working: 'restored', unknown: 'unknown',
}

/** State of one service. */
export function ServiceState({ state, t }: { state: PublicState; t: Words }) {
  return <StateChip state={markOf[state]} word={t(`state.${state}`)} />
}

/** State of the services of a body: the same mark, the word in the plural. */
export function PlaceState({ state, t }: { state: PublicState; t: Words }) {
  return <StateChip state={markOf[state]} word={t(`states.${state}`)} />
}
