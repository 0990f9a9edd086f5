/**
 * A body says what is right about itself and the centre reads whose word it is; a centre with nothing in it, and one with
 * ten bodies, find their first step. Real server, real database, real name server on the loopback.
 */
import dgram from 'node:dgram'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import packet, { type DecodedPacket } from 'dns-packet'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { chrome, findings, openHouse, shots, type House, type Land } from './territory-house.ts'

describe.skipIf(!chrome)('a body’s own word', () => {
  let house: House
  let t: Land
  let origin = ''
  let body = { id: '', name: 'Comune inventato di Valle Superiore del Fiume e delle Frazioni Riunite di San Colombano' }
  const load = (land: Land, text: string) => land.service.importRegistry(system('test'), { stream: Readable.from([Buffer.from(text)]), fileName: 'x.csv' })

  beforeAll(async () => {
    house = await openHouse()
    ;({ t, origin } = house)
    await load(t, `code,name,kind,population\nA,${body.name},municipality,3000\nP,Nuvola Finta,provider,\n`)
    await load(t, 'code,party,name,category,people_served,data_classes,data_place\nA.ana,A,Anagrafe,registry-office,3000,common,sala macchine\nP.box,P,Caselle,mail,,,\n')
    body = { ...body, id: (await t.sql<{ id: string }>(`select id from territory.party where code = 'A'`))[0]!.id }
  }, 120_000)
  afterAll(() => house?.close())

  const open = async (page: Page, address: string): Promise<Page> => {
    await page.goto(origin + address)
    await page.locator('#content h1').waitFor()
    return page
  }
  const about = `/space/about?body=`

  test('one click says that a fact is right; a correction counts at once, or waits for the centre', async () => {
    const page = await open(await house.newPage('admin', body), about + body.id)
    await page.getByText('2 cose da controllare').waitFor()
    await page.getByRole('button', { name: 'Sì, è giusto: Abitanti, 3.000' }).click()
    await page.getByText('1 cosa da controllare').waitFor()
    // The button that was pressed is gone: the focus is on the next one of the same fact.
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Correggi: Abitanti')
    expect(await t.sql(`select fact, state from territory.statement`)).toEqual([{ fact: 'population', state: 'confirmed' }])

    await page.getByRole('button', { name: 'Rispondi: Elenco NIS dell’Agenzia per la cybersicurezza nazionale (ACN)' }).click()
    await page.getByLabel('soggetto importante').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Scrivi il documento su cui si basa.').waitFor()
    expect(await findings(page, false)).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'about-dialog.png') })
    await page.getByLabel('Da quale documento?').fill('ACN prot. 12/2026')
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('soggetto importante').waitFor()
    await page.getByText('Documento: ACN prot. 12/2026.').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Correggi: Elenco NIS dell’Agenzia per la cybersicurezza nazionale (ACN)')

    await page.getByRole('button', { name: 'Correggi: Abitanti' }).click()
    await page.getByRole('dialog').getByLabel('Abitanti').fill('3.100')
    await page.getByRole('dialog').getByRole('button', { name: 'Segnala al centro' }).click()
    await page.getByText('dice: 3.100').waitFor()
    expect((await t.sql<{ population: number }>('select population from territory.party where id = $1', [body.id]))[0]!.population).toBe(3000)
    await page.context().close()
  }, 60_000)

  test('the coordinator sees whose word it is and takes it over; the analyst only sees it', async () => {
    const analyst = await open(await house.newPage('analyst'), '/console/territory/proposals')
    await analyst.getByRole('heading', { name: 'Che cosa dicono gli enti dei registri' }).waitFor()
    expect(await analyst.getByRole('button', { name: /^Accogli/ }).count()).toBe(0)
    await analyst.context().close()
    const page = await open(await house.newPage('coordinator'), '/console/territory/proposals')
    expect(await findings(page, false)).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'said.png'), fullPage: true })
    await page.getByRole('button', { name: /^Accogli: Abitanti/ }).click()
    await page.getByRole('heading', { name: 'Che cosa dicono gli enti dei registri' }).waitFor({ state: 'detached' })
    expect((await t.sql<{ population: number }>('select population from territory.party where id = $1', [body.id]))[0]!.population).toBe(3100)
    await open(page, `/console/territory/parties/${body.id}?view=facts`)
    expect(await page.locator('.meta').textContent()).toContain('Documento: ACN prot. 12/2026.')
    await page.context().close()
  }, 60_000)

  test('data, a site and a contact: added, refused with the reason, taken away; by keyboard alone', async () => {
    const page = await open(await house.newPage('admin', body), about + body.id)
    await page.getByRole('button', { name: 'Aggiungi una banca dati' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Come si chiama?').fill('Cartelle dei servizi sociali')
    await page.getByLabel('salute').check()
    await page.getByLabel('Quale vostro servizio la usa?').selectOption({ label: 'Anagrafe' })
    await page.getByLabel('Cerca il fornitore o il servizio').fill('nuvola')
    await page.getByText('1 servizio trovato.').waitFor()
    await page.getByLabel('Nuvola Finta: Caselle').check()
    await page.getByLabel('In quale paese?').selectOption({ label: 'Italia' })
    await page.getByLabel('Di quante persone?').fill('1.200')
    expect(await findings(page, false)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Tenuta da Nuvola Finta, Caselle (Italia).').waitFor()
    expect(await t.sql(`select people, classes, state from territory.dataset where name like 'Cartelle%'`)).toEqual([{ people: 1200, classes: ['common', 'health'], state: 'confirmed' }])

    await page.getByRole('button', { name: 'Aggiungi un sito, un indirizzo o un programma' }).click()
    await page.getByLabel('indirizzi con cui uscite su Internet').check()
    await page.getByLabel('Indirizzi', { exact: true }).fill('192.168.1.0/24')
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('È un indirizzo interno').waitFor()
    await page.getByLabel('Indirizzi', { exact: true }).fill('192.0.2.9/24')
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('192.0.2.0/24').waitFor()

    await page.getByRole('button', { name: 'Aggiungi un contatto' }).click()
    await page.getByLabel('Telefono').fill('+39 055 000 000')
    await page.getByRole('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByRole('link', { name: '+39 055 000 000' }).waitFor()
    // What goes is asked about first, by its name; a no leaves it where it is.
    const gone = page.getByRole('button', { name: 'Togli: 192.0.2.0/24' })
    await gone.click()
    await page.getByRole('dialog').getByRole('heading', { name: 'Togliere «192.0.2.0/24»?' }).waitFor()
    expect(await findings(page, false)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Annulla' }).click()
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Togli: 192.0.2.0/24')
    await gone.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Togli: 192.0.2.0/24' }).click()
    await page.getByText('192.0.2.0/24', { exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Togli: +39 055 000 000' }).click()
    await page.getByText('Il contatto è cancellato e non si può riprendere.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Togli: +39 055 000 000' }).click()
    await page.getByRole('link', { name: '+39 055 000 000' }).waitFor({ state: 'detached' })
    expect(await t.sql('select id from territory.contact where party_id = $1', [body.id])).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'about-full.png'), fullPage: true })
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0)
    expect(await findings(page, false)).toEqual([])
    if (shots) await page.screenshot({ path: join(shots, 'about-full-320.png'), fullPage: true })
    await page.context().close()
  }, 60_000)

  test('a centre with nothing in it says the first step on every page', async () => {
    const empty = await house.another()
    const page = await house.newPage('coordinator')
    const problems: string[] = []
    for (const [address, first] of [
      ['/console/territory', 'Importa un registro'], ['/console/territory/import', 'La prima è di solito il registro dei comuni'], ['/console/territory/proposals', 'Niente da confermare'],
      ['/console/territory/what-if', 'La prova parte da un fornitore'],
    ] as const) {
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(empty.origin + address)
        await page.locator('#content h1').waitFor()
        if (!(await page.locator('#content').innerText()).includes(first)) problems.push(`${address}: does not say "${first}"`)
        problems.push(...(await findings(page, false)).map((one) => `${address} ${width}: ${one}`))
        if (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') !== 0) problems.push(`${address} ${width}: sideways`)
        if (shots) await page.screenshot({ path: join(shots, `empty-${address.split('/').at(-1)}-${width}.png`), fullPage: true })
      }
    }
    expect(problems).toEqual([])
    await page.context().close()
  }, 60_000)

  test('with ten bodies the graph says something, and how much it is to be trusted; names of the net bring the rest', async () => {
    const server = dgram.createSocket('udp4')
    server.on('message', (message, from) => {
      const query = packet.decode(message) as DecodedPacket
      const { name, type } = query.questions![0]!
      server.send(packet.encode({ type: 'response', id: query.id!, flags: packet.RECURSION_AVAILABLE, questions: query.questions!, answers: type === 'MX' ? [{ type: 'MX', name, data: { exchange: 'mx.nuvolafinta.example', preference: 1 } }] : [] }), from.port, from.address)
    })
    await new Promise<void>((done) => { server.bind(0, '127.0.0.1', done) })
    try {
      const ten = await house.another({ nameServers: [`127.0.0.1:${(server.address() as AddressInfo).port}`] })
      const bodies = Array.from({ length: 10 }, (_, n) => n + 1)
      await load(ten.t, ['code,name,kind,province,population,lat,lon,website', ...bodies.map((n) => `C${n},Comune Inventato ${n},municipality,Nord,${n * 700},${43 + n / 20},${11 + (n % 3) / 10},www.inventato${n}.example`), 'P,Nuvola Finta,provider,,,,,nuvolafinta.example', 'G,Gestionali Finti,provider,,,,,', ''].join('\n'))
      await load(ten.t, ['code,party,name,category,people_served', ...bodies.map((n) => `C${n}.pro,C${n},Protocollo,protocol,${n * 700}`), 'G.pro,G,Protocollo in cloud,protocol,', 'P.iaas,P,Macchine,cloud-infrastructure,', ''].join('\n'))
      const page = await house.newPage('coordinator')
      const see = async (address: string, name: string) => {
        await page.goto(ten.origin + address)
        await page.locator('#content h1').waitFor()
        if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
        return page.locator('#content').innerText()
      }
      expect(await see('/console/territory', 'ten-nothing')).toContain('chiedere a 10 enti')
      await page.goto(`${ten.origin}/console/territory/proposals#load`)
      await page.getByRole('button', { name: 'Chiedi alla rete' }).click()
      await page.getByText('10 enti su 10').waitFor()
      await page.getByText('10 nuove domande').waitFor()
      expect(await findings(page, false)).toEqual([])
      if (shots) await page.screenshot({ path: join(shots, 'ten-names.png'), fullPage: true })
      await load(ten.t, ['service,on,kind,source', ...bodies.slice(0, 9).map((n) => `C${n}.pro,G.pro,software,contract`), 'G.pro,P.iaas,hosting,contract', ''].join('\n'))
      expect(await see('/console/territory', 'ten-nine')).toContain('chiedere a 1 ente')
      await load(ten.t, 'service,on,kind,source\nC10.pro,G.pro,software,contract\n')
      const home = await see('/console/territory', 'ten')
      expect(home).toContain('Nuvola Finta')
      expect(home).toMatch(/utile/)
      expect(home).toMatch(/Se si ferma (Nuvola Finta|Gestionali Finti), si fermano servizi di 10 enti/)
      const [provider] = await ten.t.sql<{ id: string }>(`select id from territory.party where code = 'P'`)
      expect(await see(`/console/territory/what-if?provider=${provider!.id}`, 'ten-what-if')).toMatch(/10 enti avrebbero servizi fermi/)
      expect(await findings(page, false)).toEqual([])
      await page.context().close()
    } finally { server.close() }
  }, 90_000)
})
