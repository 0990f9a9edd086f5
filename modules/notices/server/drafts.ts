/** Drafts that follow from cases: one each, kept in step with the body's answer until a person has put a hand to it. */
import type { CaseFacts } from '#modules/cases/contract.ts'
import { record } from '#platform/audit/index.ts'
import { LIVE, mayReach, type Actor, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { isHit } from '../core/decide.ts'
import { draftContent, draftingAt } from '../core/drafting.ts'
import { derivedId, dropPages, type Context } from './context.ts'
import { takeBackInside, takeDown } from './publishing.ts'
import { insertNotices, lockNoticeOfCase, noticesOfCases, saveNotice, type Notice } from './store.ts'
import { dropClaims, propose, publicStates } from './store/states-store.ts'

/** All tied cases of a main one in one statement; those that have a notice keep it. */
export async function draft(context: Context, actor: Actor, mainId: string): Promise<{ drafted: number }> {
  const { ground, needs } = context
  const centre = await needs.centre()
  return ground.db.as(actor, async (tx) => {
    const tied = await needs.cases.tiedOf(tx, mainId)
    const countries = new Map((await needs.territory.parties(tx, tied.map((one) => one.partyId))).map((party) => [party.id, party.country]))
    const now = ground.clock.now()
    const drafting = draftingAt(now, centre.timeZone)
    const stored = await insertNotices(tx, actor.realm, now, tied.map((one) => ({
      id: derivedId(`notice:${one.id}`), partyId: one.partyId, caseId: one.id, mainId, partyName: one.partyName,
      content: draftContent(one, drafting, languageOf(countries.get(one.partyId), centre.languages)),
    })))
    if (stored.length > 0) await record(tx, actor, now, { action: 'notices.draft', object: `case:${mainId}`, detail: { drafted: stored.length } })
    return { drafted: stored.length }
  })
}

/** A body of the centre's own country writes in the centre's first language, another in its own. */
const languageOf = (country: 'IT' | 'FR' | undefined, languages: readonly Lang[]): Lang =>
  country === 'FR' ? 'fr' : languages[0] === 'fr' && country === 'IT' ? 'it' : languages[0] ?? 'it'

/** The body's word, also a corrected one. What it does not say any more of itself is not left in public. */
export async function followAnswer(context: Context, actor: Actor, caseId: string): Promise<void> {
  const { ground, needs } = context
  const facts = await ground.db.as(actor, async (tx) => (await needs.cases.facts(tx, [caseId]))[0])
  if (!facts || facts.kind !== 'tied' || facts.mainId === null) return
  // Events may come in any order: the answer can be here before the draft.
  if ((await ground.db.as(actor, (tx) => noticesOfCases(tx, [caseId]))).length === 0) await draft(context, actor, facts.mainId)
  const changed = await ground.db.as(actor, async (tx) => {
    const notice = await lockNoticeOfCase(tx, caseId)
    // Read again under the lock: of two answers in a row the older must not be written last.
    const [now] = await needs.cases.facts(tx, [caseId])
    if (!notice || !now) return undefined
    return isHit(now.answer) ? hit(context, tx, actor, notice, now) : notHit(context, tx, actor, notice, now)
  })
  if (changed) dropPages(context, changed)
}

async function hit({ ground, needs }: Context, tx: Tx, actor: Actor, notice: Notice, facts: CaseFacts): Promise<undefined> {
  const now = ground.clock.now()
  const untouched = !notice.edited && notice.liveNumber === null && notice.state !== 'confirmed'
  const centre = await needs.centre()
  const content = untouched ? draftContent(facts, draftingAt(now, centre.timeZone), notice.content.sourceLang) : notice.content
  const fresh = untouched && JSON.stringify(content.texts) + JSON.stringify(content.services) !== JSON.stringify(notice.content.texts) + JSON.stringify(notice.content.services)
  if (fresh || notice.state === 'withdrawn') {
    await saveNotice(tx, notice.id, now, { ...(fresh ? { content } : {}), ...(notice.state === 'withdrawn' ? { state: 'draft' as const, reason: '', confirmed: null, approved: null } : {}) })
    await record(tx, actor, now, { action: 'notices.follow', partyId: notice.partyId, object: `notice:${notice.id}`, detail: { answer: facts.answer } })
  }
  // What a case proposes stands on the body's own page: not when the case may not reach the body.
  if (mayReach(facts.tlp, 'clients')) await propose(tx, actor.realm, notice.partyId, now, content.services.map((service) => ({ ...service, since: service.since === null ? null : new Date(service.since), nextUpdateAt: null })))
}

async function notHit(context: Context, tx: Tx, actor: Actor, notice: Notice, facts: CaseFacts): Promise<string | undefined> {
  const now = context.ground.clock.now()
  const wasLive = notice.liveNumber !== null
  const reason = facts.answer === 'not_hit' ? 'not_hit' : ''
  const state = facts.answer === 'not_hit' ? 'withdrawn' as const : 'draft' as const
  await dropClaims(tx, actor.realm, notice.partyId)
  if (wasLive) await takeDown(tx, actor, notice, now, reason || 'corrected')
  else await takeBackInside(tx, actor, notice, now, reason || 'corrected')
  if (wasLive || notice.state !== state) {
    await saveNotice(tx, notice.id, now, { state, reason, confirmed: null, approved: null, ...(wasLive ? { liveNumber: null, tlp: 'amber' as const } : {}) })
    await record(tx, actor, now, { action: 'notices.follow', partyId: notice.partyId, object: `notice:${notice.id}`, reason, detail: { answer: facts.answer, takenDown: wasLive } })
  }
  return wasLive ? notice.partyId : undefined
}

/** Services are observed to work again: proposed to the body, never told for it. */
export async function followMove(context: Context, actor: Actor, caseId: string): Promise<void> {
  const { ground, needs } = context
  await ground.db.as(actor, async (tx) => {
    const facts = (await needs.cases.facts(tx, [caseId]))[0]
    if (!facts || facts.kind !== 'tied' || facts.observed !== 'working' || actor.realm !== LIVE) return
    const now = ground.clock.now()
    const open = (await publicStates(tx, facts.partyId)).filter((row) => row.state === 'down' || row.state === 'limited')
    await propose(tx, actor.realm, facts.partyId, now, open.map((row) => ({ name: row.name, serviceId: row.serviceId, state: 'restored' as const, since: now, nextUpdateAt: null })))
  })
}
