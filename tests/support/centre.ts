/** A centre with the demonstration territory in a data folder, made without a browser and without the story: once a run, and then copied. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compose, type Composed } from '#apps/server/compose.ts'
import { openGround, type Opened } from '#apps/server/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'

export const PASSWORD = 'ponte-levatoio-1291'
export const ANALYST = 'analista@centro.velarda.example'
export const COORDINATOR = 'coordinatrice@centro.velarda.example'

type More = (centre: Composed, opened: Opened) => Promise<void>

export async function prepareCentre(folder: string, address: string, env: Record<string, string> = {}, more?: More): Promise<void> {
  // With a setting of its own, a database of somebody else's for one, it is no copy.
  const pattern = Object.keys(env).length === 0 ? await madeOnce() : undefined
  if (pattern === undefined) return make(folder, address, env, more)
  const { status, stderr } = spawnSync('cp', ['-a', '--reflink=auto', `${pattern}/.`, folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  if (more) await within(folder, address, env, more)
}

/** The folder that the others are copied from. The first who needs it makes it; undefined outside a run. */
async function madeOnce(): Promise<string | undefined> {
  const home = process.env['BASTIDA_TEST_CENTRES']
  if (!home) return undefined
  const [ready, making, pattern] = ['ready', 'making', 'centre'].map((name) => join(home, name)) as [string, string, string]
  while (!existsSync(ready)) {
    try { mkdirSync(making) } catch { await sleep(50); continue }
    try {
      // Another may have made it between the look and the turn.
      if (existsSync(ready)) break
      rmSync(pattern, { recursive: true, force: true })
      mkdirSync(pattern)
      await make(pattern, 'http://localhost:8080', {})
      writeFileSync(ready, '')
    } finally { rmSync(making, { recursive: true, force: true }) }
  }
  return pattern
}

const make = (folder: string, address: string, env: Record<string, string>, more?: More) => within(folder, address, env, async (centre, opened) => {
  const actor = system('test')
  const token = (await centre.identity.service.prepareSetup())!
  await centre.identity.service.setUp({
    token,
    centre: { name: { it: 'Centro di prova', fr: 'Centre d’essai', en: 'Trial centre' }, region: { it: 'Velarda', fr: 'Velarda', en: 'Velarda' }, country: 'IT', languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '', hours: '' },
    coordinator: { name: 'Coordinatrice di prova', email: COORDINATOR, password: PASSWORD },
    // These tests sign in with a password alone; the second step has tests of its own, in identity.
  }, { secondFactor: false })
  await centre.territory.service.seedDemo(actor)
  await centre.identity.service.createPerson(actor, { name: 'Analista di prova', email: ANALYST, password: PASSWORD, memberships: [{ role: 'analyst', partyId: null }] })
  await more?.(centre, opened)
})

async function within(folder: string, address: string, env: Record<string, string>, work: More): Promise<void> {
  const { config } = readConfig({ BASTIDA_DATA: folder, BASTIDA_URL: address, ...env })
  // Nothing is killed while it is prepared: it need not reach the disk before it goes on. Who starts on it writes as a centre does.
  const opened = await openGround(config!, systemClock, createLog('error', systemClock.now), { fsync: 'off' })
  try { await work(compose(opened, 'test', { render: () => '', assets: { css: '', fonts: [] } }), opened) } finally { await opened.close() }
}
