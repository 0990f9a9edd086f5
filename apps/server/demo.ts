/**
 * The demonstration: a fictional region, fictional bodies and providers, and people whose passwords everybody may know.
 * It fills an empty centre once; on a centre that is in use it only shows its accounts, and refuses one that is not a demonstration.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { demoAttacks, demoNumbers, demoTerritory } from '#db/seeds/demo/index.ts'
import type { Contacts } from '#modules/identity/contract.ts'
import { partyIdOf } from '#modules/territory/server/index.ts'
import { anyone, endpoint, LIVE, system, type Role } from '#platform/contract/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import type { Composed } from './compose.ts'
import type { Opened } from './ground.ts'

const PASSWORD = 'torre-e-mura-1268'

const accounts: readonly { role: Role; name: string; email: string; party?: { registry: string; code: string } }[] = [
  { role: 'coordinator', name: 'Coordinatrice (dimostrazione)', email: 'coordinatrice@centro.velarda.example' },
  { role: 'analyst', name: 'Analista 2 (dimostrazione)', email: 'analista@centro.velarda.example' },
  { role: 'researcher', name: 'Ricercatore (dimostrazione)', email: 'ricerca@centro.velarda.example' },
]

const contacts: Contacts = {
  phone: '800 000 000', openingHours: { week: Array.from({ length: 7 }, () => [['08:00', '20:00']]) },
  afterHours: { it: 'Di notte c’è un reperibile per gli enti colpiti.', fr: 'La nuit, une astreinte répond aux collectivités touchées.', en: 'At night somebody is on call for bodies that are hit.' },
  address: 'Via dei Bastioni 14, Aldavera', email: 'centro@velarda.example', certifiedMail: 'centro@pec.velarda.example', emergencyEmail: 'emergenza@centro.velarda.example',
  accessibility: 'accessibilita@velarda.example', dpo: 'dpo@velarda.example',
}

export const readDemoAccounts = endpoint({
  id: 'demo.accounts', method: 'GET', path: '/api/demo/accounts', summary: 'Accounts of the demonstration, for anyone', access: anyone,
  response: z.object({ accounts: z.array(z.object({ role: z.string(), name: z.string(), email: z.string(), password: z.string() })) }),
})

/** Filled by `prepareDemo`: the body and the liaison depend on what the story did. */
export type DemoAccounts = { list: { role: string; name: string; email: string; password: string }[] }

export const demoRoutes = (known: DemoAccounts): Route[] => [route(readDemoAccounts, async () => ({ accounts: known.list }))]

const accountsFile = (dataFolder: string) => join(dataFolder, 'demo-accounts.json')
export const readDemoAccountsFile = (dataFolder: string): DemoAccounts => ({ list: JSON.parse(readFileSync(accountsFile(dataFolder), 'utf8')) as DemoAccounts['list'] })

export async function prepareDemo(opened: Opened, centre: Composed, known: DemoAccounts, say: (text: string) => void): Promise<void> {
  const { clock, dataFolder } = opened.ground
  const token = await centre.identity.service.prepareSetup()
  if (token === undefined) {
    if (!(await centre.centre()).demo) throw new Error('This data folder holds a centre that is not a demonstration. Give the demonstration another folder with BASTIDA_DATA.')
    known.list = readDemoAccountsFile(dataFolder).list
    return
  }
  say('filling the demonstration region …')
  const actor = system('demo')
  const idOf = (code: string) => partyIdOf(LIVE, { registry: 'demo', code })
  const [first, ...others] = accounts
  await centre.identity.service.setUp({
    token,
    centre: {
      name: { it: 'Centro per la cybersicurezza', fr: 'Centre de cybersécurité', en: 'Cybersecurity centre' }, region: { it: 'Regione Velarda', fr: 'Région Velarda', en: 'Velarda Region' },
      country: 'IT', languages: ['it', 'fr', 'en'], timeZone: 'Europe/Rome', ...contacts,
    },
    coordinator: { name: first!.name, email: first!.email, password: PASSWORD },
  }, { demo: true })
  await centre.territory.service.seedDemo(actor)
  await centre.observatory.imports.seed(actor, demoAttacks(demoTerritory(), { until: clock.now(), idOf }))
  await centre.observatory.denominators(actor, demoNumbers(clock.now()))
  await centre.coordination.service.seedDemo(idOf)
  for (const one of others) await centre.identity.service.createPerson(actor, { name: one.name, email: one.email, password: PASSWORD, memberships: [{ role: one.role, partyId: null }] })
  say('replaying the story …')
  const zeroAt = sixInTheMorning(clock.now())
  const played = await centre.exercise.service.playDemo({ untilHour: (clock.now().getTime() - zeroAt.getTime()) / 3_600_000 - 0.05, seed: 20231208, zeroAt })
  const bodies = await people(opened, centre, played.mainId)
  for (const one of bodies) await centre.identity.service.createPerson(actor, { name: one.name, email: one.email, password: PASSWORD, memberships: [{ role: one.role, partyId: one.partyId }] })
  known.list = [...accounts, ...bodies].map((one) => ({ role: one.role, name: one.name, email: one.email, password: PASSWORD }))
  writeFileSync(accountsFile(dataFolder), JSON.stringify(known.list, null, 2), { mode: 0o600 })
}

/** Two people of one body that is hit, so that the two-person rule can be tried, and a provider's contact: the first by name, always the same. */
async function people(opened: Opened, centre: Composed, mainId: string) {
  const { main, towns } = await opened.ground.db.as(system('demo'), async (tx) => {
    const tied = (await centre.cases.service.tiedOf(tx, mainId)).filter((one) => one.inferred === 'hit' && one.answer === 'unknown')
    const kinds = new Map((await centre.territory.service.parties(tx, tied.map((one) => one.partyId))).map((party) => [party.id, party.kind]))
    return { main: (await centre.cases.service.facts(tx, [mainId]))[0], towns: tied.filter((one) => kinds.get(one.partyId) === 'municipality') }
  })
  const town = towns.sort((a, b) => a.partyName.localeCompare(b.partyName, 'it'))[0]
  const list: { role: Role; name: string; email: string; partyId: string }[] = []
  if (town) {
    const slug = town.partyName.toLowerCase().replace(/[^a-z]+/g, '-')
    list.push({ role: 'member', name: `Addetta di ${town.partyName} (dimostrazione)`, email: `anagrafe@${slug}.velarda.example`, partyId: town.partyId })
    list.push({ role: 'admin', name: `Segretario di ${town.partyName} (dimostrazione)`, email: `segretario@${slug}.velarda.example`, partyId: town.partyId })
  }
  if (main) list.push({ role: 'provider', name: 'Referente di Nubilis Cloud (dimostrazione)', email: 'referente@nubilis.velarda.example', partyId: main.partyId })
  return list
}

export function demoHints(known: DemoAccounts, address: string): string[] {
  const first = known.list.find((one) => one.role === 'analyst') ?? known.list[0]
  return [
    'A fictional region in the second day of the fall of a provider. Nothing here is real, nothing leaves.',
    `Public pages   ${address}/`,
    `Console        ${address}/console   ${first?.email ?? ''} · ${PASSWORD}`,
  ]
}

/** Six in the morning (Rome) at least eighteen hours ago: the story is then in its first night or its second day. */
function sixInTheMorning(now: Date): Date {
  const at = new Date(now.getTime() - 18 * 3_600_000)
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' }).format(at))
  at.setUTCMinutes(0, 0, 0)
  return new Date(at.getTime() - ((hour - 6 + 24) % 24) * 3_600_000)
}
