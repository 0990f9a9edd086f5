/** The whole story on the real machinery, small: played, cut short, taken up again, ended. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCases } from '#modules/cases/server/index.ts'
import { createNotices, type CentreInfo } from '#modules/notices/server/index.ts'
import { createObligations } from '#modules/obligations/server/index.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
import { wiring } from '#apps/server/wiring.ts'
import { systemClock } from '#platform/clock.ts'
import { system, type Actor } from '#platform/contract/index.ts'
import { deliverRealm } from '#platform/events/index.ts'
import { createPageCache } from '#platform/http/pages.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import type { Ground } from '#platform/module.ts'
import type { ExerciseView } from '../contract.ts'
import type { Stage } from './player.ts'
import { createService, type Service } from './service.ts'

const log = createLog('silent', systemClock.now)
const coordinator: Actor = { kind: 'person', id: 'p-1', name: 'Ada Fittizia', roles: ['coordinator'], scope: 'all', parties: [], realm: 'live' }
const centre: CentreInfo = { name: { it: 'Centro' }, region: { it: 'Velarda' }, country: 'IT', timeZone: 'Europe/Rome', languages: ['it', 'fr', 'en'], demo: true, contacts: {} }
const options = { bodies: 10, seed: 7, ownRegistry: false, untilHour: 400 }

let t: TestDatabase
let whole: ExerciseView
beforeAll(async () => {
  t = await testDatabase()
  await createTerritory(ground()).service.seedDemo(system('test'))
}, 120_000)
afterAll(() => t.close())

const refuse = () => Promise.reject(new Error('nothing is sealed here'))
const keys = { recipient: undefined, missing: [], seal: refuse, open: refuse, sealStream: refuse, openStream: refuse }
const ground = (): Ground => ({ db: t.db, clock: systemClock, log, mailer: createMailer({ smtpUrl: undefined, from: 'a@b.example', folder: '/nonexistent' }), publicUrl: 'https://centro.example', dataFolder: '/nonexistent' })

/** `after` may throw in the middle of the story, when something was done and not yet noted: what a process that dies does. */
function exercise(after: (step: string) => void = () => {}): Service {
  const chain = (on: Ground) => {
    const territory = createTerritory(on)
    const cases = createCases(on, { territory: territory.service, keys })
    const obligations = createObligations(on, { cases: cases.service, territory: territory.service })
    const notices = createNotices(on, { cases: cases.service, territory: territory.service, centre: async () => centre, pages: createPageCache(systemClock), keys, render: () => '', assets: () => ({ css: '', fonts: [] }) })
    return { territory, cases, obligations, notices }
  }
  return createService(ground(), {
    stage(clock): Stage {
      const played = chain({ ...ground(), clock })
      const told = <K extends 'cases' | 'notices' | 'obligations'>(name: K) => new Proxy(played[name].service as object, {
        get: (service, key) => {
          const found = Reflect.get(service, key) as unknown
          return typeof found !== 'function' ? found : async (...args: unknown[]) => {
            const answer: unknown = await (found as (...given: unknown[]) => unknown)(...args)
            after(`${name}.${String(key)}`)
            return answer
          }
        },
      }) as (typeof played)[K]['service']
      return {
        territory: played.territory.service, cases: told('cases'), obligations: told('obligations'), notices: told('notices'), as: (actor, work) => t.db.as(actor, work),
        pump: async (realm) => { await deliverRealm(t.workerPool, wiring(played), realm) },
      }
    },
    process: '',
    forget: async () => {},
    waiting: async () => [],
    deliver: async () => {},
    demoProvider: async () => ({ id: 'x' }),
    language: async () => 'it',
  })
}

/** All that the story left in a realm, without ids and moments of writing. */
async function leftIn(realm: string) {
  const rows = async (text: string) => (await t.sql<{ row: string }>(`select (${text}) as row`, [realm]))[0]!.row
  return {
    cases: await rows(`select jsonb_agg(jsonb_build_array(party_name, state, answer, answered_at, aware_at, observed, reopened_safe_at, closed_at, data_lost_days) order by party_name) from cases."case" where realm = $1`),
    entries: await rows(`select jsonb_object_agg(code, n) from (select code, count(*) as n from cases.timeline where realm = $1 group by code) c`),
    log: await rows(`select jsonb_agg(jsonb_build_array(at, text) order by at) from cases.timeline where realm = $1 and kind = 'crisis'`),
    obligations: await rows(`select jsonb_agg(jsonb_build_array(d.party_name, o.key, o.state, o.sent_at) order by d.party_name, o.key) from obligations.obligation o join obligations.dossier d on d.case_id = o.case_id where o.realm = $1`),
    notices: await rows(`select jsonb_agg(jsonb_build_array(party_name, state, approved_at) order by party_name) from notices.notice where realm = $1`),
    versions: await rows(`select jsonb_object_agg(what, n) from (select what, count(*) as n from notices.notice_version where realm = $1 group by what) v`),
  }
}

