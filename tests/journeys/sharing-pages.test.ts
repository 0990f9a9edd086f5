/** Sharing, in a real browser: a group, a collection, a peer and its token, an object and where it may go, a conflict. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { PASSWORD, testMessages } from '../../modules/messages/server/testing.ts'
import { indicator } from '../../modules/sharing/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { freePort } from '../support/server.ts'
import { walker } from '../support/walk.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-sharing', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }],
]

describe.skipIf(!chrome)('sharing, in a browser', () => {
  let s: Awaited<ReturnType<typeof testMessages>>
  let browser: Browser
  let origin = ''
  let known: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
  const problems: string[] = []
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const web = await loadWeb(createLog('error', () => new Date(0)))
    s = await testMessages({ web, publicUrl: origin, setting: { localHooks: true } })
    await web.serve(s.http)
    await s.http.listen({ port, host: '127.0.0.1' })
    browser = await launch()
  }, 240_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  async function newPage(options: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options, ...(known ? { storageState: known } : {}) })
    if (!known) {
      expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: 'coordinator@prova.example', password: PASSWORD }, headers: { origin } })).status()).toBe(200)
      known = await context.storageState()
    }
    return context.newPage()
  }
  const open = async (address: string, options: BrowserContextOptions = wide): Promise<Page> => arrive(await newPage(options), address, origin, problems)
  const look = lookerFor('tab|peers|peer|out|auth|state|problem|next|collections|collection|audience|objects|object|exit|groups|group|conflicts|conflict|conflictKind|fail|misp|pages|seen', shots)
  const walk = walker({ views, newPage, origin: () => origin, problems, look })
  const everywhere = (name: string, address: string) => walk.everywhere(name, address, 'coordinator')

  /** A list of the centre, with two values. */
  async function own(): Promise<string[]> {
    const { lists } = s.centre.watch
    const { id } = await lists.named(system('test'), { name: 'Nostri', source: 'Centro', licence: '', confidence: 80, tlp: 'green', days: 90, format: 'list', state: 'observe' })
    await lists.bring(system('test'), id, 'prova', Buffer.from('evil.example\n203.0.113.7\n'))
    return [id]
  }

  test('from nothing to an object that may go to some and not to others', async () => {
    const page = await open('/console/sharing')
    await page.getByRole('button', { name: 'Aggiungi un partner' }).click()
    await page.getByRole('dialog').getByLabel('Nome').fill('Occitanie')
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByRole('button', { name: 'Crea un codice' }).click()
    await page.getByText('Copialo ora').waitFor()
    const token = (await page.locator('.copy-text').innerText()).trim()
    expect(token).toMatch(/^btax_/)
    await page.goto(`${origin}/console/sharing/groups`)
    await page.getByRole('button', { name: 'Crea un gruppo' }).click()
    await page.getByRole('dialog').getByLabel('Nome').fill('Sanità')
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Senza membri').waitFor()
    await page.goto(`${origin}/console/sharing/collections`)
    await page.getByRole('button', { name: 'Crea una raccolta' }).click()
    await page.getByRole('dialog').getByLabel('Nome nell’indirizzo').fill('indicatori')
    await page.getByRole('dialog').getByLabel('Titolo').fill('Indicatori della regione')
    await page.getByRole('dialog').getByLabel('I partner possono inviare oggetti').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Nessun oggetto').waitFor()

    // The peer sends with what it was given; an object of the centre stands beside.
    const one = indicator('pagina-di-phishing', { tlp: 'amber' })
    const send = (object: object) => fetch(`${origin}/taxii2/partners/collections/indicatori/objects/`, { method: 'POST', headers: { authorization: `Bearer ${token}`, accept: 'application/taxii+json;version=2.1', 'content-type': 'application/taxii+json;version=2.1' }, body: JSON.stringify({ objects: [object] }) })
    expect((await send(one)).status).toBe(202)
    await send({ ...one, name: 'altro-contenuto' })
    await page.reload()
    await page.getByRole('link', { name: 'pagina-di-phishing' }).click()
    await page.getByText('TLP:AMBER esce solo per un gruppo').waitFor()
    const objectAt = page.url()
    await page.goto(`${origin}/console/sharing/conflicts`)
    await page.getByText('altro-contenuto').waitFor()

    // A file of MISP, recognised; the event is taken along again from the page of its report.
    const collectionAt = objectAt.replace(/\/objects\/.*$/, ''), uuid = '00000000-0000-4000-8000-000000000001'
    await page.goto(collectionAt)
    const event = { Event: { uuid, info: 'Posta falsa', date: '2026-01-05', timestamp: '1767600000', Orgc: { name: 'Un centro', uuid: '00000000-0000-4000-8000-000000000002' }, Attribute: [{ uuid: '00000000-0000-4000-8000-000000000003', type: 'domain', category: 'Network activity', value: 'falsa.example', to_ids: true, timestamp: '1767600000' }, { type: 'mai-visto', value: 'x' }] } }
    await page.getByLabel('File STIX o MISP').setInputFiles({ name: 'evento.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(event)) })
    await page.getByRole('button', { name: 'Porta un file' }).click()
    await page.getByText('Eventi: 1.').waitFor()
    await page.getByText('unknown-type: mai-visto').waitFor()
    await look('collection-brought', page, false)
    await page.getByRole('link', { name: 'Posta falsa' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Scarica come evento MISP' }).click()])
    expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toEqual(event)

    // A feed of another, read into the collection.
    await page.goto(`${origin}/console/sharing`)
    await page.getByRole('button', { name: 'Aggiungi un partner' }).click()
    await page.getByRole('dialog').getByLabel('Che cosa è').selectOption('misp')
    await page.getByRole('dialog').getByLabel('Nome').fill('Feed di prova')
    await page.getByRole('dialog').getByLabel('Indirizzo del feed').fill('https://feed.example/misp/manifest.json')
    await page.getByRole('dialog').getByLabel('Livello minimo').selectOption('green')
    await look('feed-form', page, false)
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Eventi del feed').waitFor()
    const feedAt = page.url().slice(origin.length)
    await everywhere('feed', feedAt)

    await everywhere('peers', '/console/sharing')
    const { rows: [peer] } = await s.t.superuser.query<{ id: string }>(`update sharing.peer set url = 'https://taxii.occitanie.example/root/', tried_at = now(), problem = 'unreachable', problem_detail = 'connect ECONNREFUSED' where kind = 'taxii' returning id`)
    await everywhere('peer', `/console/sharing/peers/${peer!.id}`)
    await everywhere('collections', '/console/sharing/collections')
    await everywhere('collection', objectAt.slice(origin.length).replace(/\/objects\/.*$/, ''))
    await everywhere('object', objectAt.slice(origin.length))
    await everywhere('groups', '/console/sharing/groups')
    await everywhere('conflicts', '/console/sharing/conflicts')

    await page.goto(`${origin}/console/sharing/conflicts`)
    await page.getByRole('button', { name: /Prendi quello arrivato/ }).click()
    await page.getByText('Nessun conflitto').waitFor()
    await page.context().close()
    expect(problems).toEqual([])
  }, 300_000)

  test('what leaves: nothing until somebody chooses; a list of ours, what a group would read of it, a campaign', async () => {
    const [listId] = await own()
    const page = await open(`/console/watch/lists/${listId}`)
    await page.getByText('Resta qui').first().waitFor()
    await page.getByRole('button', { name: 'Si può comunicare?' }).click()
    await page.getByRole('dialog').getByLabel('È nostra').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByRole('link', { name: 'Condividi con un gruppo' }).click()
    await page.getByText('Un gruppo può averlo.').waitFor()
    await page.getByRole('button', { name: 'Dai a un gruppo' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Dai a un gruppo' }).click()
    await page.getByRole('button', { name: /Riprendi/ }).waitFor()
    await everywhere('thing', `/console/sharing/out/indicators/${listId}`)
    await page.goto(`${origin}/console/sharing/out`)
    await page.getByRole('button', { name: /Scegli.*Indicatori/ }).click()
    await page.getByRole('dialog').getByLabel('Raccolta').selectOption({ label: 'Indicatori della regione (I partner)' })
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Va nella raccolta').waitFor()
    await everywhere('out', '/console/sharing/out')
    await page.goto(`${origin}/console/watch/campaigns`)
    await page.getByRole('button', { name: 'Scrivi una campagna' }).click()
    await page.getByRole('dialog').getByLabel('Nome').fill('Posta d’autunno')
    await page.getByRole('dialog').getByLabel('Tecniche (ATT&CK)').fill('T1566.001, T1486')
    await page.getByRole('dialog').getByLabel('Comune', { exact: true }).check()
    await page.getByRole('dialog').getByLabel('Nostri').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Non esce dal centro.').waitFor()
    const campaign = page.url().slice(origin.length)
    await everywhere('campaign', campaign)
    await everywhere('campaigns', '/console/watch/campaigns')
    await everywhere('list-told', `/console/watch/lists/${listId}`)
    await page.context().close()
    expect(problems).toEqual([])
  }, 180_000)

  test('an indicator of others: who has seen it, one act to look for it, and the answer given to a group', async () => {
    const one = indicator('arrivato', { tlp: 'green' })
    const by = { type: 'identity', spec_version: '2.1', id: 'identity--2b1c7c52-8a53-4d6e-9c52-6f1f0d7a9e10', created: '2026-11-01T10:00:00.000Z', modified: '2026-11-01T10:00:00.000Z', name: 'CSIRT Occitanie', identity_class: 'organization' }
    const seen = (n: number, count: number) => ({ type: 'sighting', spec_version: '2.1', id: `sighting--7b6f2c0e-5d4b-4f0a-9a51-0c6a1d2e3f4${n}`, created: '2026-11-20T10:00:00.000Z', modified: '2026-11-20T10:00:00.000Z', created_by_ref: by.id, count, sighting_of_ref: one['id'], first_seen: '2026-11-16T00:00:00.000Z', last_seen: '2026-11-20T23:59:59.999Z' })
    await s.centre.sharing.service.importBundle(system('test'), 'indicatori', (async function* () { yield Buffer.from(JSON.stringify({ type: 'bundle', id: 'bundle--11111111-0000-4000-8000-000000000002', objects: [one, by, seen(1, 100), seen(2, 0)] })) })())
    const { rows: [row] } = await s.t.superuser.query<{ id: string }>(`select id from sharing.collection where alias = 'indicatori'`)
    const address = `/console/sharing/collections/${row!.id}/objects/${one['id']}`
    const page = await open(address)
    await page.getByRole('link', { name: 'CSIRT Occitanie' }).first().waitFor()
    await page.getByText('non visto', { exact: true }).waitFor()
    await page.getByText('dal 16 novembre 2026 al 20 novembre 2026').first().waitFor()
    await everywhere('object-seen', address)
    await page.getByRole('button', { name: 'Cercalo nelle righe conservate' }).click()
    await page.waitForURL(/\/console\/watch\/hunts\/[0-9a-f-]{36}$/)
    await page.getByText('Prima si archiviano le righe più recenti.').waitFor()
    for (const name of ['watch.archive', 'watch.hunt']) await s.centre.watch.periodic.find((each) => each.name === name)!.run(undefined as never)
    await page.getByText('Non c’era nessuna riga da leggere.').waitFor()
    // As if there had been lines, of seven bodies.
    await s.t.superuser.query(`update watch.hunt set asked_bodies = 7, asked_from = '2026-10-01', asked_to = '2026-11-24'`)
    await page.reload()
    await page.getByRole('button', { name: 'Comunica che non si è visto' }).click()
    expect(await page.getByRole('dialog').getByLabel('TLP').locator('option').allInnerTexts()).toEqual(['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN'])
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Si può comunicare come TLP:GREEN.').waitFor()
    await everywhere('hunt-of-others', page.url().slice(origin.length))
    await page.getByRole('link', { name: 'Condividi con un gruppo' }).click()
    await page.getByText('Un gruppo può averlo.').waitFor()
    await page.getByText('Not seen in 55 days over the logs of at least 5 bodies.').first().waitFor()
    await page.getByRole('button', { name: 'Dai a un gruppo' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Dai a un gruppo' }).click()
    await page.getByRole('button', { name: /Riprendi/ }).waitFor()
    await everywhere('thing-hunt', page.url().slice(origin.length))
    await page.context().close()
    expect(problems).toEqual([])
  }, 180_000)
})
