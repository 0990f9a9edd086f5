/**
 * The data of one landed version, for tests/conformance/landed: a small fictional centre lived in through the doors that
 * people use, then `bastida backup`. Made once, at the landing, by the code that lands; later code must be able to read it.
 *
 *     node tools/landed-data.ts          writes VERSION.backup, VERSION.passphrase, VERSION.json; refuses to write again
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { readMigrations } from '#platform/db/setup.ts'
import { dataFolder, freePort, json, lookInside, removeFolder, signIn, startServer, type Api } from '../tests/support/server.ts'
import { settled } from '../tests/support/settled.ts'

const PASSWORD = 'ponte-levatoio-1291'
const PASSPHRASE = 'quattro torri e un fossato, solo per le prove'
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const out = `tests/conformance/landed/${version}`
if (existsSync(`${out}.backup`)) throw new Error(`${out}.backup is there: the data of a landed version are never made again`)

/** Everything here is invented; the region is that of the demonstration, the sea at 0° N 0° E. */
const parties = `registry,code,name,kind,country,population,province,region,lat,lon,mail,pec,istat
own,nubilara,Nubilara Cloud (fittizio),provider,IT,,,,,,emergenze@nubilara.example,,
own,quadrivio,Quadrivio Software (fittizio),provider,IT,,,,,,assistenza@quadrivio.example,,
own,pieve,Comune di Pieve Lumera (fittizio),municipality,IT,6940,Lumera,Velarda,0.10,0.10,protocollo@pieve.velarda.example,pec@pieve.velarda.example,999001
own,corvasse,Comune di Corvasse (fittizio),municipality,IT,360000,Corvasse,Velarda,0.20,0.30,protocollo@corvasse.velarda.example,,999002
own,torrelenta,Comune di Torrelenta (fittizio),municipality,IT,4310,Lumera,Velarda,0.15,0.20,protocollo@torrelenta.velarda.example,,999003
own,ausl,Azienda USL Nord (fittizia),health-agency,IT,,Lumera,Velarda,0.12,0.18,protocollo@ausl.velarda.example,,
`
const services = `registry,code,party,name,category,public,people_served,data_classes
own,nubilara-vm,own:nubilara,Macchine virtuali,hosting,no,,
own,quadrivio-anag,own:quadrivio,Anagrafe come servizio,software,no,,common+identity-document
own,pieve-anag,own:pieve,Anagrafe e certificati,registry-office,yes,6940,common+identity-document
own,pieve-paghe,own:pieve,Stipendi,payroll,no,40,common+financial
own,corvasse-anag,own:corvasse,Anagrafe e certificati,registry-office,yes,360000,common
own,torrelenta-trib,own:torrelenta,Tributi online,taxes,yes,4310,common+financial
own,ausl-referti,own:ausl,Referti online,health-records,yes,120000,health
`
const dependencies = `service,on,kind,availability,autonomy_hours,confidentiality,integrity,confidence,source,group,k
own:quadrivio-anag,own:nubilara-vm,hosting,hard,0,yes,yes,0.9,contratto inventato,,
own:pieve-anag,own:quadrivio-anag,software,hard,0,yes,no,0.9,contratto inventato,,
own:pieve-paghe,own:nubilara-vm,hosting,degraded,72,no,no,0.6,elenco clienti inventato,,
own:corvasse-anag,own:quadrivio-anag,software,hard,4,yes,no,0.8,contratto inventato,,
own:torrelenta-trib,own:nubilara-vm,hosting,hard,0,yes,no,0.9,contratto inventato,,
own:ausl-referti,own:nubilara-vm,hosting,hard,1,yes,yes,0.7,contratto inventato,,
`
const email = { coordinator: 'coordinatrice@centro.velarda.example', analyst: 'analista@centro.velarda.example', member: 'anagrafe@pieve.velarda.example', admin: 'segretaria@pieve.velarda.example', invited: 'invitato@corvasse.velarda.example' }

const EVIDENCE = 'Nota del fornitore (inventata): macchine ferme dalle sei.\n'

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString()
const quiet = () => settled((work) => lookInside(folder, work))

const folder = dataFolder()
const server = await startServer({ folder, port: await freePort(), env: { LOG_LEVEL: 'error' } })
try {
  const facts = await live()
  await quiet()
  const rows = await lookInside(folder, countRows)
  await server.stop()
  mkdirSync('tests/conformance/landed', { recursive: true })
  writeFileSync(`${out}.passphrase`, `${PASSPHRASE}\n`)
  cli('backup', `${out}.backup`, '--passphrase-file', `${out}.passphrase`)
  const migrations = Object.fromEntries(readMigrations().map(({ name, sha256 }) => [name, sha256]))
  writeFileSync(`${out}.json`, `${JSON.stringify({ version, migrations, password: PASSWORD, ...facts, rows }, null, 2)}\n`)
  process.stderr.write(`${out}.backup: ${statSync(`${out}.backup`).size} bytes\n`)
} finally {
  await server.kill()
  await removeFolder(folder)
}

