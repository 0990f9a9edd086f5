import type { ObligationState } from '../contract.ts'

type Stated = { readonly state?: ObligationState | undefined }

export const isClosed = ({ state }: Stated) => state === 'not_applicable' || state === 'displaced' || state === 'not_in_force'

/** Owed to a person's hand: it can be sent and its number recorded. */
export const isOpen = ({ state }: Stated) => state === 'due' || state === 'exceeded' || state === 'due_without_hours' || state === 'awaiting_input' || state === 'voluntary'
