/** The one question by every way: which is tried first, what a person sends by hand, and asking again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASK_AGAIN_HOURS } from '../core/contacts.ts'
import { gsmLength } from '../core/textMessage.ts'
import { testTerritory } from './testing.ts'
import { casesHouse, type House } from './testing-doors.ts'

const NAMES = ['Comune di Corvasse', 'Comune di Pontescuro', 'Comune di Acquarsa', 'Comune di Montelare', 'Comune di Roccalbana']
const land = testTerritory(
  [
    { name: 'Nubilis Cloud', kind: 'provider', email: 'noc@nubilis.example' },
    { name: NAMES[0]!, email: 'ced@corvasse.example', pec: 'comune@pec.corvasse.example', phone: '+39 333 000 0001' },
    { name: NAMES[1]!, pec: 'comune@pec.pontescuro.example' },
    { name: NAMES[2]!, phone: '+39 333 000 0002' },
    { name: NAMES[3]!, phone: '+33 6 00 00 00 03', language: 'fr' },
    { name: NAMES[4]!, phone: '0555 000 118' },
  ],
  [{ key: 'vm', owner: 0, name: 'Macchine virtuali', category: 'hosting' }, ...NAMES.map((_, i) => ({ key: `reg${i}`, owner: i + 1, name: 'Anagrafe online', category: 'registry', people: 1000 }))],
  NAMES.map((_, i) => ({ dependent: `reg${i}`, on: 'vm' })),
)
type Row = { id: number; channel: string; by_hand: boolean; recipient: string; body: string; state: string }
const to = (rows: readonly Row[], recipient: string): Row => rows.find((row) => row.recipient === recipient)!
const questions = (house: House) => house.t.sql<Row>(`select id, channel, by_hand, recipient, body, state from platform.delivery where key like 'cases.question:%' order by id`)

describe('a centre with no certified mailbox and no gateway', () => {
  let house: House
  beforeAll(async () => { house = await casesHouse({ land }) })
  afterAll(() => house.close())

  test('each body is asked by its best way; what cannot leave by itself waits in the queue, in its language', async () => {
    const rows = await questions(house)
    expect(Object.fromEntries(rows.map((row) => [row.recipient, `${row.channel}${row.by_hand ? ' by hand' : ''}`]))).toEqual({
      'ced@corvasse.example': 'mail', 'comune@pec.pontescuro.example': 'pec by hand', '+39 333 000 0002': 'sms by hand', '+33 6 00 00 00 03': 'sms by hand', '0555 000 118': 'phone by hand',
    })
    for (const row of rows.filter((one) => one.channel === 'sms')) expect(gsmLength(row.body)).toBeLessThanOrEqual(160)
    expect(to(rows, '+39 333 000 0002').body).toMatch(/^Centro Velarda: Nubilis Cloud ha un problema\. Siete colpiti\? https:\/\/centro\.example\/r\/[\w-]{22}$/)
    expect(to(rows, '+33 6 00 00 00 03').body).toMatch(/^Centre Velarda : Nubilis Cloud a un problème\. Etes-vous touchés \? https/)
    const queue = (await house.get('analyst', '/api/cases/queue?of=calls')).body
    expect(queue.counts.calls).toBe(4)
    const text = queue.items.find((one: { to: string }) => one.to === '+39 333 000 0002')
    expect(text).toMatchObject({ channel: 'sms' })
    expect(text.detail).toMatch(/\/r\/…$/)
  })

  test('who copies a text is given the link, and that is recorded; a mail that leaves by itself is not shown', async () => {
    const rows = await questions(house)
    const [mail, text] = [to(rows, 'ced@corvasse.example'), to(rows, '+39 333 000 0002')]
    const copied = await house.post('analyst', `/api/cases/deliveries/${text.id}/text`)
    expect(copied.body).toEqual({ to: '+39 333 000 0002', subject: expect.stringContaining('Nubilis Cloud'), text: text.body })
    expect(await house.t.sql(`select party_id, detail ->> 'channel' as channel from audit.entry where action = 'cases.copyText'`)).toEqual([{ party_id: land.partyId(3), channel: 'sms' }])
    expect((await house.post('analyst', `/api/cases/deliveries/${mail.id}/text`)).status).toBe(404)
    const settle = (outcome: string, id = text.id) => house.post('analyst', `/api/cases/deliveries/${id}`, { outcome })
    const waiting = async () => (await house.get('analyst', '/api/cases/queue?of=calls')).body.counts.calls
    expect([(await settle('done')).status, await waiting()]).toEqual([204, 3])
    expect([(await settle('reopen')).status, await waiting()]).toEqual([204, 4])
    expect((await settle('reopen')).status).toBe(404)
    expect((await settle('reopen', mail.id)).status).toBe(404)
    expect((await settle('done')).status).toBe(204)
    house.clock.advance(11 * 60_000)
    expect([(await settle('reopen')).status, await waiting()]).toEqual([404, 3])
    house.clock.advance(-11 * 60_000)
  })

  test('an answer by the link of a text message says so, and nobody writes to that body any more', async () => {
    const token = await house.linkOf('Acquarsa')
    expect((await house.post(undefined, `/api/cases/reply/${token}`, { answer: 'unknown', contactName: 'Piero' })).status).toBe(200)
    expect((await house.get('analyst', `/api/cases/${await house.tiedId('Acquarsa')}`)).body).toMatchObject({ answer: 'unknown', answerChannel: 'message' })
    await house.post(undefined, `/api/cases/reply/${await house.linkOf('Montelare')}`, { answer: 'not_hit', contactName: 'Luc' })
    expect(to(await questions(house), '+33 6 00 00 00 03').state).toBe('done')
  })

  test('asking again: the next way, never one twice within its pause, never who has answered', async () => {
    const corvasse = await house.tiedId('Corvasse')
    const ask = (body: object, id = corvasse) => house.post('analyst', `/api/cases/${id}/questions`, body)
    expect((await house.get('analyst', `/api/cases/${corvasse}/ways`)).body).toMatchObject({
      asked: [{ channel: 'mail', to: 'ced@corvasse.example', state: 'queued', byHand: false }],
      ways: [{ channel: 'mail', againAt: '2026-12-08T09:14:00.000Z' }, { channel: 'pec', byHand: true, againAt: null }, { channel: 'sms' }, { channel: 'phone' }],
    })
    expect((await ask({ channel: 'mail' })).body).toMatchObject({ code: 'conflict', params: { reason: 'asked_recently', again: '2026-12-08T09:14:00.000Z' } })
    house.clock.advance(60_000)
    expect(await ask({})).toMatchObject({ status: 201, body: { channel: 'pec', to: 'comune@pec.corvasse.example', byHand: true } })
    house.clock.advance(60_000)
    expect((await ask({})).body.channel).toBe('sms')
    house.clock.advance(60_000)
    expect((await ask({})).body.channel).toBe('phone')
    expect((await ask({})).status).toBe(409)
    house.clock.advance(ASK_AGAIN_HOURS * 3_600_000)
    expect((await ask({ channel: 'mail' })).status).toBe(201)
    expect((await house.get('analyst', `/api/cases/${corvasse}/ways`)).body.asked.map((one: { channel: string }) => one.channel)).toEqual(['mail', 'phone', 'sms', 'pec', 'mail'])
    const links = (await questions(house)).filter((row) => row.recipient.endsWith('corvasse.example')).map((row) => /\/r\/([\w-]+)/.exec(row.body)![1]!)
    expect(new Set(links).size).toBe(3)
    for (const link of links) expect((await house.get(undefined, `/api/cases/reply/${link}`)).status).toBe(200)
    expect((await ask({ channel: 'pec' }, await house.tiedId('Acquarsa'))).body).toMatchObject({ code: 'conflict', params: { reason: 'no_way' } })
    expect((await ask({ channel: 'sms' }, await house.tiedId('Montelare'))).body).toMatchObject({ code: 'conflict', params: { reason: 'answered' } })
    expect((await house.get('analyst', `/api/cases/${corvasse}/timeline?kind=message`)).body.items.map((one: { code: string; params: { channel: string } }) => `${one.code} ${one.params.channel}`)).toEqual(['asked_again mail', 'asked_again phone', 'asked_again sms', 'asked_again pec'])
    await house.post('analyst', `/api/cases/${corvasse}/close`, {})
    expect((await ask({ channel: 'sms' })).body).toMatchObject({ params: { reason: 'closed' } })
  })

  test('five at once ask once', async () => {
    const id = await house.tiedId('Roccalbana')
    house.clock.advance(ASK_AGAIN_HOURS * 3_600_000)
    const answers = await Promise.all(Array.from({ length: 5 }, () => house.post('analyst', `/api/cases/${id}/questions`, { channel: 'phone' })))
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409, 409, 409])
  })

  test('a message to all goes by text only where it fits one; else it is read on the phone', async () => {
    const message = (text: string) => house.post('analyst', `/api/cases/${house.mainId}/messages`, { requestId: crypto.randomUUID(), subject: { it: 'Notizie' }, text: { it: text } })
    expect((await message('Prossima notizia alle 12.')).body).toEqual({ cases: 4, mails: 0, certified: 1, texts: 2, calls: 1, byHand: 4 })
    expect((await message('Il fornitore ricostruisce. '.repeat(8))).body).toEqual({ cases: 4, mails: 0, certified: 1, texts: 0, calls: 3, byHand: 4 })
  })
})

test('with a certified mailbox and a gateway nothing is left to a person but the calls', async () => {
  const taken = () => Promise.resolve({ messageId: 'x' })
  const house = await casesHouse({ land, certified: { kind: 'smtp', send: taken, close: () => {} }, texter: { send: taken } })
  try {
    expect((await questions(house)).filter((row) => row.by_hand).map((row) => row.channel)).toEqual(['phone'])
    expect((await house.get('analyst', '/api/cases/queue')).body.counts.calls).toBe(1)
  } finally { await house.close() }
})
