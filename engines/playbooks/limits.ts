/** Larger than any playbook that a person could walk. */
export const MAX_BYTES = 2_000_000
export const MAX_STEPS = 2000
export const MAX_DEPTH = 60
/** Text of one command that is shown; the document keeps all of it. */
export const MAX_SHOWN = 8000
