/**
 * What the laws ask of a party, and whose word counts for it.
 *
 * `own`: only the party can know it, nobody publishes it: its insurance, whether ACN wrote to it and when, whether it is on a
 * list that is not public, whether it makes products or handles data for others. Its word counts at once. A listing by ACN moves
 * terms of law, so it names the letter that it rests on.
 * `registry`: an office publishes it and the law itself takes it from there: inhabitants (ISTAT, INSEE), whether it is a capital,
 * whether it is a local health agency (IPA). A body that could write its own inhabitants would choose its own law; it says what
 * is wrong, and the centre takes it over from the registry or does not.
 */
import type * as z from 'zod'
import { ownFacts, registryFacts, type Fact, type OwnFact } from '../../contract.ts'

export const isOwn = (fact: Fact): fact is OwnFact => fact in ownFacts

export type Judged = { readonly value: unknown; readonly state: 'confirmed' | 'stated' | 'proposed' } | { readonly problem: 'value' | 'document' | 'future' }

/** A body's word on one fact. `known`: what is known so far; undefined when nothing is. */
export function judge(fact: Fact, value: unknown, { known, source, today }: { known: unknown; source: string; today: string }): Judged {
  const read = (isOwn(fact) ? ownFacts[fact] : registryFacts[fact]).safeParse(value)
  if (!read.success) return { problem: 'value' }
  if (known !== undefined && same(known, read.data)) return { value: read.data, state: 'confirmed' }
  if (fact === 'acn') {
    const { status, noticeReceivedOn = '' } = read.data as z.output<typeof ownFacts.acn>
    if (noticeReceivedOn > today) return { problem: 'future' }
    if ((status === 'essential' || status === 'important') && source === '') return { problem: 'document' }
  }
  return { value: read.data, state: isOwn(fact) ? 'stated' : 'proposed' }
}

/** Equal as data, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => same(one[key], other[key]))
}
