/** Logs of a body, in a real browser: a source, its record, lines through its token, the alert, the case at the right body. */
import { existsSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadWeb } from '#apps/server/web.ts'
import { createLog } from '#platform/log/index.ts'
import { cleared, CLEARED, PASSWORD, testWatch, type TestWatch } from '../../modules/watch/server/testing.ts'
import { arrive, lookerFor } from '../support/look.ts'
import { freePort } from '../support/server.ts'
import { chrome, launch } from '../support/web.ts'

// Pictures are taken only into a folder that is already there.
const shots = [new URL('../../var/shots-watch', import.meta.url).pathname].find((path) => existsSync(path))
const wide = { viewport: { width: 1280, height: 900 } }
const views: readonly (readonly [string, BrowserContextOptions])[] = [
  ['1280-it', wide], ['768-dark-fr', { viewport: { width: 768, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' }], ['320-en', { viewport: { width: 320, height: 800 }, locale: 'en-GB' }], ['1280-forced', { ...wide, forcedColors: 'active' }],
]
const COORDINATOR = 'coordinator@prova.example'

describe.skipIf(!chrome)('the watch, in a browser', () => {
  let s: TestWatch
  let browser: Browser
  let origin = ''
  const problems: string[] = []
  /** Once each: who signs in for every page is taken for somebody who guesses. */
  const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()
  beforeAll(async () => {
    const port = await freePort()
    origin = `http://localhost:${port}`
    const web = await loadWeb(createLog('error', () => new Date(0)))
    s = await testWatch({ web, publicUrl: origin })
    await s.person('Ada', 'admin', s.party.A)
    await s.loop()
    await web.serve(s.http)
    await s.http.listen({ port, host: '127.0.0.1' })
    browser = await launch()
  }, 240_000)
  afterAll(async () => { await browser?.close(); await s?.close() })

  async function open(address: string, options: BrowserContextOptions = wide, who = COORDINATOR): Promise<Page> {
    const known = signedIn.get(who)
    const context = await browser.newContext({ locale: 'it-IT', bypassCSP: true, ...options, ...(known ? { storageState: known } : {}) })
    if (!known) {
      expect((await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email: who, password: PASSWORD }, headers: { origin } })).status()).toBe(200)
      signedIn.set(who, await context.storageState())
    }
    return arrive(await context.newPage(), address, origin, problems)
  }
  const look = lookerFor('together|missed|form|filter|bound|span|imports|importState|proposal|proposalKind|gone|tested|change|diff|many|verdict|forecast|tune|overrule|trial|authors|body|advice|week|tab|alerts|next|first|state|is|severity|alert|act|close|silence|why|lines|rule|rules|ruleState|level|import|sources|source|kind|shows|lack|record|impact|labour|token|setUp|days|own|fail|where|hunts|huntKind|huntState|hunt|look|lists|list|listFormat|listState|listAct|hit|indicatorKind', shots)
  async function everywhere(name: string, address: string, who = COORDINATOR) {
    for (const [view, options] of views) {
      const page = await open(address, options, who)
      await look(`${name}-${view}`, page, view.endsWith('forced'))
      await page.context().close()
    }
  }

  test('from an empty desk to a case at the right body', async () => {
    const page = await open('/console/watch')
    await page.getByText('Prima serve una fonte di log.').waitFor()
    await look('empty-1280', page)
    await page.getByRole('link', { name: 'Aggiungi una fonte' }).click()

    await page.getByLabel('Di quale ente').first().fill('Alfarena')
    await page.getByRole('radio', { name: /Comune di Alfarena/ }).check()
    await page.getByLabel('Nome della fonte').fill('Server del protocollo')
    await page.getByRole('button', { name: 'Aggiungi la fonte' }).click()
    await page.getByText('Questa fonte non può ancora inviare. Manca questo:').waitFor()
    expect(await page.locator('.callout li').allInnerTexts()).toEqual(['La data del contratto di trattamento.', 'Dove si trova il contratto: protocollo o titolo.', 'Se la valutazione d’impatto è stata fatta, o perché non serve.', 'Per quanti giorni si conservano le righe.', 'Il passo verso chi lavora nell’ente.', 'Una chiave: la trovi in questa pagina.'])
    await look('source-incomplete-1280', page)

    await page.getByLabel('Data del contratto').fill('2026-10-01')
    await page.getByLabel('Dove si trova').fill('Prot. 123/2026')
    await page.getByLabel('Sì, è stata fatta').check()
    await page.locator('#impactOn').fill('2026-10-02')
    await page.getByLabel('Accordo con i sindacati').check()
    await page.locator('#labourOn').fill('2026-10-03')
    await page.getByLabel('Dove sta scritto, o perché nessuno si vede').fill('Accordo con la RSU')
    await page.getByLabel('Giorni').fill('30')
    await page.getByRole('button', { name: 'Salva la scheda' }).click()
    await page.getByText('Per quanti giorni si conservano le righe.').waitFor({ state: 'detached' })
    expect(await page.locator('.callout li').allInnerTexts()).toEqual(['Una chiave: la trovi in questa pagina.'])
    await page.getByRole('button', { name: 'Fai una chiave' }).click()
    await page.getByText('Copiala adesso: non sarà mostrata di nuovo.').waitFor()
    const token = /blog_[\w-]+/.exec(await page.locator('.callout .copy-text').innerText())![0]
    await page.getByText('Questa fonte può inviare.').waitFor()
    await page.getByText('Filebeat, Winlogbeat').click()
    expect(await page.locator('details[open] pre').innerText()).toContain(token)
    await look('source-token-1280', page)
    const address = new URL(page.url()).pathname
    await page.reload()
    await page.getByText('Questa fonte può inviare.').waitFor()
    expect(await page.locator('main').innerText()).not.toContain(token)

    // The rule alerts by the word of a person.
    await page.goto(`${origin}/console/watch/rules`)
    await page.getByRole('link', { name: 'Windows event log cleared' }).click()
    await page.getByRole('button', { name: 'Falla avvisare' }).click()
    await page.getByText('Ciò che trova diventa un allarme.').waitFor()

    const sent = await fetch(`${origin}/ingest/_bulk`, { method: 'POST', headers: { authorization: `Basic ${btoa(`bastida:${token}`)}`, 'content-type': 'application/x-ndjson' }, body: [cleared(), cleared(), { '@timestamp': '2026-11-25T08:00:00' }].map((one) => `{"create":{}}\n${JSON.stringify(one)}\n`).join('') })
    expect(await sent.json()).toMatchObject({ errors: false, items: [{ create: { status: 201 } }, { create: { status: 201 } }, { create: { status: 201 } }] })
    await s.loop()
    await page.goto(`${origin}/console/watch`)
    await page.getByRole('link', { name: 'guarda «Windows event log cleared», Comune di Alfarena' }).click()
    await page.getByText('È stato visto 2 volte.').waitFor()
    await page.getByText('La regola è di livello alto. Vale 4 punti.').waitFor()
    const alert = new URL(page.url()).pathname
    await everywhere('alerts', '/console/watch')
    await everywhere('alert', alert)
    await everywhere('sources', '/console/watch/sources')
    await everywhere('source', address)
    await everywhere('rules', '/console/watch/rules')
    await everywhere('rule', `/console/watch/rules/${CLEARED}`)
    await everywhere('own', `/space/logs?body=${s.party.A}`, 'ada@prova.example')

    await page.getByRole('button', { name: 'Apri un caso' }).click()
    await page.waitForURL(/\/console\/cases\/[0-9a-f-]{36}/)
    const [made] = await s.t.sql<{ party_id: string; title: string }>('select party_id, title from cases."case"')
    expect(made).toEqual({ party_id: s.party.A, title: 'Windows event log cleared' })
    await page.locator('h1', { hasText: 'Windows event log cleared' }).waitFor()
    await page.goto(origin + alert)
    await page.getByRole('link', { name: /^Vai al caso/ }).waitFor()
    await page.context().close()
    expect(problems).toEqual([])
  }, 380_000)

  test('silenced and closed in the browser, and the body reads what became of it', async () => {
    await s.t.sql(`update watch.alert set case_id = null, case_ref = ''`)
    const [{ id } = { id: '' }] = await s.t.sql<{ id: string }>('select id from watch.alert')
    const page = await open(`/console/watch/alerts/${id}`)
    await page.getByRole('button', { name: 'Metti a tacere' }).click()
    await look('silence-1280', page)
    await page.getByLabel('Perché', { exact: true }).fill('Il salvataggio svuota il registro')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Dove host.name è srv-01.').waitFor()
    await page.getByRole('button', { name: 'Chiudi l’allarme' }).click()
    await page.getByLabel('È successo, ed era voluto').check()
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Questo allarme è chiuso. Se succede di nuovo, ne nasce un altro.').waitFor()
    await page.context().close()
    const own = await open(`/space/logs?body=${s.party.A}`, { viewport: { width: 320, height: 800 } }, 'ada@prova.example')
    await own.getByText('Il centro l’ha guardato e chiuso.').waitFor()
    expect(await own.locator('td[data-label="Ora senza fuso"]').allInnerTexts()).toEqual(['1'])
    await look('own-closed-320', own)
    await own.context().close()
    expect(problems).toEqual([])
  }, 120_000)

  test('a look back from the page of a rule to a case, words in the lines, and the proof that lines went', async () => {
    const { token } = await s.source()
    await s.bulk(token, [cleared('vecchia'), cleared('seconda')])
    const run = (name: string) => s.centre.watch.periodic.find((one) => one.name === name)!.run(undefined as never)
    const page = await open(`/console/watch/rules/${CLEARED}`)
    await page.getByRole('button', { name: 'Cerca all’indietro' }).click()
    await page.getByText('Prima si archiviano le righe più recenti.').waitFor()
    await look('hunt-waits-1280', page)
    await run('watch.archive')
    await run('watch.hunt')
    // The page asks again by itself.
    await page.getByText('Finita', { exact: true }).waitFor()
    const hunt = new URL(page.url()).pathname
    await page.getByText('Righe di Comune di Alfarena').click()
    await page.getByText('vecchia').first().waitFor()
    await everywhere('hunt', hunt)
    await everywhere('hunts', '/console/watch/hunts')
    await page.getByRole('button', { name: 'Apri un caso: Comune di Alfarena' }).click()
    await page.waitForURL(/\/console\/cases\/[0-9a-f-]{36}/)

    await page.goto(`${origin}/console/watch/look`)
    await page.getByRole('radio', { name: /Comune di Alfarena/ }).check()
    await page.getByLabel('Parole').fill('VECCHIA 1102')
    await page.getByLabel('Dal giorno (UTC)').fill('2026-11-01')
    await page.getByLabel('Al giorno (UTC)', { exact: true }).fill('2026-11-30')
    await page.locator('main').getByRole('button', { name: 'Cerca', exact: true }).click()
    await page.getByText('Tutte le righe di questi giorni sono state lette.').waitFor()
    expect(await page.locator('td pre, th pre').count()).toBe(1)
    await look('looked-1280', page)
    await page.context().close()
    await everywhere('look', '/console/watch/look')

    await s.t.sql(`update watch.segment set until = $1`, [new Date('2026-11-25T00:00:00Z')])
    await s.centre.retention.service.purge('command')
    await run('watch.archive')
    const own = await open(`/space/logs?body=${s.party.A}`, { viewport: { width: 320, height: 800 } }, 'ada@prova.example')
    await own.getByRole('heading', { name: 'Che cosa è stato cancellato' }).waitFor()
    const [{ sha256 } = { sha256: '' }] = await s.t.sql<{ sha256: string }>(`select encode(sha256, 'hex') as sha256 from watch.deletion where party_id = $1 order by name limit 1`, [s.party.A])
    await own.getByText(sha256).waitFor()
    await look('own-deleted-320', own)
    await own.context().close()
    expect(problems).toEqual([])
  }, 300_000)

  test('rules come as a proposal, are read line by line, applied, tried, tuned for one body, and alert there alone', async () => {
    const ID = 'cccccccc-1111-4111-8111-111111111111'
    const yaml = (level: string, value: string) => `title: Accesso di prova\nid: ${ID}\nstatus: test\nauthor: Ada Autrice\nreferences:\n  - https://prova.example/regola\nlogsource:\n  product: windows\ndetection:\n  selection:\n    prova: ${value}\n  condition: selection\nlevel: ${level}\n`
    const page = await open('/console/watch/rules')
    await page.getByRole('link', { name: 'Importa regole' }).click()
    await page.getByLabel('Oppure incolla il testo').fill(`${yaml('low', 'uno')}---\ntitle: Rotta\n`)
    await page.getByLabel('Licenza, dove il file non la dice').fill('DRL-1.1')
    await page.getByRole('button', { name: 'Importa', exact: true }).click()
    await page.getByText('Nuove: 1. Cambiate: 0. Sparite: 0. Uguali: 0. Rifiutate: 1.').waitFor()
    expect(await s.t.sql('select 1 from watch.rule where id = $1', [ID])).toEqual([])
    await page.getByRole('button', { name: 'Applica 1 regola' }).click()
    await page.getByText('Di questa proposta non resta nulla da applicare.').waitFor()

    await page.goto(`${origin}/console/watch/imports`)
    await page.getByLabel('Oppure incolla il testo').fill(`${yaml('high', 'due')}---\n${yaml('medium', 'tre').replaceAll('cccccccc', 'cccccccd')}`)
    await page.getByRole('button', { name: 'Importa', exact: true }).click()
    await page.getByText('Nuove: 1. Cambiate: 1. Sparite: 0. Uguali: 0. Rifiutate: 0.').waitFor()
    const proposal = new URL(page.url()).pathname
    await everywhere('import', proposal)
    await page.getByLabel('Che cosa cambia').selectOption('changed')
    await page.getByRole('button', { name: 'Mostra' }).click()
    await page.getByText('Regole della proposta: 1').first().waitFor()
    await page.getByRole('link', { name: 'Accesso di prova' }).click()
    await page.locator('.watch-diff').waitFor()
    await page.getByText('Livello: prima Basso, ora Alto.').waitFor()
    expect((await page.locator('.watch-diff ins, .watch-diff del').allInnerTexts()).map((one) => one.trim())).toEqual(['−     prova: uno', '+     prova: due', '− level: low', '+ level: high'])
    await everywhere('proposal', new URL(page.url()).pathname)
    await page.getByRole('button', { name: 'Applica questa regola' }).click()
    await page.getByRole('link', { name: 'Apri la regola' }).click()
    await page.getByRole('heading', { name: 'Accesso di prova' }).waitFor()
    await everywhere('imports', '/console/watch/imports')

    // A trial that fails: it alerts at no price but a reason; then it is mended.
    const rule = `/console/watch/rules/${ID}`
    await page.getByRole('button', { name: 'Aggiungi una prova' }).click()
    await page.getByLabel('Nome della prova').fill('Un accesso')
    await page.getByLabel('Eventi', { exact: true }).fill('{"prova":"uno"}')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Deve trovare almeno 1 riga.').waitFor()
    await page.getByRole('button', { name: 'Prova adesso' }).click()
    await page.getByText('Non riuscita: righe trovate 0.').waitFor()
    await page.getByRole('button', { name: 'Falla avvisare' }).click()
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Le prove della regola non riescono.').waitFor()
    await look('overrule-1280', page)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Togli: Un accesso' }).click()
    await page.getByText('La regola non ha prove.').waitFor()

    // At one body alone.
    await page.getByRole('button', { name: /^Cambia qui: Comune di Alfarena/ }).click()
    await page.locator('dialog').getByLabel('Avvisa', { exact: true }).check()
    await page.locator('dialog').getByLabel('Motivo').fill('Qui è silenziosa')
    await look('tune-1280', page)
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Avvisa: Qui è silenziosa').waitFor()
    await everywhere('rule-tuned', rule)
    const { token } = await s.source()
    await s.bulk(token, [{ '@timestamp': '2026-11-25T08:00:00Z', prova: 'due', winlog: { channel: 'Security' }, host: { name: 'srv-09' } }])
    await s.loop()
    await page.goto(`${origin}/console/watch`)
    await page.getByRole('link', { name: 'Accesso di prova', exact: true }).waitFor()
    await page.goto(`${origin}/console/watch/authors`)
    await page.getByText('Ada Autrice').waitFor()
    await everywhere('authors', '/console/watch/authors')

    // Many at once.
    await page.goto(`${origin}/console/watch/rules?state=observe&product=windows&level=medium`)
    const count = Number(/Regole: (\d+)/.exec(await page.locator('main').innerText())![1])
    await page.getByRole('button', { name: 'Spegnile' }).click()
    await page.getByText(/^\d+ regol[ae] cambia(?:no)? stato, presso tutti gli enti\.$/).waitFor()
    await look('many-1280', page)
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Nessuna regola corrisponde.').waitFor()
    expect((await s.t.sql<{ n: number }>(`select (detail->>'rules')::int as n from audit.entry where action = 'watch.switch_rules'`))[0]!.n).toBe(count)
    await page.context().close()
    expect(problems).toEqual([])
  }, 380_000)

  test('a list of indicators is brought, met, told with its reason, and kept from the body where its TLP says so', async () => {
    const page = await open('/console/watch/lists')
    await page.getByText('Non c’è nessuna lista.').waitFor()
    await page.getByLabel('Nome della lista').fill('Indirizzi del CSIRT')
    await page.getByLabel('Fiducia, da 0 a 100').fill('90')
    await page.getByLabel('TLP').selectOption('red')
    await page.getByRole('button', { name: 'Aggiungi una lista' }).click()
    await page.getByText('Non ha ancora un testo.').waitFor()
    await page.getByLabel('Oppure incolla il testo').fill('non è un valore')
    await page.getByRole('button', { name: 'Porta questa versione' }).click()
    await page.getByRole('alert').getByText('there is no value in it').waitFor()
    await page.getByLabel('Oppure incolla il testo').fill('ostile[.]example # prova\n203.0.113.0/24\n0.0.0.0/0\n')
    await page.getByRole('button', { name: 'Porta questa versione' }).click()
    await page.getByText('Valori: 2, di cui scaduti: 0.').waitFor()
    await page.getByRole('button', { name: 'Falla avvisare' }).click()
    await page.getByText('Ciò che trova diventa un allarme.').waitFor()
    const list = new URL(page.url()).pathname
    await page.getByRole('button', { name: 'Ritira un valore' }).click()
    await page.locator('dialog').getByLabel('Valore').fill('http://vecchio.example/x')
    await page.locator('dialog').getByLabel('Perché').fill('È un sito di prova')
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('vecchio.example/x').waitFor()
    await s.loop()
    await s.centre.watch.lists.settled()
    const { token } = await s.source()
    await s.bulk(token, [{ '@timestamp': '2026-11-25T08:00:00Z', dns: { question: { name: 'www.ostile.example' } }, host: { name: 'srv-77' } }])
    await s.loop()
    await page.goto(`${origin}/console/watch`)
    await page.getByRole('link', { name: 'ostile.example', exact: true }).click()
    await page.getByText('È un nome sotto questo dominio.').waitFor()
    const alert = new URL(page.url()).pathname
    await everywhere('alert-indicator', alert)
    await everywhere('list', list)
    await everywhere('lists', '/console/watch/lists')
    await page.context().close()
    const own = await open(`/space/logs?body=${s.party.A}`, { viewport: { width: 320, height: 800 } }, 'ada@prova.example')
    await own.getByText('Un indicatore a condivisione limitata').waitFor()
    expect(await own.locator('main').innerText()).not.toContain('ostile')
    await look('own-restricted-320', own)
    await own.context().close()
    expect(problems).toEqual([])
  }, 300_000)

  test('the rules of a body, its week, and what is small: a rule set aside, an empty desk, a dialog on a telephone', async () => {
    await s.t.sql(`insert into watch.beginning (party_id, at, rules) values ($1, now() - interval '20 days', 3) on conflict (party_id) do update set at = excluded.at`, [s.party.A])
    await s.t.sql(`insert into watch.tuning (party_id, rule_id, state, pack, by_id, at) select $1, id, 'observe', true, 'x', now() from watch.rule where state = 'observe' order by id limit 3 on conflict do nothing`, [s.party.A])
    await s.t.sql(`insert into watch.day (source_id, party_id, day, received) select id, party_id, d::date, 700 from watch.source, generate_series('2026-11-15'::date, '2026-11-24'::date, '1 day') d where party_id = $1 on conflict do nothing`, [s.party.A])
    await s.t.sql(`insert into watch.week (party_id, week, facts, made_at) values ($1, '2026-W47', $2, now())`, [s.party.A, JSON.stringify({ from: '2026-11-16', to: '2026-11-22', sources: [{ label: 'Server del protocollo', lines: 4200, before: 4000, silent: ['2026-11-21', '2026-11-22'], broken: 0, incomplete: false }], found: 2, foundBefore: 1, open: 1, taken: 1, closed: 0, cases: ['C-00001'], worst: 'high' })])
    const page = await open(`/console/watch/bodies/${s.party.A}`)
    await page.getByRole('button', { name: /^Fai avvisare \d+ regol/ }).click()
    await page.locator('dialog').getByRole('button', { name: 'Salva' }).click()
    await page.getByText('Avvisa: In due settimane hanno trovato poco.').first().waitFor()
    await page.context().close()
    await everywhere('body', `/console/watch/bodies/${s.party.A}`)
    await everywhere('week', `/console/watch/bodies/${s.party.A}/weeks/2026-W47`)
    const own = await open(`/space/logs?body=${s.party.A}`, { viewport: { width: 320, height: 800 } }, 'ada@prova.example')
    await own.getByRole('link', { name: 'Settimana 2026-W47' }).click()
    await own.getByText('Chiedete a chi cura il sistema perché «Server del protocollo» non invia più.').waitFor()
    await own.context().close()
    await everywhere('own-week', `/space/logs/weeks/2026-W47?body=${s.party.A}`, 'ada@prova.example')

    // One of several rules together, its part, and what a filter takes away from.
    await s.bring('title: Scanner del centro\nid: 66666666-6666-4666-8666-666666666666\nlogsource:\n  product: postgresql\nfilter:\n  rules: any\n  selection:\n    client_ip: 192.0.2.7\n  condition: not selection\n')
    const [together] = await s.t.sql<{ id: string; parts: string[] }>(`select id, parts from watch.rule where form = 'correlation' and cardinality(parts) > 1 order by title limit 1`)
    const part = await open(`/console/watch/rules/${together!.id}`)
    await part.getByText('Che cosa dice nell’insieme').waitFor()
    await part.context().close()
    await everywhere('correlation', `/console/watch/rules/${together!.id}`)
    await everywhere('filter', '/console/watch/rules/66666666-6666-4666-8666-666666666666')
    await everywhere('part', `/console/watch/rules/${together!.parts.at(-1)}`)

    await s.t.sql(`update watch.rule set state = 'quarantined', stuck_at = now(), stuck_pattern = $2 where id = $1`, [CLEARED, `/^(?:(\\w+)\\1?)+${'x'.repeat(300)}$/`])
    await everywhere('quarantined', `/console/watch/rules/${CLEARED}`)
    const [{ id } = { id: '' }] = await s.t.sql<{ id: string }>(`select id from watch.alert where state <> 'closed' limit 1`)
    const small = await open(`/console/watch/alerts/${id}`, { viewport: { width: 320, height: 800 } })
    await small.locator('summary.card-head').click()
    await look('alert-rule-320', small)
    await small.getByRole('button', { name: 'Metti a tacere' }).click()
    await look('silence-320', small)
    await small.context().close()
    await s.t.sql('delete from watch.sample; delete from watch.alert')
    const empty = await open('/console/watch', { viewport: { width: 320, height: 800 } })
    await look('empty-320', empty)
    await empty.context().close()
    expect(problems).toEqual([])
  }, 380_000)
})
