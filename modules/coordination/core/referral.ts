/**
 * Names for a body that needs help, without favour. Who does not fit is left out with the reasons; who fits comes by fit, and
 * equal ones by turn. Everything that decides is an argument: the stored record gives the same order again.
 */
import { createHash } from 'node:crypto'
import { dayOf } from '#platform/contract/zone.ts'
import type { Bond, Exclusion, NamedItem, Qualification, SpokenLanguage, Trade } from '../contract-responders.ts'

/** Stands on each record: another way of counting is another number. */
export const RULE = 1
/** A list to choose from, and not a register to read. */
export const NAMES = 5

export type Need = { readonly trade: Trade; readonly place: string; readonly withinHours: number; readonly language: SpokenLanguage; readonly bodyId: string; /** The provider of the case; null when nobody knows through whom it came. */ readonly fallenId: string | null; readonly timeZone: string }
/** Named in a year for this trade. */
export type Turns = { readonly shown: number; readonly first: number; /** ISO; null: never. */ readonly lastAt: string | null }
export type Weighed = {
  readonly id: string; readonly active: boolean; readonly trades: readonly Trade[]; readonly places: readonly string[]; readonly everywhere: boolean; readonly languages: readonly string[]
  readonly readyHours: number | null; readonly notUntil: string | null; readonly groupName: string; readonly qualifications: readonly Pick<Qualification, 'kind' | 'until'>[]; readonly bonds: readonly Pick<Bond, 'partyId' | 'as'>[]; readonly turns: Turns
}
/** `partyId` needs a service of `onId`; sure: declared or confirmed, and not only proposed. */
export type Tie = { readonly partyId: string; readonly onId: string; readonly sure: boolean }
export type Named = { readonly id: string; readonly qualified: boolean; readonly ties: NamedItem['ties'] }
export type Referred = { readonly named: readonly Named[]; readonly excluded: readonly { readonly id: string; readonly reasons: readonly Exclusion[] }[] }

export function refer(need: Need, responders: readonly Weighed[], ties: readonly Tie[], now: Date, seed: string): Referred {
  const groups = new Map(responders.map((one) => [one.id, folded(one.groupName)]))
  const judged = responders.map((one) => {
    const conflict = conflictsOf(need, one, ties, groups)
    return { one, reasons: [...misfits(need, one, now), ...conflict.excluded], ties: conflict.told, qualified: one.qualifications.some(({ until }) => inForce(until, now, need.timeZone)) }
  })
  const byLot = (a: Weighed, b: Weighed) => compare(lot(seed, a.id), lot(seed, b.id))
  const lastOf = (one: Weighed) => one.turns.lastAt ?? ''
  const fit = (x: { ties: readonly string[]; qualified: boolean }) => (x.ties.length > 0 ? 2 : 0) + (x.qualified ? 0 : 1)
  // Who is named is decided by how often; who comes first among them by how often it was first.
  const fitting = judged.filter(({ reasons }) => reasons.length === 0)
    .toSorted((a, b) => fit(a) - fit(b) || a.one.turns.shown - b.one.turns.shown || compare(lastOf(a.one), lastOf(b.one)) || byLot(a.one, b.one)).slice(0, NAMES)
    .toSorted((a, b) => fit(a) - fit(b) || a.one.turns.first - b.one.turns.first || a.one.turns.shown - b.one.turns.shown || compare(lastOf(a.one), lastOf(b.one)) || byLot(a.one, b.one))
  return {
    named: fitting.map(({ one, qualified, ties: told }) => ({ id: one.id, qualified, ties: told })),
    excluded: judged.filter(({ reasons }) => reasons.length > 0).map(({ one, reasons }) => ({ id: one.id, reasons })).toSorted((a, b) => compare(a.id, b.id)),
  }
}

/** On its last day a qualification still counts. */
export const inForce = (until: string, now: Date, timeZone: string): boolean => until >= dayOf(now, timeZone)

/** When it can begin; null: it has not said. */
export function readyAt({ readyHours, notUntil }: Pick<Weighed, 'readyHours' | 'notUntil'>, now: Date): Date | null {
  if (readyHours === null) return null
  return new Date(Math.max(now.getTime(), notUntil ? Date.parse(notUntil) : 0) + readyHours * HOUR)
}

function misfits(need: Need, one: Weighed, now: Date): Exclusion[] {
  const ready = readyAt(one, now)
  return [
    ...(one.active ? [] : ['inactive' as const]),
    ...(one.trades.includes(need.trade) ? [] : ['trade' as const]),
    ...(one.everywhere || one.places.some((place) => folded(place) === folded(need.place)) ? [] : ['place' as const]),
    ...(one.languages.includes(need.language) ? [] : ['language' as const]),
    ...(ready === null ? ['unsaid' as const] : ready.getTime() > now.getTime() + need.withinHours * HOUR ? ['late' as const] : []),
  ]
}

/**
 * Excluded: whoever fell, whoever belongs to it, whoever says itself that it cannot judge, and whoever supplies the body while
 * nobody knows through whom the attack came: it would look into its own work. Any other tie is told, and comes last.
 */
function conflictsOf({ bodyId, fallenId }: Need, one: Weighed, ties: readonly Tie[], groups: ReadonlyMap<string, string>): { excluded: Exclusion[]; told: NamedItem['ties'] } {
  const bound = (partyId: string | null, ...as: readonly Bond['as'][]) => partyId !== null && one.bonds.some((bond) => bond.partyId === partyId && as.includes(bond.as))
  const needs = (partyId: string | null, onId: string | null, sure: boolean) => ties.some((tie) => tie.partyId === partyId && tie.onId === onId && tie.sure === sure)
  const group = folded(one.groupName)
  const supplies = needs(bodyId, one.id, true)
  return {
    excluded: [
      ...(one.id === fallenId || one.id === bodyId ? ['fallen' as const] : []),
      ...(bound(fallenId, 'owner', 'group') || (group !== '' && fallenId !== null && fallenId !== one.id && groups.get(fallenId) === group) ? ['owner' as const] : []),
      ...(bound(bodyId, 'conflict') || bound(fallenId, 'conflict') ? ['declared' as const] : []),
      ...(supplies && fallenId === null ? ['supplies_body' as const] : []),
    ],
    told: [
      ...(supplies ? ['supplies_you' as const] : []),
      ...(bound(bodyId, 'customer') ? ['works_for_you' as const] : []),
      ...(bound(bodyId, 'owner', 'group') ? ['of_you' as const] : []),
      // Whichever way it goes: it is told that there is one, and nothing more of others.
      ...(fallenId !== null && (bound(fallenId, 'customer') || needs(fallenId, one.id, true) || needs(one.id, fallenId, true)) ? ['case_tie' as const] : []),
      ...((!supplies && needs(bodyId, one.id, false)) || (fallenId !== null && (needs(fallenId, one.id, false) || needs(one.id, fallenId, false))) ? ['maybe' as const] : []),
    ],
  }
}

const HOUR = 3_600_000
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const lot = (seed: string, id: string): string => createHash('sha256').update(`${seed} ${id}`).digest('hex')
/** "Haute-Garonne" and "haute garonne" are one place. */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