test('the story to its end: notices published inside, the crisis log written, nothing before the public and nothing sent', async () => {
  const played = (whole = await exercise().play(coordinator, options))
  expect(played).toMatchObject({ state: 'done', resumable: false, progress: expect.anything(), counts: { bodies: 10 } })
  const finding = (code: string) => played.findings.find((one) => one.code === code)!.value
  expect(finding('published')).toBeGreaterThan(0)
  expect(played.curve[0]).toMatchObject({ hour: 0 })
  expect(played.curve.at(-1)!.answered).toBe(played.counts!.children - finding('silent')!)
  const left = await leftIn(played.realm)
  expect(left.versions).toMatchObject({ published: finding('published'), restored: expect.any(Number) })
  expect(left.entries).toMatchObject({ log: 6 })
  expect((left.log as unknown as [string, string][]).every(([, text]) => text.startsWith('[ESERCITAZIONE] '))).toBe(true)
  expect(await t.sql(`select (select count(*)::int from notices.publication) as publications, (select count(*)::int from notices.service_state) as states, (select count(*)::int from notices.body_page) as bodies, (select count(*)::int from platform.delivery where state <> 'held') as sent`)).toEqual([{ publications: 0, states: 0, bodies: 0, sent: 0 }])
}, 300_000)

const died = 'the process died'
const dying = (where: string, time: number) => { let seen = 0; return exercise((step) => { if (step === where && ++seen === time) throw new Error(died) }) }

test('killed again and again, and taken up: it ends like one that was never cut', async () => {
  await expect(dying('cases.open', 1).play(coordinator, options)).rejects.toThrow(died)
  const { items } = await exercise().list(coordinator, 1, 0)
  expect(items[0]).toMatchObject({ state: 'failed', resumable: true })
  const id = items[0]!.id
  for (const [where, time] of [['cases.note', 1], ['cases.answer', 9], ['notices.confirm', 4], ['notices.publish', 3], ['obligations.decideRisk', 2], ['obligations.recordSent', 2], ['cases.meetCondition', 2], ['cases.observe', 5], ['notices.back', 3], ['cases.declareSafe', 2], ['cases.close', 6]] as const) {
    // What a start of the process does to a run that was playing.
    await t.sql(`update exercise.run set state = 'interrupted' where id = $1`, [id])
    await expect((await dying(where, time).resume(coordinator, id)).playing).rejects.toThrow(died)
  }
  const again = exercise()
  const both = await Promise.allSettled([again.resume(coordinator, id), again.resume(coordinator, id)])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const taken = both.find((one) => one.status === 'fulfilled')!
  expect(await taken.value.playing).toMatchObject({ state: 'done', counts: { children: whole.counts!.children, obligations: whole.counts!.obligations, notices: whole.counts!.notices }, findings: whole.findings, curve: whole.curve })
  expect(await leftIn(`ex:${id}`)).toEqual(await leftIn(whole.realm))
  await expect(again.resume(coordinator, id)).rejects.toThrow('not_stopped')
}, 600_000)

test('ended where it is: what it taught so far is counted, and it does not go on', async () => {
  await expect(dying('cases.answer', 4).play(coordinator, options)).rejects.toThrow(died)
  const service = exercise()
  const id = (await service.list(coordinator, 1, 0)).items[0]!.id
  const ended = await service.end(coordinator, id)
  expect(ended).toMatchObject({ state: 'ended', resumable: false })
  expect(ended.findings.find((one) => one.code === 'silent')!.value).toBeGreaterThan(0)
  expect(await service.end(coordinator, id)).toEqual(ended)
  await expect(service.resume(coordinator, id)).rejects.toThrow('not_stopped')
  expect((await t.sql<{ action: string }>(`select action from audit.entry where object = $1 order by id`, [`exercise:${id}`])).map((row) => row.action)).toEqual(['exercise.start', 'exercise.end'])
  expect((await service.list({ ...coordinator, realm: `ex:${id}` }, 1, 0)).inside).toBe(id)
  await expect(service.resume(coordinator, '00000000-0000-4000-8000-000000000000')).rejects.toThrow('not_found')
}, 120_000)
