/** Gathers what is worth telling: from events, and from what ends by itself. Nothing leaves here. */
import type { CaseFacts } from '#modules/cases/contract.ts'
import type { weekWritten } from '#modules/watch/contract.ts'
import { LIVE, system, type PayloadOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { chosenFor } from '../core/choose.ts'
import { answered, moved, nearing, opened, type Told } from '../core/facts.ts'
import type { Kind } from '../core/kinds.data.ts'
import { firstLang, type Context } from './context.ts'
import { askedAddresses, keepItems, type NewItem } from './store.ts'

/** A permission is called to mind in the last month of its life. */
const ENDING_MS = 30 * 86_400_000
const PART = 200
const actor = system('messages.collect')
type About = { readonly partyId: string; readonly object: string; readonly told: Told; /** Addresses that know already. */ readonly known?: ReadonlySet<string> | undefined }

export function createCollecting(context: Context) {
  const { ground: { db, clock }, needs } = context

  async function keep(tx: Tx, abouts: readonly About[]): Promise<number> {
    if (abouts.length === 0) return 0
    const ids = [...new Set(abouts.map((one) => one.partyId))]
    const first = firstLang(await needs.centre())
    const names = new Map((await needs.territory.parties(tx, ids)).map((one) => [one.id, one.name]))
    const contacts = Map.groupBy(await needs.territory.contacts(tx, ids), (one) => one.partyId)
    const people = Map.groupBy(await needs.identity.peopleOf(ids), (one) => one.partyId)
    return keepItems(tx, LIVE, clock.now(), abouts.flatMap(({ partyId, object, told, known }): NewItem[] =>
      chosenFor(told.kind, contacts.get(partyId) ?? [], people.get(partyId) ?? [], first).filter((one) => !known?.has(one.address)).map((one) => ({
        ...one, partyId, partyName: names.get(partyId) ?? '', kind: told.kind, object, pace: told.pace, detail: { ...told.detail, once: told.once }, dueAt: told.dueAt,
      }))))
  }

  const inParts = async (facts: readonly CaseFacts[], work: (tx: Tx, some: readonly CaseFacts[]) => Promise<void>) => {
    for (let from = 0; from < facts.length; from += PART) await db.as(actor, (tx) => work(tx, facts.slice(from, from + PART)))
  }
  const factsOf = (ids: readonly string[]) => db.as(actor, (tx) => needs.cases.facts(tx, ids))

  /** Of a main case and those tied to it, or of some that were tied later. */
  async function casesOpened(mainId: string, caseIds?: readonly string[]): Promise<void> {
    const facts = caseIds ? await factsOf(caseIds) : await db.as(actor, async (tx) => [...await needs.cases.facts(tx, [mainId]), ...await needs.cases.tiedOf(tx, mainId)])
    await inParts(facts, async (tx, some) => {
      const asked = await askedAddresses(tx, some.map((one) => one.id))
      await keep(tx, some.flatMap((one) => opened(one, clock.now()).map((told) => ({ partyId: one.partyId, object: `case:${one.id}`, told, known: told.kind === 'case_opened' ? asked.get(one.id) : undefined }))))
    })
  }
  const caseAbout = async (caseId: string, tell: (facts: CaseFacts, now: Date) => Told[]) => {
    await inParts(await factsOf([caseId]), async (tx, some) => { await keep(tx, some.flatMap((one) => tell(one, clock.now()).map((told) => ({ partyId: one.partyId, object: `case:${one.id}`, told })))) })
  }

  return {
    casesOpened,
    caseAnswered: (caseId: string) => caseAbout(caseId, answered),
    caseMoved: (caseId: string) => caseAbout(caseId, moved),
    async obligationsComputed(caseIds: readonly string[]): Promise<void> {
      await inParts(await factsOf(caseIds), async (tx, some) => {
        const nearest = new Map((await needs.obligations.nearest(tx, some.map((one) => one.id))).map((one) => [one.caseId, one]))
        await keep(tx, some.flatMap((one) => nearing(one, nearest.get(one.id), clock.now()).map((told) => ({ partyId: one.partyId, object: `case:${one.id}`, told }))))
      })
    },
    async publicChanged(partyId: string, eventId: number): Promise<void> {
      await db.as(actor, (tx) => keep(tx, [{ partyId, object: `body:${partyId}`, told: { kind: 'public_page', pace: 'weekly', dueAt: clock.now(), once: `event ${eventId}` } }]))
    },
    /** In the language of each recipient when the mail is written. */
    async weekWritten({ partyId, week, said }: PayloadOf<typeof weekWritten>): Promise<void> {
      await db.as(actor, (tx) => keep(tx, [{ partyId, object: `week:${week}`, told: { kind: 'week_watched', pace: 'weekly', dueAt: clock.now(), once: week, detail: { week, said_it: said.it, said_fr: said.fr, said_en: said.en } } }]))
    },
    /** Once an hour is more than enough: the line is weekly. */
    async consentsEnding(): Promise<number> {
      return db.as(actor, async (tx) => {
        const now = clock.now()
        return keep(tx, (await needs.coordination.ending(tx, now, new Date(now.getTime() + ENDING_MS))).map((one) => ({
          partyId: one.partyId, object: `consent:${one.id}`, told: { kind: 'consent_ending' as Kind, pace: 'weekly' as const, dueAt: now, once: one.until.toISOString(), detail: { what: one.what, at: one.until.toISOString() } },
        })))
      })
    },
  }
}
export type Collecting = ReturnType<typeof createCollecting>
