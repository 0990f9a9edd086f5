/** PROCESSES=2: two processes behind one port. Each hears what the other publishes, dies with the first, and alone is replaced. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { ANALYST, COORDINATOR, PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, json, lookInside, removeFolder, signIn, startServer, type Api, type ServerProcess } from '../support/server.ts'
import { inviteTwo, publishable } from '../support/story.ts'

describe('two processes', { timeout: 120_000 }, () => {
  let folder: string
  let port: number
  let server: ServerProcess
  let analyst: Api
  const agents: Agent[] = []
  const start = () => startServer({ folder, port, env: { PROCESSES: '2', LOG_LEVEL: 'error' } })

  beforeAll(async () => {
    folder = dataFolder()
    port = await freePort()
    await prepareCentre(folder, `http://localhost:${port}`)
    server = await start()
    await both()
    analyst = await signIn(server.address, ANALYST, PASSWORD)
  }, 120_000)
  afterAll(async () => {
    for (const agent of agents) agent.destroy()
    await server?.stop()
    await removeFolder(folder)
  })

  test('both answer, and /status names them', async () => {
    const [first, second] = [await lineTo(1), await lineTo(2)]
    expect((await status(first)).processes).toEqual({ configured: 2, serving: 2, answeredBy: 1 })
    expect((await status(second)).processes).toEqual({ configured: 2, serving: 2, answeredBy: 2 })
  })

  test('what is published through either is read through both, from the memory of each', async () => {
    const opened = await json<{ id: string }>(await analyst('/api/cases', { method: 'POST', body: {
      requestId: crypto.randomUUID(), providerId: partyIdOf('live', { registry: 'demo', code: 'nubilis' }), title: 'Fermo di Nubilis Cloud', occurredAt: new Date(Date.now() - 3_600_000).toISOString(), effects: { unavailable: true, exposed: true, tampered: false }, description: {},
    } }), 201)
    const notice = await until(() => publishable(analyst, opened.id))
    const two = await inviteTwo(server.address, await signIn(server.address, COORDINATOR, PASSWORD), notice.partyId, 'processi')
    await notice.publish(two)
    const path = await notice.path(analyst)
    const lines = [await lineTo(1), await lineTo(2)]
    const everywhere = async (wanted: number) => until(async () => {
      for (const line of lines) if ((await get(line, path)).status !== wanted) throw new Error(`not ${wanted} yet`)
    })
    for (let round = 0; round < 4; round++) {
      await everywhere(200)
      // In memory by now: with its table shut nobody could draw it. The call of a change may still drop what was drawn before it came.
      await until(async () => {
        await everywhere(200)
        await lookInside(folder, async (client) => {
          await client.query('begin; lock table notices.publication in access exclusive mode')
          try {
            for (const line of lines) if ((await Promise.race([get(line, path), sleep(1000, undefined, { ref: false })]))?.status !== 200) throw new Error('not from memory')
          } finally { await client.query('rollback') }
        })
      }, 10)
      await json(await analyst(`/api/notices/${notice.id}/withdraw`, { method: 'POST', body: { reason: 'prova a due' } }), 204)
      await everywhere(410)
      await notice.publishAgain()
    }
    await everywhere(200)
  })

  test('wrong passwords are counted together, an import is previewed by whichever is asked', async () => {
    const coordinator = await signIn(server.address, COORDINATOR, PASSWORD)
    const tries = await Promise.all(Array.from({ length: 12 }, () => fetch(`${server.address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin: server.address, connection: 'close' }, body: JSON.stringify({ email: 'nessuno@velarda.example', password: 'sbagliata sbagliata' }) }).then((answer) => answer.status)))
    expect(tries.filter((one) => one === 429).length).toBeGreaterThan(0)
    const csv = 'registry,code,name,kind\nown,prova-due,Comune di Prova Due,municipality\n'
    const { id } = await json<{ id: string }>(await coordinator('/api/territory/imports?fileName=parties.csv', { method: 'POST', bytes: csv }), 201)
    const seen = await Promise.all(Array.from({ length: 6 }, () => coordinator(`/api/territory/imports/${id}/preview`, { method: 'POST' }).then((answer) => answer.status)))
    expect(seen.filter((one) => one === 200).length).toBeGreaterThan(0)
    expect(seen.filter((one) => one !== 200 && one !== 429)).toEqual([]) // one import at a time in a realm, whichever process runs it
  })

  test('one that ends alone is replaced; what it was playing is interrupted, what the other plays goes on', async () => {
    const lines = [await lineTo(1), await lineTo(2)]
    const played: string[] = []
    for (const line of lines) {
      const cookie = (await send(line, '/api/auth/sign-in/email', { email: COORDINATOR, password: PASSWORD })).cookie
      const started = await send(line, '/api/exercise', { bodies: 5, untilHour: 8 }, cookie)
      expect(started.status).toBe(202)
      played.push((JSON.parse(started.body) as { id: string }).id)
    }
    const [other] = childrenOf(server.pid)
    process.kill(other!, 'SIGKILL')
    await both()
    expect(childrenOf(server.pid)).toHaveLength(1)
    expect(childrenOf(server.pid)).not.toContain(other)
    const coordinator = await signIn(server.address, COORDINATOR, PASSWORD)
    const state = async (id: string) => (await json<{ state: string }>(await coordinator(`/api/exercise/${id}`))).state
    expect(await state(played[1]!)).toBe('interrupted')
    await until(async () => { if (await state(played[0]!) === 'playing') throw new Error('still playing') }, 600)
    expect(await state(played[0]!)).toBe('done')
  })

  test('a killed first process takes the other with it, and the next start finds its port free', async () => {
    const others = childrenOf(server.pid)
    await server.kill()
    await until(async () => { if (others.some((pid) => existsSync(`/proc/${pid}`))) throw new Error('still there') })
    server = await start()
    await both()
  })

  test('a port that is somebody else’s is refused, although it could be shared', async () => {
    const elsewhere = dataFolder()
    try {
      await prepareCentre(elsewhere, `http://localhost:${port}`)
      const done = spawnSync(process.execPath, ['apps/server/main.ts'], { env: { ...process.env, BASTIDA_DATA: elsewhere, PORT: String(port), PROCESSES: '2', NODE_OPTIONS: '' }, encoding: 'utf8', timeout: 60_000 })
      expect({ status: done.status, said: done.stderr.trim() }).toEqual({ status: 1, said: `port ${port} is used by another program: stop it, or choose another port with PORT` })
    } finally { await removeFolder(elsewhere) }
  })

  test('SIGTERM ends all of them', async () => {
    const others = childrenOf(server.pid)
    expect(others).toHaveLength(1)
    expect(await server.stop()).toBe(0)
    expect(others.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
    expect(existsSync(`${folder}/pg/postmaster.pid`)).toBe(false)
  })

  type Status = { startedAt: string; processes: { configured: number; serving: number; answeredBy: number } }
  const status = async (agent: Agent) => JSON.parse((await get(agent, '/status')).body) as Status

  /** A connection of its own that ended at this process: the system deals them out. */
  async function lineTo(number: number): Promise<Agent> {
    return until(async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      agents.push(agent)
      if ((await status(agent)).processes.answeredBy !== number) throw new Error(`no connection reached process ${number}`)
      return agent
    })
  }

  /** Waits until the second process serves; its own words about itself. */
  async function both(): Promise<Status> {
    return status(await lineTo(2))
  }

  type Answer = { status: number; body: string; headers: Record<string, unknown>; cookie: string }
  const get = (agent: Agent, path: string) => send(agent, path)
  function send(agent: Agent, path: string, body?: object, cookie = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { accept: 'text/html', origin: server.address, cookie, ...(body ? { 'content-type': 'application/json' } : {}) }
      request({ host: 'localhost', port, path, agent, method: body ? 'POST' : 'GET', headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (piece: string) => { text += piece })
          .on('end', () => resolve({ status: response.statusCode!, body: text, headers: response.headers, cookie: (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ') }))
      }).on('error', reject).end(body ? JSON.stringify(body) : undefined)
    })
  }
})

function childrenOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((one) => {
    try {
      const stat = readFileSync(`/proc/${one}/stat`, 'utf8')
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid && readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('serve.ts')
    } catch { return false }
  })
}

async function until<T>(work: () => Promise<T>, tries = 300): Promise<T> {
  for (let i = 1; ; i++) {
    try { return await work() } catch (error) { if (i === tries) throw error }
    await sleep(50)
  }
}
