/** Mails about one body to who asked for them: confirmed twice, at most one an hour, ended with one link. */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { record } from '#platform/audit/index.ts'
import { anonymous, Refusal, system, type Lang } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { queue, type Outgoing } from '#platform/mail/outgoing.ts'
import { localPath, publicPaths } from '../contract-public.ts'
import { shownText } from '../core/edit.ts'
import { stateNow } from '../core/states.ts'
import { words } from '../core/words.data.ts'
import { derivedId, hashOf, type Context } from './context.ts'
import { defaultLang } from './public/centre.ts'
import { answerOf } from './public/answer.ts'
import { askToFollow, confirmFollow, endFollow, followersOf, partyOfToken, takeDueMail } from './store/followers-store.ts'
import { changedSince } from './store/public-store.ts'
import { bodyPage, publicStates } from './store/states-store.ts'

export type Followers = ReturnType<typeof createFollowers>

const VALID_MS = 48 * 3_600_000
const address = z.string().trim().toLowerCase().max(254).pipe(z.email())

export function createFollowers({ ground: { db, clock, publicUrl }, needs }: Context) {
  /** The answer is the same whether the address was known or not. @throws Refusal invalid for what is no address, not_found. */
  async function ask(slug: string, typed: string, lang: Lang): Promise<{ email: string }> {
    const parsed = address.safeParse(typed)
    const page = await db.as(anonymous, (tx) => bodyPage(tx, { slug }))
    if (!page) throw new Refusal('not_found')
    if (!parsed.success) throw new Refusal('invalid', { fields: [{ path: 'email', problem: 'not an address' }] })
    const email = parsed.data
    const info = await needs.centre()
    const actor = system('notices.follow')
    await db.as(actor, async (tx) => {
      const now = clock.now()
      const [confirm, end] = [randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')]
      const asked = await askToFollow(tx, { id: derivedId(`follow:${page.partyId}:${email}:${end}`), partyId: page.partyId, email, lang, confirmHash: hashOf(confirm), expiresAt: new Date(now.getTime() + VALID_MS), unsubscribeToken: end, now })
      if (!asked) return
      const link = publicUrl + localPath({ lang, defaultLang: defaultLang(info) }, publicPaths.confirm(confirm))
      await queue(tx, actor, now, [{ key: `notices.follow:${asked}:${hashOf(confirm).slice(0, 16)}`, partyId: page.partyId, channel: 'mail', to: email, about: `follow:${page.partyId}`, subject: words[lang].confirm.subject(page.name), text: (info.demo ? words[lang].demo : '') + words[lang].confirm.text(page.name, link) }])
    })
    return { email }
  }

  /** What a link would do; nothing is changed. Undefined: it does nothing any more. */
  const asked = (token: string, kind: 'confirm' | 'end') => db.as(system('notices.follow'), async (tx) => {
    const partyId = await partyOfToken(tx, kind === 'confirm' ? { confirmHash: hashOf(token) } : { unsubscribeToken: token }, clock.now())
    return partyId === undefined ? undefined : { page: await bodyPage(tx, { partyId }) }
  })

  const settle = (token: string, kind: 'confirm' | 'end') => db.as(system('notices.follow'), async (tx) => {
    const now = clock.now()
    const partyId = kind === 'confirm' ? await confirmFollow(tx, hashOf(token), now) : await endFollow(tx, token)
    if (!partyId) return undefined
    // Who followed is nobody's business: the log keeps the body, not the address.
    await record(tx, system('notices.follow'), now, { action: kind === 'confirm' ? 'notices.follow' : 'notices.unfollow', partyId, object: `body:${partyId}` })
    return { page: await bodyPage(tx, { partyId }) }
  })

  /** Queues what is due: one message a follower for all that changed since the last, however often it did. */
  async function sendDue(): Promise<number> {
    const info = await needs.centre()
    const actor = system('notices.mail')
    let mails = 0
    for (;;) {
      const now = clock.now()
      const done = await db.as(actor, async (tx) => {
        const body = await takeDueMail(tx, now)
        if (!body) return undefined
        const messages = await newsOf(tx, body, now, { publicUrl, demo: info.demo, first: defaultLang(info) })
        await queue(tx, actor, now, messages)
        return messages.length
      })
      if (done === undefined) return mails
      mails += done
    }
  }

  return { ask, asked, confirm: (token: string) => settle(token, 'confirm'), end: (token: string) => settle(token, 'end'), sendDue }
}

async function newsOf(tx: Tx, body: { partyId: string; slug: string; name: string; since: Date | null }, now: Date, site: { publicUrl: string; demo: boolean; first: Lang }): Promise<Outgoing[]> {
  const followers = await followersOf(tx, body.partyId)
  if (followers.length === 0) return []
  const states = (await publicStates(tx, body.partyId)).map((row) => stateNow(row, now))
  const changed = await changedSince(tx, body.partyId, body.since)
  const texts = new Map<Lang, { subject: string; end: (token: string) => string; text: (end: string) => string }>()
  for (const lang of new Set(followers.map((one) => one.lang))) {
    const at = (path: string) => site.publicUrl + localPath({ lang, defaultLang: site.first }, path)
    const notices = changed.map((out) => { const { text } = shownText(out.content, lang); return { title: text.title, summary: text.summary, link: at(publicPaths.notice(out.slug)) } })
    const answer = states.length > 0 ? answerOf(states, lang, { title: '', summary: '' }) : undefined
    const status = answer ? [answer.title, answer.text].filter(Boolean).join('. ') : ''
    texts.set(lang, {
      subject: words[lang].news.subject(body.name),
      end: (token) => at(publicPaths.unsubscribe(token)),
      text: (end) => (site.demo ? words[lang].demo : '') + words[lang].news.text({ body: body.name, status, notices, page: at(publicPaths.body(body.slug)), end }),
    })
  }
  return followers.map((one) => {
    const { subject, end, text } = texts.get(one.lang)!
    const unsubscribeUrl = end(one.unsubscribeToken)
    return { key: `notices.news:${one.id}:${now.getTime()}`, partyId: body.partyId, channel: 'mail', to: one.email, about: `body:${body.partyId}`, subject, text: text(unsubscribeUrl), unsubscribeUrl }
  })
}
