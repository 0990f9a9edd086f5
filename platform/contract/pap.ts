/**
 * Permissible Actions Protocol: what may be done with an indicator without who attacks noticing. TLP says who reads, PAP what whoever
 * reads may do.
 */
export const paps = ['red', 'amber', 'green', 'clear'] as const
export type Pap = (typeof paps)[number]

/** `inside`: look into one's own logs · `ask`: look it up with third parties, who may tell · `act`: block, take down, answer: the attacker sees it. */
export const papActs = ['inside', 'ask', 'act'] as const
export type PapAct = (typeof papActs)[number]
const strictest: Readonly<Record<PapAct, Pap>> = { inside: 'red', ask: 'amber', act: 'green' }

export const mayAct = (pap: Pap, act: PapAct): boolean => paps.indexOf(pap) >= paps.indexOf(strictest[act])
