import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import type { ReaderGroup } from '../contract-sharing.ts'
import { casesHouse, type House } from './testing-doors.ts'

let house: House
let tied: string
beforeAll(async () => { house = await casesHouse(); tied = await house.tiedId('Corvasse') })
afterAll(() => house.close())

const described = { rootCause: 'Una porta lasciata aperta', attackType: 'Accesso con una password rubata', summary: 'Anagrafe ferma' }
const version = async () => (await house.t.sql<{ version: number }>('select version from cases."case" where id = $1', [tied]))[0]!.version
const describeAs = async (who: string, description: object) => house.call(who, 'PATCH', `/api/cases/${tied}/description`, { version: await version(), description })
const keepAs = async (who: string, field: string, mark: string) => house.call(who, 'PUT', `/api/cases/${tied}/kept/${field}`, { version: await version(), mark, reason: 'per il fascicolo' })
const read = async (who: string | undefined) => (await house.get(who, `/api/cases/${tied}`))

/** Somebody of each group, at this body’s own case. */
const somebody: Readonly<Record<Exclude<ReaderGroup, 'coordinator'>, string | undefined>> = { analyst: 'analyst', admin: 'corvasseHead', member: 'corvasse', provider: 'nubilis', liaison: 'liaison', otherBody: 'acquarsa', researcher: 'researcher', public: undefined }

test('a kept field leaves the description, is named to who reads the case, and read only by whom its mark reaches', async () => {
  expect((await describeAs('corvasse', described)).status).toBe(200)
  expect((await keepAs('corvasse', 'attackType', 'regulator')).status).toBe(200)
  expect((await keepAs('corvasseHead', 'rootCause', 'privileged')).status).toBe(200)
  // Not even the row of the case has it any more.
  expect((await house.t.sql<{ description: object }>('select description from cases."case" where id = $1', [tied]))[0]!.description).toEqual({ summary: described.summary })
  expect((await read('corvasseHead')).body).toMatchObject({ description: described, kept: [{ field: 'attackType', mark: 'regulator', readable: true }, { field: 'rootCause', mark: 'privileged', readable: true, reason: 'per il fascicolo' }] })
  const analyst = (await read('analyst')).body
  expect(analyst.description).toEqual({ attackType: described.attackType, summary: described.summary })
  expect(analyst.kept.map((one: { field: string; readable: boolean }) => [one.field, one.readable])).toEqual([['attackType', true], ['rootCause', false]])
  expect((await read('liaison')).body.description).toEqual({ summary: described.summary })
})

test('what the page says of readers is what the doors do, for each group and each part', async () => {
  const compare = async () => {
    const { groups, parts } = (await house.get('corvasseHead', `/api/cases/${tied}/readers`)).body as { groups: ReaderGroup[]; parts: { kind: string; field: string | null; readers: { yes: boolean }[] }[] }
    for (const [i, group] of groups.entries()) {
      if (group === 'coordinator') continue
      const answer = await read(somebody[group])
      const sees = (part: (typeof parts)[number]) => answer.status === 200 && (part.kind === 'case' || (part.field !== null && part.field in answer.body.description))
      for (const part of parts.filter((one) => one.kind !== 'tlp')) expect([group, part.field, part.readers[i]!.yes]).toEqual([group, part.field, sees(part)])
    }
    return parts
  }
  const parts = await compare()
  expect(parts.filter((one) => one.kind === 'field')).toHaveLength(2)
  // Stricter, so that the liaison reads and the body’s own clerks do not: whoever asked is one who does not any more.
  expect((await house.call('analyst', 'PATCH', `/api/cases/${tied}`, { version: await version(), tlp: 'amber+strict' })).status).toBe(200)
  expect((await house.get('corvasseHead', `/api/cases/${tied}/readers`)).status).toBe(404)
  const { groups, parts: seen } = (await house.get('analyst', `/api/cases/${tied}/readers`)).body as { groups: ReaderGroup[]; parts: { readers: { yes: boolean; why: string }[] }[] }
  expect(Object.fromEntries(groups.map((group, i) => [group, seen[0]!.readers[i]!.why]))).toEqual({ coordinator: 'centre', analyst: 'centre', admin: 'tlp', member: 'tlp', provider: 'other', liaison: 'district', otherBody: 'other', researcher: 'names', public: 'closed' })
  expect((await read('liaison')).status).toBe(200)
  expect((await house.call('analyst', 'PATCH', `/api/cases/${tied}`, { version: await version(), tlp: 'amber' })).status).toBe(200)
})

test('what is kept for authorities fills drafts, what is kept for counsel never', async () => {
  for (const actor of [system('drafts'), house.people['corvasseHead']!]) {
    const [facts] = await house.t.db.as(actor, (tx) => house.service.facts(tx, [tied]))
    expect(facts!.description).toMatchObject({ attackType: described.attackType })
    expect(facts!.description).not.toHaveProperty('rootCause')
  }
  const [seen] = await house.t.db.as(house.people['liaison']!, (tx) => house.service.facts(tx, [tied]))
  expect(seen!.description).toEqual({ summary: described.summary })
})

test('who cannot read a kept field cannot write it; who can writes it where it is kept', async () => {
  expect((await describeAs('analyst', { ...described, rootCause: 'Un’altra' })).body).toMatchObject({ code: 'invalid', fields: [{ path: 'body.description.rootCause' }] })
  expect((await describeAs('corvasseHead', { ...described, rootCause: 'Corretta' })).status).toBe(200)
  expect((await read('corvasseHead')).body.description.rootCause).toBe('Corretta')
  expect(JSON.stringify((await read('analyst')).body)).not.toContain('Corretta')
})

test('keeping is refused to whom the mark does not reach, where nothing is written, and after a change', async () => {
  expect((await keepAs('analyst', 'summary', 'privileged')).status).toBe(403)
  expect((await keepAs('corvasse', 'summary', 'privileged')).status).toBe(403)
  expect((await keepAs('analyst', 'rootCause', 'regulator')).status).toBe(403)
  expect((await keepAs('analyst', 'dataDetail', 'regulator')).status).toBe(400)
  expect((await keepAs('acquarsa', 'summary', 'regulator')).status).toBe(404)
  expect((await house.call('analyst', 'PUT', `/api/cases/${tied}/kept/summary`, { version: 1, mark: 'regulator', reason: 'x' })).status).toBe(409)
  expect((await house.call('analyst', 'DELETE', `/api/cases/${tied}/kept/rootCause`)).status).toBe(403)
})

test('released, it is in the description again and nothing of it stays behind', async () => {
  expect((await house.call('corvasseHead', 'DELETE', `/api/cases/${tied}/kept/rootCause`)).status).toBe(200)
  expect((await house.call('corvasse', 'DELETE', `/api/cases/${tied}/kept/attackType`)).status).toBe(200)
  expect((await house.call('corvasse', 'DELETE', `/api/cases/${tied}/kept/attackType`)).status).toBe(404)
  expect((await read('liaison')).body).toMatchObject({ description: { ...described, rootCause: 'Corretta' }, kept: [] })
  expect(await house.t.sql('select kept_id from cases.kept_value')).toEqual([])
  expect(await house.t.sql(`select action, reason from audit.entry where action in ('cases.kept', 'cases.released') order by seq`)).toHaveLength(4)
})
