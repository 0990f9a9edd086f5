import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { demoSeed, demoTerritory } from '#db/seeds/demo/index.ts'
import { partiesOf, reach } from '#db/seeds/demo/reach.ts'
import { readCompleteness, readMap, whatIf } from '../../contract.ts'
import { as, centreActor, testTerritory, type TestTerritory } from '../testing.ts'

let t: TestTerritory
let seeded: Awaited<ReturnType<TestTerritory['service']['seedDemo']>>
beforeAll(async () => {
  t = await testTerritory()
  seeded = await t.service.seedDemo(centreActor)
})
afterAll(() => t.close())
const post = (url: string, payload: object, realm?: string) => t.app.inject({ method: 'POST', url, headers: as('analyst', [], realm), payload })
const idOf = async (code: string) => (await t.sql<{ id: string }>(`select id from territory.party where registry = 'demo' and code = $1`, [code]))[0]!.id

describe('the demonstration territory', () => {
  test('is stored whole, and again without doubles', async () => {
    const rows = demoTerritory(demoSeed).rows
    const count = async (table: string) => Number((await t.sql(`select count(*) as n from territory.${table}`))[0]!['n'])
    const before = [await count('party'), await count('service'), await count('dependency'), await count('dataset'), await count('contact')]
    expect(before.slice(0, 3)).toEqual(['party', 'service', 'dependency'].map((kind) => rows.filter((row) => row.kind === kind).length))
    await t.service.seedDemo(centreActor)
    expect([await count('party'), await count('service'), await count('dependency'), await count('dataset'), await count('contact')]).toEqual(before)
    expect(Number((await t.sql(`select count(*) as n from territory.party where kind = 'municipality' and district_id is null`))[0]!['n'])).toBe(0)
    console.info(`demonstration: ${JSON.stringify(seeded)}`)
  })

  test('the graph is built once a version, and what it says is what a plain walk says', async () => {
    const first = await t.service.graph('live')
    expect(await t.service.graph('live')).toBe(first)
    expect(first.graph.dependencies).toBe(seeded.dependencies)
    expect(t.service.graphStatus()).toMatchObject({ version: first.version, services: seeded.services })
    const { rows } = demoTerritory(demoSeed)
    const expected = partiesOf(rows, reach(rows, ['demo:nubilis.iaas']).down)
    const bodies = rows.filter((row) => row.kind === 'party' && row.partyKind !== 'provider' && expected.has(`demo:${row.key.code}`))
    const [service] = await t.sql<{ id: string }>(`select id from territory.service where registry = 'demo' and code = 'nubilis.iaas'`)
    const answer = await post(whatIf.path, { serviceIds: [service!.id], effects: { unavailable: true, exposed: true, tampered: false } })
    expect(answer.statusCode).toBe(200)
    const body = answer.json()
    expect(body.bodies.hit).toBe(bodies.length)
    expect(body.topBodies.filter((one: { state: string }) => one.state === 'hit').length).toBe(Math.min(bodies.length, body.topBodies.length))
    expect(body.hours.reduce((sum: number, hour: { bodies: number }) => sum + hour.bodies, 0)).toBe(bodies.length)
    expect(body.page[0].path.length).toBeGreaterThan(0)
    expect(body.page[0].path[0].from.id).toBe(service!.id)
    expect(body.page.every((one: { path: { confidence: number }[]; confidence: number }) => Math.abs(one.path.reduce((p, step) => p * step.confidence, 1) - one.confidence) < 0.01)).toBe(true)
    console.info(`what-if: ${body.ms} ms, ${JSON.stringify(body.bodies)}`)
    expect(await t.sql(`select object, party_id from audit.entry where action = 'territory.what_if'`)).toEqual([{ object: 'services', party_id: null }])
  })

  test('a denied edge leaves the graph, and the version moves', async () => {
    const before = await t.service.graph('live')
    const [edge] = await t.sql<{ id: string; version: number }>(`select id, version from territory.dependency where availability = 'hard' order by id limit 1`)
    const answer = await post(`/api/territory/dependencies/${edge!.id}/decision`, { decision: 'deny', version: edge!.version, reason: 'contract ended' })
    expect(answer.json()).toMatchObject({ state: 'denied', reason: 'contract ended' })
    const after = await t.service.graph('live')
    expect(after.version).toBeGreaterThan(before.version)
    expect(after.graph.dependencies).toBe(before.graph.dependencies - 1)
    expect(after.dependencyIds).not.toContain(edge!.id)
    expect(after.dependencyIds).toHaveLength(after.graph.dependencies)
    await t.sql(`update territory.dependency set state = 'declared', decided_by = null, decided_at = null where id = $1`, [edge!.id])
  })

  test('the drawing tells what the tables tell: each body once a kind of service, edges between nodes that stand', async () => {
    const ask = async (picture: string) => (await post(whatIf.path, { providerId: await idOf('nubilis'), effects: { unavailable: true, exposed: true, tampered: false }, picture, limit: 200 })).json()
    expect((await ask('none')).picture).toBeNull()
    const first = (await ask('first')).picture
    expect(first.nodes.filter((one: { kind: string }) => one.kind !== 'rest')).toHaveLength(10)
    const answer = await ask('all')
    type Node = { id: string; kind: string; layer: number; bodies: number; tally: { hit: number }; at: number | null; category: string }
    const nodes = answer.picture.nodes as Node[]
    const ids = new Set(nodes.map((one) => one.id))
    expect(answer.picture.edges.every((edge: { from: string; to: string }) => ids.has(edge.from) && ids.has(edge.to))).toBe(true)
    expect(nodes[0]).toMatchObject({ kind: 'provider', layer: 0, at: 0 })
    const registry = nodes.find((one) => one.category === 'registry-office' && one.kind === 'group')!
    const bodies = new Set<string>()
    for (let offset = 0; offset < answer.total; offset += 200) {
      const { page } = (await post(whatIf.path, { providerId: await idOf('nubilis'), effects: { unavailable: true, exposed: true, tampered: false }, limit: 200, offset })).json()
      for (const one of page) if (one.category === 'registry-office' && one.party.kind !== 'provider') bodies.add(one.party.id)
    }
    expect(registry.bodies).toBe(bodies.size)
    // Bodies whose own machines stand on the cloud hang on it in the drawing, through whatever of their own is between.
    expect(answer.picture.edges.filter((edge: { to: string }) => edge.to === registry.id).reduce((sum: number, edge: { bodies: number }) => sum + edge.bodies, 0)).toBe(registry.bodies)
  })

  test('ranking, restoration, completeness and map', async () => {
    const ranking = (await t.app.inject({ url: '/api/territory/concentration?limit=5', headers: as('analyst') })).json()
    expect(ranking.items).toHaveLength(5)
    expect(ranking.items.map((one: { people: number }) => one.people)).toEqual([...ranking.items].map((one) => one.people).sort((a, b) => b - a))
    const plan = (await post('/api/territory/restoration', { providerId: await idOf('nubilis') })).json()
    expect(plan.steps.length).toBeGreaterThan(0)
    expect(plan.steps.at(-1).peopleStillDown).toBe(0)
    expect(plan).toMatchObject({ optimal: true, within: 1 })
    const complete = (await t.app.inject({ url: readCompleteness.path, headers: as('analyst') })).json()
    expect(complete).toMatchObject({ dependencies: seeded.dependencies })
    expect(complete.proposed + complete.declared + complete.confirmed + complete.denied).toBe(complete.dependencies)
    const map = (await t.app.inject({ url: readMap.path, headers: as('analyst') })).json()
    expect(map).toMatchObject({ source: 'cells' })
    expect(map.cells).toHaveLength(273)
    expect(map.outline).toMatch(/^M[\d. L-]+Z$/)
  })
})