async function live() {
  await setUp()
  const coordinator = await signIn(server.address, email.coordinator, PASSWORD)
  const coordinatorTotpSecret = await secondFactor(coordinator) // a new centre opens to nobody before
  for (const [name, text] of Object.entries({ parties, services, dependencies })) {
    const { id } = await json<{ id: string }>(await coordinator(`/api/territory/imports?fileName=${name}.csv`, { method: 'POST', bytes: text }), 201)
    await json(await coordinator(`/api/territory/imports/${id}/run`, { method: 'POST' }))
  }
  const { items } = await json<{ items: { id: string; code: string }[] }>(await coordinator('/api/territory/parties?limit=100'))
  const party = (code: string) => items.find((one) => one.code === code)!.id
  const people = await invite(coordinator, party('pieve'), party('corvasse'))
  const totpSecret = await secondFactor(people.analyst)
  await json(await coordinator('/api/notices/webhooks', { method: 'POST', body: { url: 'https://hooks.velarda.example/bastida' } }), 201)

  const opened = await json<{ id: string; ref: string; tied: number }>(await people.analyst('/api/cases', { method: 'POST', body: {
    requestId: crypto.randomUUID(), providerId: party('nubilara'), title: 'Fermo di Nubilara Cloud (dati di prova)', occurredAt: ago(3), effects: { unavailable: true, exposed: true, tampered: false },
    description: { malicious: 'yes' }, conditions: [{ kind: 'csirt', askedBy: 'CSIRT (prova)' }],
  } }), 201)
  await quiet()
  const tied = (await json<{ items: { id: string; partyId: string }[] }>(await people.analyst(`/api/cases?mainId=${opened.id}&kind=tied&limit=50`))).items
  const caseOf = (code: string) => tied.find((one) => one.partyId === party(code))!.id
  await answer(people.member, caseOf('pieve'), { answer: 'hit', awareAt: ago(2), personalData: 'yes' })
  await answer(people.analyst, caseOf('torrelenta'), { answer: 'not_hit', awareAt: null, personalData: 'no', callerName: 'Ufficio tributi (prova)' })
  await answer(people.analyst, caseOf('ausl'), { answer: 'hit', awareAt: ago(1), personalData: 'yes', callerName: 'Responsabile dei sistemi (prova)' })
  await quiet()
  const filed = await obligations(people.member, caseOf('pieve'))
  await json(await people.analyst(`/api/cases/${opened.id}/evidence?fileName=nota-del-fornitore.txt&mediaType=text/plain&note=prova`, { method: 'POST', bytes: EVIDENCE }), 201)
  await json(await people.analyst(`/api/cases/${opened.id}/decisions`, { method: 'POST', body: { text: 'Si chiama ogni ente (prova)', reasons: 'Nessuno risponde alla posta' } }), 201)
  await json(await people.analyst(`/api/cases/${caseOf('pieve')}/tasks`, { method: 'POST', body: { situation: 'provider_down' } }), 201)
  const notice = await publish(people, caseOf('pieve'))
  await follow(coordinator, party('pieve'))
  const [hook] = (await json<{ items: { id: string }[] }>(await coordinator('/api/notices/webhooks'))).items
  await json(await coordinator(`/api/notices/webhooks/${hook!.id}`, { method: 'PATCH', body: { active: false } }), 204) // nothing knocks at an invented door
  return { email, totpSecret, coordinatorTotpSecret, mainCase: { id: opened.id, ref: opened.ref, tied: opened.tied }, tiedCase: caseOf('pieve'), partyId: party('pieve'), filed, notice, evidence: { fileName: 'nota-del-fornitore.txt', sha256: createHash('sha256').update(EVIDENCE).digest('hex') } }
}

