/** The ladder: what each caller is answered at each door, for its own object, for others', for one that never was. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { allows, anonymous, type Endpoint } from '#platform/contract/index.ts'
import { everyEndpoint } from '#apps/server/endpoints.ts'
import { statusesOf } from '#platform/contract/openapi.ts'
import { samples } from './samples/index.ts'
import type { Sample } from './samples/sample.ts'
import { callers, holders, RED, SECRET, type Answer, type Caller, type Holder, type Ids, type Sent, type World } from './world/index.ts'

/** One line of the ladder. Absent: the endpoint has nothing of the kind. */
type Row = { own: number; others?: number | string | undefined; unknown?: number | undefined; malformed?: number | undefined; bad?: number | undefined; leaks?: readonly string[]; /** Not in openapi.json. */ unforeseen?: string }

/** Doors that say B's name to whoever asks, and why that is no leak. */
const mayName: Readonly<Record<string, string>> = {
  'territory.map': 'shapes and names of all municipalities, as on any map; no state',
  'notices.page_home': 'the same map; B has no colour on it',
  'territory.offered': 'what providers offer, to choose from; Q is one of them, who uses it is not told',
}

export function doors(world: () => World) {
  const all = everyEndpoint().filter((one) => one.sameAs === undefined)

  test('every endpoint has its line, and no line is left over', () => {
    expect(Object.keys(samples).sort()).toEqual(all.map((one) => one.id).sort())
  })

  describe.each(Object.keys(samples).flatMap((id) => all.filter((one) => one.id === id)).map((one) => [`${one.method} ${one.path}`, one] as const))('%s', (_, endpoint) => {
    const sample = samples[endpoint.id]!
    const who = endpoint.access.kind === 'public' ? (['nobody'] as const) : callers
    test.each(who)('%s', async (caller) => {
      expect(said(await walk(world(), endpoint, sample, caller))).toBe(said(expected(endpoint, sample, caller)))
    })
  })
}

/** A password alone, where the centre asks for more, opens what everybody may open and nothing else. */
export function half(world: () => World) {
  test.each(everyEndpoint().map((one) => [`${one.method} ${one.path}`, one] as const))('%s', async (_, endpoint) => {
    const w = world()
    const sample = samples[endpoint.sameAs ?? endpoint.id]!
    const answer = endpoint.access.kind === 'public' ? undefined : await w.send('half', endpoint, await sentOf(w, endpoint, sample, w.ids[sample.of ?? 'a']))
    expect(answer && [answer.status, answer.json.code]).toEqual(endpoint.access.kind === 'public' ? undefined : [403, 'second_factor'])
  })
}

/** The same thing at another address: it answers as there, or leads there. */
export function twins(world: () => World) {
  test.each(everyEndpoint().filter((one) => one.sameAs !== undefined).map((one) => [`${one.method} ${one.path}`, one] as const))('%s', async (_, endpoint) => {
    const w = world()
    const sample = samples[endpoint.sameAs!]!
    const ask = async (to: Endpoint) => { await sample.before?.(w, w.ids.a); return (await w.send('nobody', to, await sentOf(w, to, sample, w.ids.a))).status }
    expect([await ask(w.endpoint(endpoint.sameAs!)), 301]).toContain(await ask(endpoint))
  })
}

/** What the contract promises. */
function expected(endpoint: Endpoint, sample: Sample, caller: Caller): Row {
  const verdict = verdictOf(endpoint, caller)
  if (verdict !== 'yes') return { own: verdict === 'unauthenticated' ? 401 : 403 }
  const names = namesObjects(endpoint, sample)
  const limited = !isOfCentre(caller)
  return {
    own: sample.own?.[caller] ?? endpoint.status,
    ...(names && limited && caller !== 'nobody' ? { others: 404 } : {}),
    ...(names ? { unknown: sample.unknown ?? 404 } : {}),
    ...(/:/.test(endpoint.path) ? { malformed: sample.unknown && endpoint.access.kind === 'public' ? sample.unknown : 404 } : {}),
    ...(badOf(endpoint, {}) ? { bad: 400 } : {}),
  }
}

async function walk(w: World, endpoint: Endpoint, sample: Sample, caller: Caller): Promise<Row> {
  const seen: number[] = []
  const ask = async (ids: Ids, change: (sent: Sent) => Sent = (sent) => sent): Promise<Answer> => {
    const answer = await w.send(caller, endpoint, change(await sentOf(w, endpoint, sample, ids)))
    seen.push(answer.status)
    return answer
  }
  const own = ownOf(caller, sample)
  if (verdictOf(endpoint, caller) !== 'yes') return { own: (await ask(w.ids[sample.of ?? 'a'])).status }

  const names = namesObjects(endpoint, sample)
  const spoilt = badOf(endpoint, sample.query?.(w.ids[own]) ?? {})
  // All of these change nothing, so they may go at once.
  const [unknown, others, malformed, bad] = await Promise.all([
    names ? ask(nothing()) : undefined,
    Promise.all(names && !isOfCentre(caller) && caller !== 'nobody' ? holders.filter((one) => one !== own).map((holder) => ask(w.ids[holder]).catch(orNone)) : []).then((answers) => answers.filter((one) => one !== undefined)),
    /:/.test(endpoint.path) ? ask(w.ids[own], (sent) => ({ ...sent, params: Object.fromEntries(Object.keys(sent.params ?? {}).map((name) => [name, "no'id"])) })) : undefined,
    spoilt ? ask(w.ids[own], (sent) => ({ ...sent, ...spoilt })) : undefined,
  ])
  await sample.before?.(w, w.ids[own])
  const answer = await ask(w.ids[own])
  const row: Row = { own: answer.status, others: others.length > 0 ? asOne(others, unknown!) : undefined, unknown: unknown?.status, malformed: malformed?.status, bad: bad?.status }
  if (!isOfCentre(caller) && !(endpoint.id in mayName)) {
    const read = [answer.text]
    // A list is asked for others by name as well: by their ids, by their word, with all that is tied.
    if (endpoint.method === 'GET' && caller !== 'nobody') read.push(...(await Promise.all(namingOthers(endpoint, w).map((query) => ask(w.ids[own], (sent) => ({ ...sent, query: { ...sent.query, ...query } }))))).map((one) => one.text))
    row.leaks = leaksIn(read.join(), w, caller)
  }
  const unforeseen = seen.filter((status) => status !== endpoint.status && ![401, 403, ...statusesOf(endpoint)].includes(status))
  return unforeseen.length > 0 ? { ...row, unforeseen: unforeseen.join() } : row
}