describe('an exercise', () => {
  test('has 1,300 bodies that no live reader meets; live rows are on its stage', async () => {
    const actor = system('exercise', 'ex:one')
    await expect(t.service.seedExercise(centreActor)).rejects.toMatchObject({ code: 'exercise' })
    const stage = await t.service.seedExercise(actor)
    expect(stage.bodyIds).toHaveLength(1300)
    const live = await t.service.graph('live')
    expect(live.graph.services).toBe(seeded.services)
    const played = await t.service.graph('ex:one')
    expect(played.graph.services).toBeGreaterThan(live.graph.services)
    const answer = (await post(whatIf.path, { serviceIds: stage.fallenServiceIds }, 'ex:one')).json()
    // The stage counts bodies; firms of the live territory fall beside them.
    const today = (await post(whatIf.path, { serviceIds: stage.fallenServiceIds })).json()
    const firms = today.topBodies.filter((one: { state: string; party: { kind: string } }) => one.state === 'hit' && one.party.kind === 'firm').length
    expect(answer.bodies.hit).toBe(1300 + firms)
    expect(today.bodies.hit).toBeLessThan(200)
    const exerciseBody = stage.bodyIds.at(-1)!
    expect((await t.app.inject({ url: `/api/territory/parties/${exerciseBody}`, headers: as('analyst') })).statusCode).toBe(404)
    expect((await t.app.inject({ url: `/api/territory/parties/${exerciseBody}`, headers: as('analyst', [], 'ex:one') })).json().party.exercise).toBe(true)
    expect((await t.app.inject({ url: `/api/territory/parties/${exerciseBody}`, headers: as('analyst', [], 'ex:two') })).statusCode).toBe(404)
    expect((await t.service.seedExercise(actor)).stored).toBe(0)
    console.info(`exercise: ${stage.ms} ms, ${stage.stored} rows`)
  })

  test('cannot decide a live edge', async () => {
    const [edge] = await t.sql<{ id: string; version: number }>(`select id, version from territory.dependency where realm = 'live' limit 1`)
    expect((await post(`/api/territory/dependencies/${edge!.id}/decision`, { decision: 'deny', version: edge!.version }, 'ex:one')).json()).toMatchObject({ code: 'exercise' })
  })

  test('on one’s own registry the bodies are the territory’s and every edge is the exercise’s', async () => {
    const stage = await t.service.seedExercise(system('exercise', 'ex:own'), { ownRegistry: true, bodies: 300 })
    expect(stage.bodyIds).toHaveLength(300)
    expect((await post(whatIf.path, { serviceIds: stage.fallenServiceIds }, 'ex:own')).json().bodies.hit).toBe(300)
  })
})
