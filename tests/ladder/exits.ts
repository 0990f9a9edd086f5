/**
 * TLP at every exit. A's case is AMBER, and what two people have agreed to of it is CLEAR; B's is AMBER and agreed to by one
 * person; the other case of A is RED. What leaves may say A's name, and of B and of the red case nothing.
 * Left out on purpose: the encrypted backup, which holds everything and is opened by its key alone.
 */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { RED, SECRET, type World } from './world/index.ts'

type Exit = {
  /** All that leaves here, as text. */
  readonly read: (w: World) => Promise<string>
  /** The level of whoever stands outside: what is AMBER of B may reach the centre's own people. */
  readonly amber?: 'may pass'
}

const get = async (w: World, id: string, params: Record<string, unknown> = {}, who = 'nobody') => { const answer = await w.send(who, w.endpoint(id), { params }); expect(answer.status, id).toBe(200); return answer.text }
const pages = (...names: string[]) => async (w: World) => (await Promise.all(names.map((name) => get(w, `notices.page_${name}`, w.ids.a)))).join()
const texts = async (w: World, text: string, values: unknown[] = []) => JSON.stringify(await w.t.sql(text, values))
const calendar = async (w: World, who: string) => get(w, 'obligations.calendar', { token: new URL((await w.done(who, 'obligations.createCalendar')).url).pathname.split('/').at(-1) })

const exitsOf: Readonly<Record<string, Exit>> = {
  'mails to bodies': { read: (w) => texts(w, `select recipient, subject, body from platform.delivery where channel = 'mail' and party_id <> $1`, [w.party.b]) },
  'mails to those who follow a body': { read: async (w) => { await w.centre.notices.periodic.find((one) => one.name === 'notices.mail')!.run(undefined as never); return texts(w, `select recipient, subject, body from platform.delivery where key like 'notices.%'`) } },
  'digests and mails at once, and the page that they lead to': {
    async read(w) {
      await w.t.sql(`update messages.item set first_at = first_at - interval '8 days', changed_at = changed_at - interval '8 days', due_at = least(due_at, now()) - interval '8 days' where state = 'waiting'`)
      await w.centre.messages.periodic.find((one) => one.name === 'messages.send')!.run(undefined as never)
      const mails = await texts(w, `select recipient, subject, body, about, unsubscribe_url from platform.delivery where key like 'messages.%' and party_id <> $1`, [w.party.b])
      expect(mails).toMatch(/messages\/[\w-]{43}\/all/)
      // What is counted below is what the cases have written.
      await w.t.sql(`delete from platform.delivery where key like 'messages.%'`)
      return mails + await get(w, 'messages.page_choices', { token: w.ids.a.choices, step: 'all' })
    },
  },
  'webhooks': { read: (w) => texts(w, `select payload from notices.webhook_delivery where message_id <> 'prova'`) },
  'public pages': { read: pages('home', 'notices', 'notice', 'status', 'body') },
  'pages that say nothing of a body': { read: async (w) => `Alfarena ${await pages('emergency', 'accessibility', 'privacy')(w)}` },
  'feeds': { read: pages('atom', 'json', 'bodyAtom', 'bodyJson') },
  'the fragment for a body’s own site': { read: pages('embed') },
  'open data (CSV)': { read: pages('csv') },
  'the page behind a mailed link': { read: (w) => get(w, 'notices.page_reply', { token: w.ids.a.reply }) },
  'a body’s calendar': { read: (w) => calendar(w, 'admin') },
  'the centre’s calendar': { amber: 'may pass', read: (w) => calendar(w, 'analyst') },
  'drafts for authorities, filled for a body': { read: (w) => get(w, 'obligations.draft', { caseId: w.ids.a.caseId, authority: 'garante' }, 'member') },
  'situation report of an amber case': {
    amber: 'may pass',
    async read(w) {
      await w.done('analyst', 'cases.decide', { params: { caseId: w.mains.p }, body: { text: `Decisione ${RED}`, reasons: RED, tlp: 'red' } })
      await w.done('analyst', 'cases.decide', { params: { caseId: w.ids.a.caseId }, body: { text: `Decisione ${RED}`, reasons: RED, tlp: 'red' } })
      return `Alfarena ${JSON.stringify((await w.done('analyst', 'cases.writeReport', { params: { caseId: w.mains.p }, body: { tlp: 'amber' } })).text)}`
    },
  },
}

