/** A centre with the demonstration territory in a data folder, made without a browser and without the story. */
import { compose, type Composed } from '#apps/server/compose.ts'
import { openGround, type Opened } from '#apps/server/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'

export const PASSWORD = 'ponte-levatoio-1291'
export const ANALYST = 'analista@centro.velarda.example'
export const COORDINATOR = 'coordinatrice@centro.velarda.example'

export async function prepareCentre(folder: string, address: string, env: Record<string, string> = {}, more?: (centre: Composed, opened: Opened) => Promise<void>): Promise<void> {
  const { config } = readConfig({ BASTIDA_DATA: folder, BASTIDA_URL: address, ...env })
  const opened = await openGround(config!, systemClock, createLog('error', systemClock.now))
  try {
    const centre = compose(opened, 'test', { render: () => '', assets: { css: '', fonts: [] } })
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
  } finally { await opened.close() }
}
