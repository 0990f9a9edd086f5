/**
 * The story, in a real browser and in two languages: a provider falls, each body is asked one question and answers without an
 * account, says when it knew, two people publish its notice, the gate holds until its conditions are met, the case is closed.
 * The server is a process of its own; the public part is read with JavaScript off; axe finds nothing on each page.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { ANALYST, COORDINATOR, PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, removeFolder, signIn, startServer, type ServerProcess } from '../support/server.ts'
import { findings } from '../support/axe.ts'
import { chrome, launch } from '../support/web.ts'


type Api = Awaited<ReturnType<typeof signIn>>
const json = async <T>(answer: Response, status = 200): Promise<T> => {
  if (answer.status !== status) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`)
  return (status === 204 ? undefined : await answer.json()) as T
}

describe.skipIf(!chrome).each(['it', 'fr'] as const)('a provider falls, in %s', (lang) => {
  let folder: string
  let server: ServerProcess
  let browser: Browser
  let analyst: Api
  let mainId: string
  let body: { caseId: string; partyId: string; partyName: string }
  const prefix = lang === 'it' ? '' : `/${lang}`

  beforeAll(async () => {
    folder = dataFolder()
    const port = await freePort()
    await prepareCentre(folder, `http://localhost:${port}`)
    server = await startServer({ folder, port })
    browser = await launch()
    analyst = await signIn(server.address, ANALYST, PASSWORD)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    if (folder) await removeFolder(folder)
  })

  /** A page as a citizen or a clerk has it: no script, no cookie kept. axe needs a script, so it looks at the same address in a second context. */
  async function withPage<T>(width: number, work: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false, locale: lang })
    const page = await context.newPage()
    try { return await work(page) } finally { await context.close() }
  }
  async function clean(path: string) {
    const context = await browser.newContext({ viewport: { width: 320, height: 900 }, bypassCSP: true })
    const page = await context.newPage()
    try {
      expect((await page.goto(server.address + path))?.status()).toBe(200)
      expect(await page.evaluate(() => (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      expect(await findings(page), path).toEqual([])
    } finally { await context.close() }
  }

  test('six in the morning: within seconds the centre knows who is probably hit, by which path, from when', { timeout: 60_000 }, async () => {
    const started = Date.now()
    const opened = await json<{ id: string; tied: number }>(await analyst('/api/cases', { method: 'POST', body: {
      requestId: crypto.randomUUID(), providerId: partyIdOf('live', { registry: 'demo', code: 'nubilis' }), title: 'Fermo di Nubilis Cloud', occurredAt: new Date(started - 900_000).toISOString(),
      effects: { unavailable: true, exposed: true, tampered: false }, description: { malicious: 'yes' }, conditions: [{ kind: 'csirt', askedBy: 'CSIRT Italia' }],
    } }), 201)
    mainId = opened.id
    expect(opened.tied).toBeGreaterThan(60)
    expect(Date.now() - started).toBeLessThan(10_000)
    const tied = await json<{ items: { id: string; partyId: string; partyName: string; inferred: string; expectedAt: string | null; confidence: number }[] }>(await analyst(`/api/cases?mainId=${mainId}&kind=tied&limit=200`))
    const hit = tied.items.filter((one) => one.inferred === 'hit')
    expect(hit.length).toBeGreaterThan(50)
    expect(hit.every((one) => one.expectedAt !== null && one.confidence > 0 && one.confidence <= 1)).toBe(true)
    const cascade = await json<{ rows: { why: unknown }[] }>(await analyst(`/api/cases/${mainId}/cascade`))
    expect(cascade.rows.length).toBeGreaterThan(3)
    expect(tied.items.some((one) => one.inferred === 'data_at_risk' || one.inferred === 'degraded')).toBe(true)
    body = await firstAsked(tied.items.filter((one) => one.inferred === 'hit').map(({ id, partyId, partyName }) => ({ caseId: id, partyId, partyName })))
  })

  test('nothing that was only inferred is public', { timeout: 60_000 }, async () => {
    await withPage(1280, async (page) => {
      expect((await page.goto(`${server.address}${prefix}/`))?.status()).toBe(200)
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      // The map names every municipality of the region; only a confirmed one has a page.
      expect(await page.locator('a[href*="/s/"]').count()).toBe(0)
      expect(await page.content()).not.toContain('Nubilis')
    })
    expect((await fetch(`${server.address}/s.csv`).then((answer) => answer.text())).trim().split('\n')).toHaveLength(1)
    for (const path of [prefix ? '' : '/', '/s', '/n', '/emergency', '/accessibility', '/privacy']) await clean(prefix + path)
  })

  test('the body answers by the link of its mail, without an account or a script', { timeout: 60_000 }, async () => {
    const path = new URL(linkFor(body.caseId)).pathname
    await clean(prefix + path)
    await withPage(360, async (page) => {
      await page.goto(server.address + prefix + path)
      await page.locator('form button').last().click()
      await expect.poll(() => page.locator('[role=alert], .error-summary, [class*=error]').count()).toBeGreaterThan(0) // nothing chosen: said, not swallowed
      await page.locator('input[name=hit][value=yes]').check()
      await page.locator('input[name=personalData][value=yes]').check()
      await page.locator('input[name=contactName]').fill('Ufficio anagrafe <script>alert(1)</script>')
      await page.locator('form button').last().click()
      // The click is over before its answer is there.
      await expect.poll(caseOf).toMatchObject({ answer: 'hit' })
      await page.waitForLoadState()
      expect(await page.locator('h1').count()).toBe(1)
      expect(await page.content()).not.toContain('<script>alert')
    })
    expect(await caseOf()).toMatchObject({ answer: 'hit' })
  })

  test('its clocks run from the moment it knew; a small town owes the data authority and not the agency', { timeout: 60_000 }, async () => {
    const at = `/api/obligations/cases/${body.caseId}`
    await until(async () => (await analyst(at)).status === 200)
    const member = await memberOf('member')
    await json(await member(`${at}/clocks`, { method: 'POST', body: { at: new Date(Date.now() - 600_000).toISOString(), how: 'telefonata' } }))
    const dossier = await json<{ obligations: { regime: string; state: string; strictAt: string | null; reasons: string[]; article: string }[] }>(await member(`${at}?lang=${lang}`))
    const gdpr = dossier.obligations.find((one) => one.regime === 'EU-GDPR33')!
    expect(gdpr).toMatchObject({ state: 'due' })
    expect(new Date(gdpr.strictAt!).getTime() - Date.now()).toBeGreaterThan(71 * 3_600_000)
    const draft = await json<{ fields: { value: string | null; gap: string | null }[] }>(await member(`${at}/drafts/garante?lang=${lang}`))
    expect(draft.fields.some((one) => one.value !== null) && draft.fields.some((one) => one.gap === 'missing')).toBe(true)
    expect((await (await signInAs('elsewhere', await anotherParty()))(at)).status).toBe(404)
  })

  test('two people publish its notice; the public reads it in three languages', { timeout: 60_000 }, async () => {
    const [notice] = (await json<{ items: { id: string; version: number }[] }>(await analyst(`/api/notices?caseId=${body.caseId}&limit=1`))).items
    const member = await memberOf('member')
    expect((await analyst(`/api/notices/${notice!.id}/confirm`, { method: 'POST', body: { version: notice!.version } })).status).toBe(403)
    const { version } = await json<{ version: number }>(await member(`/api/notices/${notice!.id}`))
    await json(await member(`/api/notices/${notice!.id}/confirm`, { method: 'POST', body: { version } }), 204)
    expect((await member(`/api/notices/${notice!.id}/publish`, { method: 'POST', body: { version } })).status).toBe(409)
    await json(await (await memberOf('admin'))(`/api/notices/${notice!.id}/publish`, { method: 'POST', body: { version } }), 204)
    await withPage(1280, async (page) => {
      await until(async () => { await page.goto(`${server.address}${prefix}/`); return (await page.locator('a[href*="/s/"]').count()) > 0 })
      await page.locator('a[href*="/n/"]').first().click()
      await page.waitForURL('**/n/**')
      expect(await page.locator('h1').innerText()).not.toBe('')
      expect(await page.content()).not.toContain('Nubilis')
      const path = new URL(page.url()).pathname.replace(/^\/(fr|en|it)\//, '/')
      for (const language of ['', '/fr', '/en']) await clean(language + path)
    })
    const feed = await fetch(`${server.address}/n.atom`).then((answer) => answer.text())
    expect(feed).toContain('<entry>')
  })

  test('"reopened and safe" waits for its conditions, and the observed state is told all the same', { timeout: 60_000 }, async () => {
    const member = await memberOf('member')
    await json(await member(`/api/cases/${body.caseId}/observed`, { method: 'POST', body: { observed: 'working' } }), 204)
    const refused = await member(`/api/cases/${body.caseId}/safe`, { method: 'POST', body: {} })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ code: 'gate_closed' })
    expect(await caseOf()).toMatchObject({ observed: 'working', reopenedSafeAt: null })
    const conditions = await json<{ items: { id: string }[] }>(await analyst(`/api/cases/${mainId}/conditions`))
    for (const one of conditions.items) await json(await analyst(`/api/cases/conditions/${one.id}/met`, { method: 'POST', body: { evidence: 'Nota 4471 (prova)' } }), 204)
    const safe = await member(`/api/cases/${body.caseId}/safe`, { method: 'POST', body: {} })
    expect(safe.ok).toBe(true)
    const order = await json<{ steps: unknown[] }>(await analyst(`/api/cases/${mainId}/restoration`))
    expect(Array.isArray(order.steps)).toBe(true)
    await json(await analyst(`/api/cases/${body.caseId}/close`, { method: 'POST', body: { dataLost: 'Ultimi tre giorni', dataLostDays: 3, lessons: 'Copie fuori dal fornitore' } }), 204)
    expect((await json<{ lost: unknown }>(await analyst(`/api/cases/${mainId}/outcome`)))).toBeTruthy()
  })

  test('the console shows the case, with nothing for axe to find', { timeout: 60_000 }, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: lang, bypassCSP: true })
    try {
      const page = await context.newPage()
      await page.goto(`${server.address}/sign-in?next=/console/cases/${mainId}`)
      await page.locator('input[type=email]').fill(ANALYST)
      await page.locator('input[type=password]').fill(PASSWORD)
      await page.locator('form button[type=submit]').first().click()
      await page.waitForURL(`**/console/cases/${mainId}`)
      for (const path of ['', '/cascade', '/bodies', '/obligations', '/conditions', '/timeline']) {
        await page.goto(`${server.address}/console/cases/${mainId}${path}`)
        await page.locator('h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        expect(await findings(page), path).toEqual([])
      }
    } finally { await context.close() }
  })

  const caseOf = async () => {
    const list = await json<{ items: { id: string; answer: string; observed: string; reopenedSafeAt: string | null }[] }>(await analyst(`/api/cases?mainId=${mainId}&kind=tied&limit=200`))
    return list.items.find((one) => one.id === body.caseId)!
  }

  const people = new Map<string, Api>()
  async function signInAs(role: string, partyId: string): Promise<Api> {
    const known = people.get(role)
    if (known) return known
    const coordinator = await signIn(server.address, COORDINATOR, PASSWORD)
    const email = `${role}@prova.velarda.example`
    const invited = await json<{ invitation: string }>(await coordinator('/api/identity/people', { method: 'POST', body: { name: `Persona di prova ${role}`, email, memberships: [{ role: role === 'admin' ? 'admin' : 'member', partyId }] } }), 201)
    const token = new URL(invited.invitation, server.address).hash.slice(1) || invited.invitation
    await json(await coordinator('/api/identity/invitations/accept', { method: 'POST', body: { token, name: `Persona di prova ${role}`, password: PASSWORD } }))
    const api = await signIn(server.address, email, PASSWORD)
    people.set(role, api)
    return api
  }
  const memberOf = (role: 'member' | 'admin') => signInAs(role, body.partyId)
  const anotherParty = async () => {
    const list = await json<{ items: { partyId: string }[] }>(await analyst(`/api/cases?mainId=${mainId}&kind=tied&limit=5`))
    return list.items.find((one) => one.partyId !== body.partyId)!.partyId
  }

  /** Mails are files here: nothing leaves without a mail server. */
  const mails = () => (existsSync(join(folder, 'mail')) ? readdirSync(join(folder, 'mail')).filter((name) => name.endsWith('.eml')).map((name) => decode(readFileSync(join(folder, 'mail', name), 'utf8'))) : [])
  const linkOf = (mail: string) => /https?:\/\/[^\s<>"]*\/r\/[\w-]+/.exec(mail)?.[0]
  const links = new Map<string, string>()
  const linkFor = (caseId: string) => links.get(caseId)!
  async function firstAsked(all: { caseId: string; partyId: string; partyName: string }[]) {
    let found: (typeof all)[number] | undefined
    await until(async () => {
      for (const mail of mails()) {
        const one = all.find((candidate) => mail.includes(candidate.partyName))
        const link = linkOf(mail)
        if (one && link) { links.set(one.caseId, link); found = one; return true }
      }
      return false
    })
    return found!
  }
})

/** Quoted-printable or base64, as the mail library chose. */
function decode(mail: string): string {
  const at = mail.search(/\r?\n\r?\n/)
  const content = mail.slice(at).trim()
  if (/content-transfer-encoding: base64/i.test(mail)) return Buffer.from(content, 'base64').toString('utf8')
  if (!/content-transfer-encoding: quoted-printable/i.test(mail)) return mail
  const bytes = content.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 150; i++) {
    if (await done()) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('it did not happen in half a minute')
}