export function exits(world: () => World) {
  test.each(Object.entries(exitsOf))('%s: what is clear goes out, what is red or amber does not', async (_, { read, amber }) => {
    const text = await read(world())
    expect(text).toMatch(/Alfarena/i)
    for (const [name, id] of Object.entries(world().ids.red)) expect(text, name).not.toContain(id)
    expect(text).not.toMatch(new RegExp(RED, 'i'))
    // The map of the home page has the names of all municipalities, and no state of theirs.
    if (amber === undefined) expect(text.replaceAll(`"name":"Comune di ${SECRET}"`, '')).not.toMatch(new RegExp(SECRET, 'i'))
  })

  const change = async (w: World, caseId: string, tlp: string) => w.done('analyst', 'cases.change', { params: { caseId }, body: { tlp, version: Number(await w.one('select version from cases."case" where id = $1', [caseId])) } })
  const status = async (w: World, who: string, id: string, sent: Parameters<World['send']>[2]) => (await w.send(who, w.endpoint(id), sent)).status
  const message = (caseId: string, tlp = 'amber') => ({ params: { caseId }, body: { requestId: randomUUID(), subject: { it: 'Novità' }, text: { it: 'Alfarena' }, tlp } })

  test('nobody is asked, called or written to about a red case', async () => {
    const w = world()
    expect(await w.t.sql('select 1 from cases.question where case_id = $1 union all select 1 from platform.delivery where about = any ($2)', [w.ids.red.caseId, [`case:${w.ids.red.caseId}`, `case:${w.mains.red}`]])).toEqual([])
    expect(await status(w, 'analyst', 'cases.message', message(w.mains.red))).toBe(422)
    expect(await status(w, 'analyst', 'cases.message', message(w.mains.p, 'red'))).toBe(422)
  })

  test('a body whose own case is stricter than the main one gets no message about it, and what waits for it stops', async () => {
    const w = world()
    const [caseId, about] = [w.ids.b.caseId!, `case:${w.ids.b.caseId}`]
    const waiting = () => w.t.sql<{ id: number; state: string }>(`select id, state from platform.delivery where about = $1 order by id`, [about])
    await w.t.sql(`update platform.delivery set state = 'queued' where about = $1`, [about])
    await change(w, caseId, 'red')
    const [stopped] = await waiting()
    expect(stopped!.state).toBe('failed')
    expect((await w.done('analyst', 'cases.message', message(w.mains.p))).cases).toBe(1)
    expect(await waiting()).toHaveLength(1)
    const again = { params: { deliveryId: stopped!.id }, body: { outcome: 'again' } }
    expect(await status(w, 'analyst', 'cases.settleDelivery', again)).toBe(422)
    expect(await status(w, 'nobody', 'cases.readReply', { params: { token: w.ids.b.reply } })).toBe(404)
    await change(w, caseId, 'amber')
    expect(await status(w, 'analyst', 'cases.settleDelivery', again)).toBe(204)
    expect(await status(w, 'nobody', 'cases.readReply', { params: { token: w.ids.b.reply } })).toBe(200)
  })

  test.each(['red', 'amber+strict'])('a notice of a case that is %s is not published, by whomever its words were given', async (tlp) => {
    const w = world()
    await change(w, w.ids.red.caseId!, tlp)
    await w.t.sql(`update notices.notice set state = 'confirmed', confirmed_by = 'un altro', confirmed_at = now() where id = $1`, [w.ids.red.noticeId])
    const sent = { params: { noticeId: w.ids.red.noticeId }, body: { version: Number(await w.one('select version from notices.notice where id = $1', [w.ids.red.noticeId])) } }
    expect(await status(w, 'coordinator', 'notices.publish', sent)).toBe(422)
    expect(await status(w, 'admin', 'notices.publish', sent)).toBe(404)
    // A district is of the same organisation as the centre, its bodies are not.
    for (const [who, expected] of [['liaison', tlp === 'red' ? 404 : 200], ['member', 404], ['provider', 404]] as const) {
      expect(await status(w, who, 'cases.read', { params: { caseId: w.ids.red.caseId } }), who).toBe(expected)
      expect(await status(w, who, 'obligations.dossier', { params: { caseId: w.ids.red.caseId } }), who).toBe(expected)
    }
    await change(w, w.ids.red.caseId!, 'red')
  })

  test('nothing of a red case is proposed to the body on its own page', async () => {
    const w = world()
    await w.t.sql('delete from notices.service_claim where party_id = $1', [w.party.a])
    await w.done('analyst', 'cases.answer', { params: { caseId: w.ids.red.caseId }, body: { answer: 'hit', callerName: RED, note: 'di nuovo', personalData: 'no' } })
    await w.settle()
    expect(await w.t.sql('select name, source from notices.service_claim where party_id = $1', [w.party.a])).toEqual([])
  })
}
