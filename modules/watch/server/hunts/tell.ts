/** What a hunt comes to, for whoever may be told of it: bodies are numbers here, and no line is read. */
import { tlpOf } from '#engines/stix/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { HuntKind } from '../../contract-hunts.ts'
import type { Telling } from '../../core/told/hunt.ts'
import type { Seen } from '../../core/told/rounded.ts'
import type { Context } from '../context.ts'
import * as store from '../store/hunts-store.ts'
import { rulesById } from '../store/rules-store.ts'
import { tellingList } from '../store/told-store.ts'
import { isTooLarge, listedOf } from '../told/listed.ts'
import { leftOutOf } from './ask.ts'
import { partsOf, type Part } from './parts.ts'
import { subjectOf } from './subject.ts'

/** `whole`: of all that was met. `parts`: what is told, each by itself; one, where one thing was asked. */
export type TellingHunts = { readonly whole: Telling; readonly parts: readonly (Telling & { readonly name: string })[] }

export async function tellingOf(context: Context, tx: Tx, row: store.HuntRow): Promise<TellingHunts> {
  const met = await store.foundOf(tx, row.id)
  // A case made of it says that it is the thing, unless somebody says otherwise.
  const real = new Set(met.flatMap((one) => (one.verdict === 'real' || (one.verdict === null && one.caseId !== null) ? [one.partyId] : [])))
  const waiting = new Set(met.flatMap((one) => (one.verdict === null && one.caseId === null ? [one.partyId] : [])))
  const [rule] = row.rule_id === null ? [] : await rulesById(tx, [row.rule_id])
  const judged = (all: readonly At[]) => ({ hits: all.reduce((sum, one) => sum + Number(one.hits), 0), real: seenAt(all.filter((one) => real.has(one.partyId))), waiting: all.filter((one) => waiting.has(one.partyId)).length })
  const whole: Telling = {
    id: row.id, asked: subjectOf(row, rule?.licence ? `${rule.author || row.title}: ${rule.licence}` : ''), done: row.state === 'done', oneBody: row.party_id !== null, whole: row.missing === 0 && leftOutOf(row.kind as HuntKind, row.text).length === 0,
    over: row.asked_from === null || row.asked_to === null ? undefined : { bodies: row.asked_bodies, from: row.asked_from, to: row.asked_to }, ...judged(met), hits: Number(row.hits),
  }
  const parts = keptOf(row)
  if (parts.length === 0) return { whole, parts: [{ ...whole, name: row.title }] }
  const [at, listed] = [await store.partsAt(tx, row.id), await ofList(context, tx, row)]
  // Every line met something of it: else not all was kept, and nobody can say that one was not seen.
  const all = whole.whole && at.reduce((sum, one) => sum + Number(one.hits), 0) >= whole.hits
  return { whole, parts: parts.map((one) => ({ ...whole, ...judged(at.filter((each) => each.part === one.key)), whole: all, key: one.key, name: one.name, asked: one.asked, floor: one.floor, ...listed?.(one) })) }
}
/** Those of which was kept what they met: the same as were asked then. */
function keptOf(row: store.HuntRow): readonly Part[] {
  const [parts, asked] = [row.parts.length === 0 ? [] : partsOf(row), new Set(row.parts)]
  return parts.length === asked.size && parts.every((one) => asked.has(one.key)) ? parts : []
}
/** A value of a list is told as the list tells it, and only while it does. */
async function ofList(context: Context, tx: Tx, { list_id: id }: store.HuntRow) {
  if (id === null) return undefined
  const list = await tellingList(tx, id)
  const known = list && !isTooLarge(list) && await listedOf(context, tx, list)
  return ({ value }: Part): Pick<Telling, 'asked' | 'floor'> => {
    const indicator = known ? known.byValue.get(value ?? '') : undefined
    return known && indicator ? { asked: { indicator, beside: known.beside }, floor: tlpOf(indicator) } : { asked: undefined }
  }
}

type At = { readonly partyId: string; readonly hits: number; readonly firstDay: string; readonly lastDay: string }
const seenAt = (all: readonly At[]): Seen | undefined => (all.length === 0 ? undefined : { bodies: all.length, hits: all.reduce((sum, one) => sum + Number(one.hits), 0), from: all.map((one) => one.firstDay).toSorted()[0]!, to: all.map((one) => one.lastDay).toSorted().at(-1)! })
