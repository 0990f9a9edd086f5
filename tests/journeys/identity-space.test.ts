/** The frame of a body's space in a browser: for which body, its people, who saw its data; each role in its own frame. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { record, recordRead } from '#platform/audit/index.ts'
import { actorOf } from '#modules/identity/server/index.ts'
import { partyA, partyB } from '#modules/identity/server/testing.ts'
import { identitySite, chrome, smallSet, type Site } from './identity-harness.ts'

const LONG = 'Unione dei comuni inventati di Pieve Lumera, Borgo San Brizio al Lemo e Castel Morvano Alto sul Fiume'

describe.skipIf(!chrome)('the space', () => {
  let site: Site
  beforeAll(async () => { site = await identitySite() }, 120_000)
  afterAll(() => site?.close())

  test('for which body, the switch, its people; each role in its own frame', async () => {
    const { at, person, open, signIn, entered, visit, arrive, look } = site
    await person('Dora Finta', 'dora@pieve.example', [{ role: 'admin', partyId: partyA }, { role: 'member', partyId: partyB }])
    await person('Elio Finto', 'elio@pieve.example', [])
    const page = await open('/sign-in')
    await signIn(page, 'dora@pieve.example')
    await arrive(page, '/space')
    await page.locator('.works-for').getByText('Lavori qui per Comune inventato a').waitFor()
    await look(page, 'space')
    await page.getByRole('link', { name: 'Persone', exact: true }).click()
    await arrive(page, '/space/people')
    expect(new URL(page.url()).searchParams.get('body')).toBe(partyA)
    await look(page, 'space-people', smallSet)
    await page.getByRole('link', { name: 'Invita una persona' }).click()
    await page.getByLabel('Nome e cognome').waitFor()
    expect(await page.getByLabel('Ruolo', { exact: true }).locator('option').allTextContents()).toEqual(['Membro dell’ente', 'Amministratore dell’ente'])
    await page.getByLabel('Nome e cognome').fill('Fina Finta')
    await page.getByLabel('Indirizzo e-mail').fill('fina@pieve.example')
    await page.getByRole('button', { name: 'Prepara l’invito' }).click()
    await page.getByRole('heading', { name: 'Collegamento per Fina Finta' }).waitFor()
    await look(page, 'space-people-link', smallSet)
    await visit(page, '/space')
    await page.getByLabel('Passa a un altro ente').selectOption(partyB)
    await page.getByRole('button', { name: 'Passa', exact: true }).click()
    await page.locator('.works-for').getByText('Lavori qui per Comune inventato b').waitFor()
    expect(await page.getByRole('link', { name: 'Persone', exact: true }).count()).toBe(0)
    await visit(page, '/space')
    expect(new URL(page.url()).searchParams.get('body')).toBe(partyB) // the last one chosen
    await page.goto(at('/console/cases'))
    await arrive(page, '/space')
    await page.getByRole('link', { name: 'Dora Finta' }).click()
    await arrive(page, '/account')
    await look(page, 'space-account', smallSet)
    await page.getByRole('button', { name: 'Esci', exact: true }).click()
    await arrive(page, '/sign-in')
    await page.context().close()

    const nobody = await entered('elio@pieve.example', '/space')
    await nobody.getByRole('heading', { name: 'Nessun ruolo, per ora' }).waitFor()
    await look(nobody, 'space-none', smallSet)
    await nobody.context().close()
    const centre = await entered('ada@centro.example', '/console/queue')
    await centre.goto(at('/space'))
    await arrive(centre, '/console/queue')
    await centre.context().close()
  }, 90_000)

  test('who saw our data: people by name, role and hour, in plain words; one’s own when asked', async () => {
    const { t, person, entered, look } = site
    const { id } = await person('Analista inventata dal nome piuttosto lungo, come se ne incontrano', 'bice@centro.example', [{ role: 'analyst', partyId: null }])
    await person('Gina Finta', 'gina@pieve.example', [{ role: 'member', partyId: partyA }])
    const [gina] = await t.sql<{ id: string }>(`select id from identity."user" where email = 'gina@pieve.example'`)
    const secondFactor = { required: false, enrolled: false, code: false, proven: false }
    const bice = actorOf({ id, name: '', memberships: [{ role: 'analyst', partyId: null }], secondFactor })
    const own = actorOf({ id: gina!.id, name: '', memberships: [{ role: 'member', partyId: partyA }], secondFactor })
    const at = new Date('2026-11-22T06:12:00Z')
    await t.db.as(bice, async (tx) => {
      await recordRead(tx, bice, at, { action: 'obligations.dossier', partyId: partyA, object: 'case:00000000-0000-4000-8000-000000000001' })
      await record(tx, bice, at, { action: 'cases.answer', partyId: partyA, object: 'case:00000000-0000-4000-8000-000000000001', reason: 'al telefono, lo ha detto il segretario comunale' })
    })
    await t.db.as(own, (tx) => record(tx, own, at, { action: 'notices.confirm', partyId: partyA, object: 'notice:1' }))
    const page = await entered('gina@pieve.example', '/space')
    await page.getByRole('heading', { name: 'Chi ha visto i nostri dati' }).waitFor()
    await page.getByText('ha letto i vostri adempimenti').waitFor()
    await look(page, 'space-home-seen', smallSet)
    await page.getByRole('link', { name: 'Tutto il registro degli accessi' }).click()
    await page.getByRole('heading', { name: 'Chi ha visto i nostri dati', level: 1 }).waitFor()
    const rows = page.locator('tbody tr')
    expect(await rows.count()).toBe(2)
    expect((await rows.first().innerText()).replace(/\s+/g, ' ')).toMatch(/dom 22 nov, 07:12.*Analista inventata dal nome piuttosto lungo.*Analista, centro.*ha registrato la vostra risposta.*Motivo: al telefono/)
    await look(page, 'seen')
    await page.getByRole('link', { name: 'Mostra anche noi' }).click()
    await page.getByText('ha confermato un avviso').waitFor()
    expect(await page.getByText('Membro dell’ente, del vostro ente').count()).toBe(1)
    await page.context().close()
  }, 60_000)

  test('a name of ninety letters and more breaks nothing', async () => {
    const { t, entered, look } = site
    await t.sql(`update platform.centre set name = jsonb_build_object('it', $1::text, 'fr', $1::text, 'en', $1::text), region = jsonb_build_object('it', $1::text)`, [LONG])
    await t.sql(`update identity."user" set name = $1 where email = 'dora@pieve.example'`, [`Dora ${LONG}`.slice(0, 120)])
    const page = await entered('dora@pieve.example', '/account')
    await look(page, 'space-long')
    await page.context().close()
    const console_ = await entered('ada@centro.example', '/console/people?text=dora')
    await console_.locator('tbody a').first().click()
    await look(console_, 'people-long', smallSet)
    await console_.context().close()
  }, 60_000)
})
