import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { listTokens, makeToken, revokeToken } from '../contract-access.ts'
import { invitePerson, listPeople, readSession } from '../contract.ts'
import { goodPassword, partyA, partyB, testCentre, trial, type TestCentre } from './testing.ts'

const DAY = 86_400_000
const clock = fixedClock(new Date('2026-11-27T08:00:10Z'))
let t: TestCentre
type Web = ReturnType<TestCentre['browser']>
beforeAll(async () => { t = await testCentre({ clock }) })
afterAll(() => t.close())

async function signedIn(name: string, memberships: Parameters<TestCentre['identity']['service']['createPerson']>[1]['memberships']): Promise<Web> {
  await t.sql('delete from identity."rateLimit"')
  await t.identity.service.createPerson(system('test'), { name: `${name} finta`, email: `${name}@centro.example`, password: goodPassword, memberships })
  const web = t.browser()
  await web.signIn(`${name}@centro.example`, goodPassword)
  return web
}
const analyst = (name: string) => signedIn(name, [{ role: 'analyst', partyId: null }])
const made = async (web: Web, scopes: readonly string[], more: object = {}): Promise<{ id: string; token: string }> => {
  const answer = await web.call(makeToken, { body: { name: 'cruscotto', scopes, ...more } })
  expect(answer.status).toBe(201)
  return answer.body
}
const program = (token: string, ...call: [Parameters<Web['program']>[1], unknown?]) => t.browser().program(token, ...call)

test('a key is told once, kept as a hash, opens what it was made for and nothing else, and is written down', async () => {
  const web = await analyst('ada')
  const { id, token } = await made(web, ['trial:read'])
  expect(token).toMatch(/^bst_[\w-]{43}$/)
  expect(JSON.stringify(await t.sql('select * from identity.api_token'))).not.toContain(token.slice(4))
  const me = (await web.call(readSession)).body.person.id
  expect(await program(token, trial.read)).toEqual({ status: 200, body: { by: me, roles: ['analyst'], parties: [] } })
  expect(await program(token, trial.change, {})).toMatchObject({ status: 403, body: { code: 'scope' } })
  const listed = await web.call(listTokens)
  expect(listed.body).toMatchObject({ scopes: ['read', 'trial:read', 'trial:write'], tokens: [{ id, name: 'cruscotto', scopes: ['trial:read'], state: 'active', lastUsedAt: clock.now().toISOString(), expiresAt: new Date(clock.now().getTime() + 90 * DAY).toISOString() }] })
  expect(JSON.stringify(listed.body)).not.toContain(token)
  expect(await t.entries('identity.makeToken')).toMatchObject([{ actor_id: me, object: `token:${id}`, detail: { name: 'cruscotto', scopes: ['trial:read'] } }])
  expect(JSON.stringify([await t.entries(), t.lines])).not.toContain(token)
})