/** `own 200 · others 404 · unknown 404 · malformed 404 · bad 400`. */
const said = (row: Row) => (['own', 'others', 'unknown', 'malformed', 'bad', 'leaks', 'unforeseen'] as const).flatMap((name) => (row[name] === undefined || String(row[name]) === '' ? [] : [`${name} ${String(row[name])}`])).join(' · ')

const isOfCentre = (caller: Caller) => caller === 'analyst' || caller === 'coordinator'
const verdictOf = ({ access }: Endpoint, caller: Caller) => allows(access, caller === 'nobody' ? anonymous : { ...anonymous, kind: 'person', roles: [caller] })
const ownOf = (caller: Caller, sample: Sample): Holder => (caller === 'provider' ? 'p' : caller === 'member' || caller === 'admin' ? 'a' : sample.of ?? 'a')
const namesObjects = (endpoint: Endpoint, sample: Sample) => /:/.test(endpoint.path) || (sample.body?.length ?? 0) > 0

/** Ids that nobody has: every name is there, each time another. */
const nothing = (): Ids => new Proxy({}, { get: (_, name) => (name === 'deliveryId' ? '999999' : name === 'reply' || name === 'calendar' ? 'x'.repeat(32) : randomUUID()) })
/** This holder has no such object. */
class Missing extends Error {}
const orNone = (error: unknown) => { if (!(error instanceof Missing)) throw error; return undefined }

/** Their one status. The same status is not enough: one word of difference would tell an object that is there from one that is not. */
function asOne(others: readonly Answer[], unknown: Answer): number | string {
  const statuses = [...new Set(others.map((answer) => answer.status))]
  return statuses.length !== 1 ? statuses.join() : others.some((answer) => answer.text !== unknown.text) ? `${statuses[0]}, told apart` : statuses[0]!
}

export async function sentOf(w: World, endpoint: Endpoint, sample: Sample, ids: Ids): Promise<Sent> {
  const of: Ids = new Proxy(ids, { get: (all, name: string) => { if (all[name] === undefined) throw new Missing(name); return all[name] } })
  const params = { ...Object.fromEntries([...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name!).filter((name) => !(sample.params && name in sample.params(ids, w))).map((name) => [name, of[name]])), ...sample.params?.(of, w) }
  const body = await sample.body?.(ids === w.ids.a ? ids : of, w)
  return { params, query: sample.query?.(of) ?? {}, ...(body === undefined ? {} : { body }), ...(sample.bytes ? { bytes: sample.bytes } : {}), ...(sample.inside ? { realm: `ex:${w.ids.a.exerciseId}` } : {}) }
}

function namingOthers({ query }: Endpoint, { ids }: World): Record<string, string>[] {
  const values: Readonly<Record<string, readonly (string | undefined)[]>> = {
    partyId: [ids.b.partyId], mainId: [ids.q.caseId, ids.redMain.caseId, ids.p.caseId], caseId: [ids.b.caseId, ids.red.caseId], cases: [`${ids.b.caseId},${ids.red.caseId}`],
    q: [SECRET, RED], text: [SECRET], district: [ids.b.partyId], province: ['Sud'], withTied: ['true'],
  }
  return Object.keys(query.shape).flatMap((name) => (values[name] ?? []).map((value) => ({ [name]: value! })))
}

/** Something that the contract does not allow: an array for a body, or a value that the query refuses. */
function badOf(endpoint: Endpoint, valid: Record<string, unknown>): Sent | undefined {
  if (!endpoint.raw && !isNothing(endpoint.body)) return { body: [] }
  const wrong = ['-1', 'no such', 'x'.repeat(5000)]
  for (const name of Object.keys(endpoint.query.shape)) for (const value of wrong) if (!endpoint.query.safeParse({ ...valid, [name]: value }).success) return { query: { ...valid, [name]: value } }
  return undefined
}
const isNothing = (schema: Endpoint['body']) => schema.safeParse(undefined).success && !schema.safeParse({}).success

/** What of B, or of the case that is red, or of another's case, stands in an answer. */
function leaksIn(text: string, w: World, caller: Caller): string[] {
  const hidden: [string, string | undefined][] = [['the word of B', SECRET], ['the word of the red case', RED]]
  for (const holder of ['b', 'q', 'red', 'redMain'] as const) for (const [name, id] of Object.entries(w.ids[holder])) if (name !== 'deliveryId') hidden.push([`${holder}.${name}`, id])
  if (caller === 'provider') for (const name of ['caseId', 'evidenceId', 'conditionId', 'taskId', 'noticeId'] as const) hidden.push([`a.${name}`, w.ids.a[name]])
  return hidden.flatMap(([name, value]) => (value && text.toLowerCase().includes(value.toLowerCase()) ? [name] : []))
}
