/** Notices: edited, confirmed by the body, approved by a second person, withdrawn, restored. */
import { record, recordRead } from '#platform/audit/index.ts'
import { LIVE, Refusal, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { NoticeContent, NoticesService } from '../contract.ts'
import { checkSave, checksOf, decideConfirm, decidePublish, isCentre, speaksFor, type CaseWord, type Known } from '../core/decide.ts'
import { draftingAt, restoredContent } from '../core/drafting.ts'
import { applyEdit, wholeText } from '../core/edit.ts'
import { readingMinutes } from '../core/readability.ts'
import { dropPages, type Context } from './context.ts'
import { draft } from './drafts.ts'
import { isOver, putInside, putOut, takeBackInside, takeDown } from './publishing.ts'
import { listNotices, loadNotice, noticesOfCases, saveNotice, versionsOf, type ListFilter, type Notice } from './store.ts'
import { countFollowers } from './store/followers-store.ts'
import { publicPaths } from '../contract-public.ts'

export type Service = ReturnType<typeof createService>

export function createService(context: Context) {
  const { ground: { db, clock, publicUrl }, needs } = context

  async function confirm(actor: Actor, noticeId: string, version?: number): Promise<void> {
    await db.as(actor, async (tx) => {
      const { notice, word } = await load(tx, noticeId)
      const now = clock.now()
      if (decideConfirm(actor, knownOf(notice), word, now, version) === 'done') return
      await saveNotice(tx, noticeId, now, { state: 'confirmed', confirmed: { by: actor.id, name: actor.name, at: now }, approved: null })
      await record(tx, actor, now, { action: 'notices.confirm', partyId: notice.partyId, object: `notice:${noticeId}`, detail: { version: notice.version } })
    })
  }

  async function publish(actor: Actor, noticeId: string, version?: number): Promise<void> {
    const partyId = await db.as(actor, async (tx) => {
      const { notice, word } = await load(tx, noticeId)
      const now = clock.now()
      if (decidePublish(actor, knownOf(notice), word, now, version) === 'done') return undefined
      if (notice.realm !== LIVE) {
        const kept = await putInside(tx, actor, notice, now)
        await record(tx, actor, now, { action: 'notices.publish_inside', partyId: notice.partyId, object: `notice:${noticeId}`, detail: { ...kept, version: notice.version, confirmedBy: notice.confirmedBy } })
        return undefined
      }
      const name = (await needs.territory.parties(tx, [notice.partyId]))[0]?.name ?? notice.partyName
      const out = await putOut(tx, actor, notice, name, now, publicUrl)
      await record(tx, actor, now, { action: 'notices.publish', partyId: notice.partyId, object: `notice:${noticeId}`, detail: { ...out, version: notice.version, confirmedBy: notice.confirmedBy, tlp: 'clear' } })
      return notice.partyId
    })
    if (partyId) dropPages(context, partyId)
  }

  async function save(actor: Actor, noticeId: string, input: { version: number; content: NoticeContent }) {
    return db.as(actor, async (tx) => {
      const { notice, word } = await load(tx, noticeId)
      const now = clock.now()
      if (!speaksFor(actor, notice.partyId) && !isCentre(actor)) throw new Refusal('forbidden')
      if (notice.version !== input.version) throw new Refusal('conflict', { version: notice.version })
      checkSave(input.content, now)
      const content = applyEdit(notice.content, input.content)
      // Words given to other words do not hold for these. What is public stays as it was until the two words are given again.
      const version = await saveNotice(tx, noticeId, now, { content, edited: true, state: 'draft', reason: '', confirmed: null, approved: null })
      await record(tx, actor, now, { action: 'notices.save', partyId: notice.partyId, object: `notice:${noticeId}`, detail: { version } })
      return { version, state: 'draft' as const, checks: checksOf(content, now, word, notice.realm) }
    })
  }

  /** Taking away needs one person: what is wrong must not wait for a second. */
  async function withdraw(actor: Actor, noticeId: string, reason: string): Promise<void> {
    const partyId = await db.as(actor, async (tx) => {
      const { notice } = await load(tx, noticeId)
      if (!speaksFor(actor, notice.partyId) && !isCentre(actor)) throw new Refusal('forbidden')
      if (notice.state === 'withdrawn') return undefined
      const now = clock.now()
      if (notice.liveNumber !== null) await takeDown(tx, actor, notice, now, reason)
      else await takeBackInside(tx, actor, notice, now, reason)
      await saveNotice(tx, noticeId, now, { state: 'withdrawn', reason, confirmed: null, approved: null, liveNumber: null, tlp: 'amber' })
      await record(tx, actor, now, { action: 'notices.withdraw', partyId: notice.partyId, object: `notice:${noticeId}`, reason, detail: { wasPublic: notice.liveNumber !== null } })
      return notice.partyId
    })
    if (partyId) dropPages(context, partyId)
  }

  async function restore(actor: Actor, noticeId: string, version: number) {
    const { timeZone } = await needs.centre()
    return db.as(actor, async (tx) => {
      const { notice } = await load(tx, noticeId)
      if (!speaksFor(actor, notice.partyId) && !isCentre(actor)) throw new Refusal('forbidden')
      if (notice.version !== version) throw new Refusal('conflict', { version: notice.version })
      const now = clock.now()
      const content = restoredContent(notice.content, draftingAt(now, timeZone))
      const next = await saveNotice(tx, noticeId, now, { content, edited: true, state: 'draft', confirmed: null, approved: null })
      await record(tx, actor, now, { action: 'notices.restore', partyId: notice.partyId, object: `notice:${noticeId}`, detail: { version: next } })
      return { version: next }
    })
  }

  async function list(actor: Actor, filter: ListFilter & { lang: 'it' | 'fr' | 'en' }) {
    return db.as(actor, async (tx) => {
      const { items, ...rest } = await listNotices(tx, filter)
      return { ...rest, items: items.map((notice) => rowOf(notice, filter.lang, clock.now())) }
    })
  }

  async function read(actor: Actor, noticeId: string) {
    return db.as(actor, async (tx) => {
      const notice = await loadNotice(tx, noticeId)
      if (!notice) throw new Refusal('not_found')
      const word = await wordOf(tx, notice.caseId)
      const now = clock.now()
      await recordRead(tx, actor, now, { action: 'notices.read', partyId: notice.partyId, object: `notice:${noticeId}` })
      const own = speaksFor(actor, notice.partyId)
      const hands = own || isCentre(actor)
      const checks = checksOf(notice.content, now, word, notice.realm)
      const ready = !checks.some((check) => check.level === 'stop')
      return {
        ...rowOf(notice, notice.content.sourceLang, now), content: notice.content, checks, readingMinutes: readingMinutes(wholeText(notice.content.texts[notice.content.sourceLang])),
        history: (await versionsOf(tx, noticeId)).map((row) => ({ number: row.number, at: row.at.toISOString(), what: row.what as 'published', confirmedName: row.confirmed_name, approvedName: row.approved_name, reason: row.reason })),
        subscribers: await countFollowers(tx, notice.partyId),
        may: {
          edit: hands, confirm: own && ready && notice.state === 'draft', withdraw: hands && notice.state !== 'withdrawn', restore: hands && (notice.liveNumber !== null || (notice.realm !== LIVE && notice.state === 'published')) && !isOver(notice.content),
          publish: hands && ready && notice.state === 'confirmed' && notice.confirmedBy !== actor.id,
        },
      }
    })
  }

  /** The working copy as it stands, for a preview. In an exercise only the centre sees it. */
  async function workingCopy(actor: Actor, noticeId: string): Promise<Notice> {
    if (actor.realm !== LIVE && !isCentre(actor)) throw new Refusal('forbidden')
    return db.as(actor, async (tx) => {
      const notice = await loadNotice(tx, noticeId)
      if (!notice) throw new Refusal('not_found')
      return notice
    })
  }

  async function load(tx: Tx, noticeId: string): Promise<{ notice: Notice; word: CaseWord }> {
    const notice = await loadNotice(tx, noticeId, true)
    if (!notice) throw new Refusal('not_found')
    return { notice, word: await wordOf(tx, notice.caseId) }
  }

  async function wordOf(tx: Tx, caseId: string): Promise<CaseWord> {
    const facts = (await needs.cases.facts(tx, [caseId]))[0]
    if (!facts) throw new Refusal('not_found')
    return { answer: facts.answer, tlp: facts.tlp }
  }

  async function promise(actor: Actor, noticeId: string, nextUpdateAt: Date): Promise<void> {
    const notice = await db.as(actor, (tx) => loadNotice(tx, noticeId))
    if (!notice) throw new Refusal('not_found')
    const { version, content } = notice
    const services = content.services.map((service) => (service.nextUpdateAt === null ? service : { ...service, nextUpdateAt: nextUpdateAt.toISOString() }))
    await save(actor, noticeId, { version, content: { ...content, services, nextUpdateAt: nextUpdateAt.toISOString() } })
  }

  async function back(actor: Actor, noticeId: string): Promise<void> {
    const notice = await db.as(actor, (tx) => loadNotice(tx, noticeId))
    if (!notice) throw new Refusal('not_found')
    if (!isOver(notice.content)) await restore(actor, noticeId, notice.version)
  }

  const published: NoticesService = { promise, back, confirm, publish, draft: (actor, mainId) => draft(context, actor, mainId), noticesOf: noticesOfCases }
  return { ...published, save, withdraw, restore, list, read, workingCopy }
}

const knownOf = (notice: Notice): Known => ({ realm: notice.realm, partyId: notice.partyId, state: notice.state, version: notice.version, content: notice.content, confirmedBy: notice.confirmedBy, live: notice.liveNumber !== null })
const iso = (at: Date | null) => at?.toISOString() ?? null

function rowOf(notice: Notice, lang: 'it' | 'fr' | 'en', now: Date) {
  const { content } = notice
  return {
    id: notice.id, caseId: notice.caseId, mainId: notice.mainId, partyId: notice.partyId, partyName: notice.partyName, title: content.texts[lang].title, state: notice.state, version: notice.version, tlp: notice.tlp,
    services: content.services.length, expiresAt: content.expiresAt, nextUpdateAt: content.nextUpdateAt, confirmedAt: iso(notice.confirmedAt), confirmedName: notice.confirmedName, approvedAt: iso(notice.approvedAt), approvedName: notice.approvedName,
    updatedAt: notice.updatedAt.toISOString(), edited: notice.edited, reason: notice.reason, inside: notice.realm !== LIVE,
    live: notice.liveNumber === null || notice.slug === null ? null : { path: publicPaths.notice(notice.slug), number: notice.liveNumber, expired: new Date(content.expiresAt) <= now },
  }
}