async function setUp() {
  let token: string | undefined
  for (let i = 0; i < 100 && !token; i++) {
    token = /set-up#([\w-]{43})/.exec(server.stderr())?.[1]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const three = (text: string) => ({ it: text, fr: text, en: text })
  await json(await fetch(`${server.address}/api/identity/setup`, { method: 'POST', headers: { 'content-type': 'application/json', origin: server.address }, body: JSON.stringify({
    token, centre: { name: three('Centro di prova'), region: three('Velarda'), country: 'IT', languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', phone: '000 000 000', hours: 'sempre' },
    coordinator: { name: 'Coordinatrice di prova', email: email.coordinator, password: PASSWORD },
  }) }), 201)
}

async function invite(coordinator: Api, pieve: string, corvasse: string) {
  const person = async (name: string, address: string, role: string, partyId: string | null, accepts = true): Promise<Api> => {
    const { invitation } = await json<{ invitation: string }>(await coordinator('/api/identity/people', { method: 'POST', body: { name, email: address, memberships: [{ role, partyId }] } }), 201)
    if (!accepts) return coordinator
    const token = new URL(invitation, server.address).hash.slice(1)
    await json(await coordinator('/api/identity/invitations/accept', { method: 'POST', body: { token, name, password: PASSWORD } }))
    return signIn(server.address, address, PASSWORD)
  }
  await person('Persona invitata (prova)', email.invited, 'member', corvasse, false)
  return { analyst: await person('Analista di prova', email.analyst, 'analyst', null), member: await person('Addetta di prova', email.member, 'member', pieve), admin: await person('Segretaria di prova', email.admin, 'admin', pieve) }
}

async function secondFactor(analyst: Api): Promise<string> {
  const { totpURI } = await json<{ totpURI: string }>(await analyst('/api/auth/two-factor/enable', { method: 'POST', body: { password: PASSWORD } }))
  const secret = new URL(totpURI).searchParams.get('secret')!
  await json(await analyst('/api/auth/two-factor/verify-totp', { method: 'POST', body: { code: await createOTP(new TextDecoder().decode(base32.decode(secret))).totp() } }))
  return secret
}

async function answer(api: Api, caseId: string, said: object) {
  await json(await api(`/api/cases/${caseId}/answer`, { method: 'POST', body: said }), 204)
}

async function obligations(member: Api, caseId: string) {
  await json(await member(`/api/obligations/cases/${caseId}/clocks`, { method: 'POST', body: { clock: 'aware', at: ago(2), how: 'telefonata (prova)' } }))
  await json(await member('/api/obligations/decisions', { method: 'POST', body: { caseIds: [caseId], choice: { decision: 'gdprRisk', value: 'risk' }, reasoning: 'Dati anagrafici raggiungibili (prova)' } }))
  const dossier = await json<{ obligations: { id: string; regime: string; state: string }[] }>(await member(`/api/obligations/cases/${caseId}?lang=it`))
  const due = dossier.obligations.find((one) => one.regime === 'EU-GDPR33' && one.state === 'due')!
  await json(await member(`/api/obligations/${due.id}/filing`, { method: 'POST', body: { at: ago(0), protocol: 'PROVA/2026/1' } }))
  return { id: due.id, protocol: 'PROVA/2026/1' }
}

async function publish({ analyst, member, admin }: { analyst: Api; member: Api; admin: Api }, caseId: string) {
  const [notice] = (await json<{ items: { id: string }[] }>(await analyst(`/api/notices?caseId=${caseId}&limit=1`))).items
  const read = async () => json<{ version: number; title: string; content: { expiresAt: string }; live: { path: string } | null }>(await member(`/api/notices/${notice!.id}`))
  const { version } = await read()
  await json(await member(`/api/notices/${notice!.id}/confirm`, { method: 'POST', body: { version } }), 204)
  await json(await admin(`/api/notices/${notice!.id}/publish`, { method: 'POST', body: { version } }), 204)
  const { live: shown, title } = await read()
  return { id: notice!.id, path: shown!.path, title }
}

async function follow(coordinator: Api, partyId: string) {
  const { path } = await json<{ path: string }>(await coordinator(`/api/notices/bodies/${partyId}/services`))
  const sent = await fetch(`${server.address}${path}/subscribe`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.address }, body: 'email=cittadina%40velarda.example' })
  if (!sent.ok) throw new Error(`subscribe: ${sent.status}`)
}

/** Every table with something in it: a later version must still find as many rows. */
async function countRows(client: { query(text: string): Promise<{ rows: { name: string; n: number }[] }> }): Promise<Record<string, number>> {
  const { rows } = await client.query(`select format('%I.%I', schemaname, relname) as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', schemaname, relname), false, true, '')))[1]::text::int as n
    from pg_stat_user_tables where schemaname not in ('graphile_worker', 'platform') order by 1`)
  return Object.fromEntries(rows.filter((row) => row.n > 0).map((row) => [row.name, row.n]))
}

function cli(...args: string[]) {
  const done = spawnSync(process.execPath, ['apps/cli/main.ts', ...args], { env: { ...process.env, BASTIDA_DATA: folder }, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(done.stderr)
}
