/** What a hunt comes to, for whoever may be told of it: bodies are numbers here, and no line is read. */
import type { Tx } from '#platform/db/index.ts'
import type { HuntKind } from '../../contract-hunts.ts'
import type { TellingHunt } from '../../core/told/hunt.ts'
import * as store from '../store/hunts-store.ts'
import { rulesById } from '../store/rules-store.ts'
import { leftOutOf } from './ask.ts'
import { subjectOf } from './subject.ts'

export async function tellingOf(tx: Tx, row: store.HuntRow): Promise<Omit<TellingHunt, 'tlp' | 'at'>> {
  const met = await store.foundOf(tx, row.id)
  // A case made of it says that it is the thing, unless somebody says otherwise.
  const real = met.filter((one) => one.verdict === 'real' || (one.verdict === null && one.caseId !== null))
  const [rule] = row.rule_id === null ? [] : await rulesById(tx, [row.rule_id])
  return {
    id: row.id, asked: subjectOf(row, rule?.licence ? `${rule.author || row.title}: ${rule.licence}` : ''), done: row.state === 'done', oneBody: row.party_id !== null, whole: row.missing === 0 && leftOutOf(row.kind as HuntKind, row.text).length === 0,
    over: row.asked_from === null || row.asked_to === null ? undefined : { bodies: row.asked_bodies, from: row.asked_from, to: row.asked_to }, hits: Number(row.hits),
    real: real.length === 0 ? undefined : { bodies: real.length, hits: real.reduce((sum, one) => sum + Number(one.hits), 0), from: real.map((one) => one.firstDay).toSorted()[0]!, to: real.map((one) => one.lastDay).toSorted().at(-1)! },
    waiting: met.filter((one) => one.verdict === null && one.caseId === null).length,
  }
}