test('unknown, over, taken back: 401, also for what anybody may read; another kind of key is not looked at', async () => {
  const web = await analyst('bice')
  const { id, token } = await made(web, ['read'], { expiresAt: new Date(clock.now().getTime() + DAY).toISOString() })
  expect((await program(token, trial.read)).status).toBe(200)
  for (const one of [trial.read, trial.look]) expect(await program(`bst_${'x'.repeat(43)}`, one)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  expect((await program('other', trial.read)).status).toBe(401)
  expect((await program('other', trial.look)).status).toBe(200)
  clock.advance(DAY)
  expect((await program(token, trial.read)).status).toBe(401)
  const second = await made(web, ['read'])
  expect((await web.call(revokeToken, { params: { tokenId: second.id } })).status).toBe(204)
  expect((await program(second.token, trial.read)).status).toBe(401)
  expect((await web.call(revokeToken, { params: { tokenId: second.id } })).status).toBe(404)
  expect((await web.call(listTokens)).body.tokens.map((one: { state: string }) => one.state).sort()).toEqual(['expired', 'revoked'])
  expect((await t.entries('identity.revokeToken')).map(({ object }) => object)).toEqual([`token:${second.id}`])
  expect(id).not.toBe(second.id)
})

test('it gives its owner’s roles of now, and none of identity’s doors, whatever it was made for', async () => {
  const web = await signedIn('cora', [{ role: 'admin', partyId: partyA }])
  const { token } = await made(web, ['read', 'trial:read', 'trial:write'])
  expect(await program(token, trial.change, {})).toMatchObject({ status: 200, body: { roles: ['admin'], parties: [partyA] } })
  expect((await program(token, trial.read)).body.code).toBe('forbidden')
  const doors = [[listPeople], [invitePerson, {}], [makeToken, { name: 'altra', scopes: ['read'] }], [listTokens], [readSession]] as const
  for (const [door, body] of doors) expect(await program(token, door, body), door.id).toMatchObject({ status: 403, body: { code: 'scope' } })
  await t.sql(`update identity.membership set valid_until = $1 where party_id = $2`, [new Date(clock.now().getTime() - 1), partyA])
  expect((await program(token, trial.change, {})).body.code).toBe('forbidden')
})

test('a key is of whoever made it: others neither see nor end it; only the centre and admins make one', async () => {
  const owner = await analyst('dina')
  const { id } = await made(owner, ['read'])
  const other = await signedIn('elsa', [{ role: 'admin', partyId: partyB }])
  expect((await other.call(listTokens)).body.tokens).toEqual([])
  expect((await other.call(revokeToken, { params: { tokenId: id } })).status).toBe(404)
  const member = await signedIn('fede', [{ role: 'member', partyId: partyB }])
  expect((await member.call(makeToken, { body: { name: 'x', scopes: ['read'] } })).status).toBe(403)
})

test('no end beyond a year, none that is past, no scope that is not there, not a hundred of them', async () => {
  const web = await analyst('gaia')
  const wrong = async (body: object) => (await web.call(makeToken, { body: { name: 'x', scopes: ['read'], ...body } })).body.fields?.[0]?.path
  const at = (days: number) => ({ expiresAt: new Date(clock.now().getTime() + days * DAY).toISOString() })
  expect([await wrong(at(367)), await wrong(at(-1)), await wrong({ scopes: ['trial:read', 'casi:read'] }), await wrong({ scopes: [] }), await wrong({ scopes: ['identity:write'] })])
    .toEqual(['body.expiresAt', 'body.expiresAt', 'body.scopes.1', 'body.scopes', 'body.scopes.0'])
  for (let i = 0; i < 50; i++) await made(web, ['read'])
  expect(await web.call(makeToken, { body: { name: 'x', scopes: ['read'] } })).toMatchObject({ status: 409, body: { params: { reason: 'TOO_MANY_TOKENS' } } })
})

test('a key needs no origin and no cookie; beside it a cookie counts for nothing', async () => {
  const web = await analyst('ines')
  const coordinator = await signedIn('lia', [{ role: 'coordinator', partyId: null }])
  const { token } = await made(coordinator, ['trial:write'])
  const foreign = { authorization: `Bearer ${token}`, origin: 'https://altrove.example', 'sec-fetch-site': 'cross-site', cookie: [...web.jar].map(([name, value]) => `${name}=${value}`).join('; ') }
  const answer = await t.app.inject({ method: 'POST', url: trial.change.path, headers: foreign, payload: {} })
  expect([answer.statusCode, answer.json().roles]).toEqual([200, ['coordinator']])
  const { authorization: _, ...without } = foreign
  expect((await t.app.inject({ method: 'POST', url: trial.change.path, headers: without, payload: {} })).statusCode).toBe(403)
})

test('six hundred calls a minute with one key; another key and the next minute are free', async () => {
  const web = await analyst('mara')
  const [{ token }, other] = [await made(web, ['read']), await made(web, ['read'])]
  for (let i = 0; i < 600; i += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => program(token, trial.look)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  }
  expect(await program(token, trial.read)).toMatchObject({ status: 429, body: { code: 'busy', params: { retryAfterSeconds: 50 } } })
  expect((await program(other.token, trial.read)).status).toBe(200)
  clock.advance(60_000)
  expect((await program(token, trial.read)).status).toBe(200)
})

describe('where the centre asks for a second step', () => {
  test('a key counts as having given it only when its session had; without a device left it sleeps', async () => {
    const weak = await analyst('nina')
    const before = await made(weak, ['read'])
    await t.sql('update identity.policy set second_factor = true')
    try {
      expect((await program(before.token, trial.read)).body.code).toBe('second_factor')
      expect((await weak.call(makeToken, { body: { name: 'x', scopes: ['read'] } })).body.code).toBe('second_factor')
      const id = (await weak.call(readSession)).body.person.id
      await t.sql('update identity.session set strong = true where "userId" = $1', [id])
      await t.sql('update identity."user" set "twoFactorEnabled" = true where id = $1', [id])
      const after = await made(weak, ['read'])
      expect((await program(after.token, trial.read)).status).toBe(200)
      expect((await program(before.token, trial.read)).body.code).toBe('second_factor')
      await t.sql('update identity."user" set "twoFactorEnabled" = false where id = $1', [id])
      expect((await program(after.token, trial.read)).body.code).toBe('second_factor')
    } finally { await t.sql('update identity.policy set second_factor = false') }
  })
})

test('a month after its end it is due, and goes; what still holds stays', async () => {
  const web = await analyst('olga')
  await t.sql('delete from identity.api_token')
  const [over, back, live] = [await made(web, ['read'], { expiresAt: new Date(clock.now().getTime() + DAY).toISOString() }), await made(web, ['read']), await made(web, ['read'])]
  await web.call(revokeToken, { params: { tokenId: back.id } })
  const { db, due, remove } = t.identity.retention!.find(({ id }) => id === 'identity.tokens')!.purge!
  const before = (days: number) => db!.as(system('test'), async (tx) => {
    const ask = { before: new Date(clock.now().getTime() + days * DAY), now: clock.now(), realm: 'live', limit: 10, lock: true }
    const found = await due(tx, ask)
    await remove!(tx, found, ask)
    return found.map(({ id }) => id)
  })
  expect([await before(-1), await before(0), await before(2)]).toEqual([[], [back.id], [over.id]])
  expect((await t.sql<{ id: string }>('select id from identity.api_token')).map(({ id }) => id)).toEqual([live.id])
})
