/** Each rule against a small tree that keeps it, and the same tree with one violation planted. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { graph, mirror } from './architecture/mirror.ts'
import { moduleOrder, requiredFiles } from './architecture/shape.ts'
import { readTree } from './architecture/source.ts'
import { mended } from './architecture/words.ts'
import { checkTree } from './check-architecture.ts'

type Files = Readonly<Record<string, string>>

const moduleFiles = (name: string): Files => ({
  ...Object.fromEntries(requiredFiles.map((file) => [`modules/${name}/${file}`, file.endsWith('.json') ? '{ "hello": "{name}" }' : ''])),
  [`modules/${name}/core/decide.ts`]: 'export const decide = (now: Date) => now',
})

const sound: Files = {
  'engines/cascade/DESIGN.md': '',
  'engines/cascade/index.ts': "export { walk } from './walk.ts'",
  'engines/cascade/walk.ts': 'export const walk = () => 1',
  'platform/config.ts': 'export const port = () => process.env.PORT',
  'platform/clock.ts': 'export const clock = { now: () => new Date(), ms: () => performance.now(), at: () => Date.now() }',
  'platform/contract/index.ts': 'export const line = 1',
  'platform/db/index.ts': "import { sql } from 'kysely'\nexport type Tx = 1\nexport const one = sql`select 1`",
  'ui/button.tsx': "import { line } from '#platform/contract/index.ts'\nexport const Button = () => line",
  'modules/index.ts': "export const modules = ['identity', 'cases'] as const",
  ...moduleFiles('identity'),
  ...moduleFiles('cases'),
  'modules/identity/contract.ts': "import { line } from '#platform/contract/index.ts'\nimport type { Tx } from '#platform/db/index.ts'\nexport const who = line\nexport const view = 'identity.people'\nexport type T = Tx",
  'modules/cases/server/store.ts': "import { sql } from 'kysely'\nexport const all = () => sql`select * from cases.case join identity.people`",
  'modules/cases/server/service.ts': "import { who } from '#modules/identity/contract.ts'\nimport { walk } from '#engines/cascade/index.ts'\nexport const serve = () => [who, walk]",
  'modules/cases/web/page.tsx': "import { Button } from '#ui/button.tsx'\nimport './style.scss'\nexport const Page = () => Button",
  'modules/cases/web/style.scss': '',
  'apps/server/main.ts': "export { serve } from '#modules/cases/server/service.ts'",
  'apps/web/app.tsx': "export { Page } from '#modules/cases/web/page.tsx'",
}

/** What the check says of the sound tree with these files put over it (`undefined` takes one away). */
function findings(changed: Readonly<Record<string, string | undefined>>): string[] {
  return inTree(changed, (root) => checkTree(readTree(root)).map((one) => `${one.rule} ${one.path}: ${one.message}`))
}

function inTree<T>(changed: Readonly<Record<string, string | undefined>>, look: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'bastida-house-'))
  try {
    for (const [path, text] of Object.entries({ ...sound, ...changed })) {
      if (text === undefined) continue
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    return look(root)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** The planted change is found, by that rule at that place, and nothing else is. */
function expectOnly(changed: Readonly<Record<string, string | undefined>>, start: string, words: RegExp) {
  const found = findings(changed)
  expect(found).toHaveLength(1)
  expect(found[0]?.startsWith(start), found[0]).toBe(true)
  expect(found[0]).toMatch(words)
}

it('finds nothing in a sound tree', () => expect(findings({})).toEqual([]))
it('lets an engine turn text into data', () => expect(findings({ 'engines/cascade/walk.ts': "import { load } from 'js-yaml'\nexport const walk = load" })).toEqual([]))
it('lets the engine of MISP stand on that of STIX, by its door only', () => {
  const at = (path: string) => findings({ 'engines/misp/write.ts': `import { id } from '#engines/stix/${path}'\nexport const write = id`, 'engines/stix/index.ts': "export { id } from './ids.ts'", 'engines/stix/ids.ts': 'export const id = 1' }).filter((one) => one.startsWith('direction'))
  expect(at('index.ts')).toEqual([])
  expect(at('ids.ts')).toHaveLength(1)
  expect(findings({ 'engines/stix/index.ts': "import { id } from '#engines/misp/index.ts'\nexport const read = id", 'engines/misp/index.ts': 'export const id = 1' }).filter((one) => one.startsWith('direction'))).toHaveLength(1)
})

describe('directions', () => {
  const cases: [string, Files, string, RegExp][] = [
    ['an engine reaches a package', { 'engines/cascade/walk.ts': "import 'node:fs'\nimport { z } from 'zod'\nexport const walk = z" }, 'direction engines/cascade', /pure and alone/],
    ['an engine reaches the platform', { 'engines/cascade/walk.ts': "export { clock } from '#platform/clock.ts'" }, 'direction engines/cascade', /outside its folder/],
    ['an engine reaches another engine', { 'engines/deadlines/DESIGN.md': '', 'engines/deadlines/index.ts': "export { walk } from '../cascade/index.ts'" }, 'direction engines/deadlines', /outside its folder/],
    ['the platform reaches a module', { 'platform/db/index.ts': "import type { who } from '#modules/identity/contract.ts'\nexport type Tx = typeof who" }, 'direction platform/db', /knows no module/],
    ['the wire reaches the database', { 'platform/contract/index.ts': "import { one } from '#platform/db/index.ts'\nexport const line = one" }, 'direction platform/contract', /browser/],
    ['ui reaches a module', { 'ui/button.tsx': "export { who as Button } from '#modules/identity/contract.ts'" }, 'direction ui/', /only ui and platform/],
    ['ui reaches the platform', { 'ui/button.tsx': "export { clock as Button } from '#platform/clock.ts'" }, 'direction ui/', /only ui and platform/],
    ['a contract reaches its server', { 'modules/cases/contract.ts': "export { all } from './server/store.ts'" }, 'direction modules/cases/contract.ts', /contracts and engines/],
    ['a contract runs the database', { 'modules/cases/contract.ts': "export { one } from '#platform/db/index.ts'" }, 'direction modules/cases/contract.ts', /contracts and engines/],
    ['core reaches its server', { 'modules/cases/core/decide.ts': "export { all } from '../server/store.ts'" }, 'direction modules/cases/core', /plain data/],
    ['core reads files', { 'modules/cases/core/decide.ts': "export { readFileSync } from 'node:fs'" }, 'direction modules/cases/core', /plain data/],
    ['web reaches its server', { 'modules/cases/web/page.tsx': "export { serve as Page } from '../server/service.ts'" }, 'direction modules/cases/web', /only by its contract/],
    ['web reaches an engine', { 'modules/cases/web/page.tsx': "export { walk as Page } from '#engines/cascade/index.ts'" }, 'direction modules/cases/web', /only by its contract/],
    ['the server reaches its web', { 'modules/cases/server/routes.ts': "export { Page } from '../web/page.tsx'" }, 'direction modules/cases/server', /cannot import/],
    ['a module reaches one below it', { 'modules/identity/server/service.ts': "import type * as cases from '#modules/cases/contract.ts'\nexport type C = typeof cases" }, 'direction modules/identity', /above it/],
    ['a module reaches inside one above it', { 'modules/cases/server/routes.ts': "export { decide } from '#modules/identity/core/decide.ts'" }, 'direction modules/cases', /only the contract/],
    ['the browser application reaches the server', { 'apps/web/app.tsx': "export { serve } from '#apps/server/main.ts'" }, 'direction apps/web', /browser application/],
    ['the server reaches a page', { 'apps/server/main.ts': "export { Page } from '#modules/cases/web/page.tsx'" }, 'direction apps/server', /built bundle/],
    ['an import for its effect', { 'platform/db/index.ts': "import '#platform/clock.ts'\nexport type Tx = 1\nexport const one = 1" }, 'direction platform/db', /only for its effect/],
    ['an import of nothing', { 'platform/db/index.ts': "import { gone } from './gone.ts'\nexport type Tx = 1\nexport const one = gone" }, 'direction platform/db', /does not exist/],
    ['a type from a forbidden place', { 'modules/cases/core/decide.ts': "export type Row = import('../server/store.ts').Row" }, 'direction modules/cases/core', /plain data/],
  ]
  it.each(cases)('%s', (_name, changed, start, words) => {
    const found = findings(changed)
    expect(found.filter((one) => one.startsWith(start) && words.test(one)).length, found.join('\n')).toBeGreaterThan(0)
  })
  it('lets tests reach what they need', () => {
    expect(findings({ 'modules/identity/server/api.test.ts': "import { serve } from '#modules/cases/server/service.ts'\nexport const t = serve" })).toEqual([])
  })
})

describe('cycles', () => {
  it('finds one made of types alone and shows the way round', () => {
    const found = findings({
      'platform/log/a.ts': "import type { B } from './b.ts'\nexport type A = B",
      'platform/log/b.ts': "export type { C as B } from './c.ts'",
      'platform/log/c.ts': "export type C = import('./a.ts').A",
    })
    expect(found).toEqual(['cycle platform/log/a.ts: platform/log/a.ts → platform/log/b.ts → platform/log/c.ts → platform/log/a.ts'])
  })
  it('leaves a diamond alone', () => {
    const imports = (...names: string[]) => names.map((name) => `import type { T as ${name} } from './${name}.ts'`).join('\n')
    expect(findings({
      'platform/log/a.ts': `${imports('b', 'c')}\nexport type T = [b, c]`,
      'platform/log/b.ts': `${imports('d')}\nexport type T = d`,
      'platform/log/c.ts': `${imports('d')}\nexport type T = d`,
      'platform/log/d.ts': 'export type T = 1',
    })).toEqual([])
  })
})

describe('state', () => {
  it.each([
    ['let', 'export let count = 0', /module-level `let count`/],
    ['a map that a function fills', 'const seen = new Map()\nexport const see = (x: string) => seen.set(x, 1)', /`seen` stands at module level/],
    ['a list that a function extends', 'const all: number[] = []\nexport function add(x: number) { all.push(x) }', /`all` stands/],
    ['a record that a function writes', 'const table: Record<string, number> = {}\nexport function put(k: string) { table[k] = 1 }', /`table` stands/],
    ['a field that a function counts', 'const at = { n: 0 }\nexport const next = () => at.n++', /`at` stands/],
  ])('%s', (_name, text, words) => expectOnly({ 'platform/log/a.ts': text }, 'state platform/log/a.ts', words))
  it.each([
    ['a constant set', "const yes = new Set(['si'])\nexport const isYes = (x: string) => yes.has(x)"],
    ['a table filled while loading', 'const table = new Uint8Array(9)\nfor (let i = 0; i < 9; i++) table[i] = i\nexport const at = (i: number) => table[i]'],
    ['a local of the same name', 'const all: number[] = [1]\nexport function add() { const all: number[] = []; all.push(1); return all }\nexport const first = all[0]'],
    ['a parameter of the same name', 'const all: number[] = [1]\nexport const add = (all: number[]) => all.push(1)\nexport const first = all[0]'],
  ])('leaves %s alone', (_name, text) => expect(findings({ 'platform/log/a.ts': text })).toEqual([]))
})

describe('ground', () => {
  it.each([
    ['environment', 'export const a = process.env.HOME'],
    ['environment', "import { env } from 'node:process'\nexport const a = env"],
    ['time', 'export const a = () => new Date()'],
    ['time', 'export const a = () => Date.now()'],
    ['time', 'export const a = () => performance.now()'],
  ])('%s is read in one place: %s', (rule, text) => expectOnly({ 'platform/log/a.ts': text }, `${rule} platform/log/a.ts`, /only/))
  it('the web reads no shape of a contract, since it is built without them', () => {
    const web = (text: string) => ({ 'modules/cases/web/pages/list.tsx': text })
    expectOnly(web("import { body } from '../../contract.ts'\nexport const a = (x: unknown) => body.safeParse(x)"), 'shape of contract modules/cases/web/pages/list.tsx', /no shapes/)
    expect(findings(web("export const a = (x: string) => [JSON.parse(x), Date.parse(x)]"))).toEqual([])
  })
  it('an engine asks nothing of the world', () => {
    expectOnly({ 'engines/cascade/walk.ts': 'export const walk = () => Math.random()' }, 'pure engines/cascade', /pure/)
  })
  it.each([
    ["import { sql } from 'kysely'\nexport const a = () => sql"],
    ["import { Pool } from 'pg'\nexport const a = Pool"],
    ['export const a = (db: any) => db.selectFrom("cases.case")'],
  ])('only a store speaks SQL: %s', (text) => expectOnly({ 'modules/cases/server/service.ts': text }, 'sql modules/cases/server/service.ts', /only store/))
  it('a store leaves the tables of others alone, but for the views they open', () => {
    const store = "import { sql } from 'kysely'\nexport const a = () => sql`select 1 from cases.case join identity.account using (id)`"
    expectOnly({ 'modules/cases/server/store.ts': store }, 'sql modules/cases/server/store.ts', /identity\.account belongs/)
  })
  it('a moment given is not a moment read', () => {
    expect(findings({ 'platform/log/a.ts': 'export const a = (x: number) => new Date(x)' })).toEqual([])
  })
})

describe('shape', () => {
  it.each(requiredFiles.map((file) => [file]))('a module has %s', (file) => {
    const found = findings({ [`modules/cases/${file}`]: undefined })
    expect(found.some((one) => /^(shape|messages) modules\/cases/.test(one)), found.join('\n')).toBe(true)
  })
  it('a module has core/', () => expectOnly({ 'modules/cases/core/decide.ts': undefined }, 'shape modules/cases', /core/))
  it('a listed module exists', () => {
    expectOnly({ 'modules/index.ts': "export const modules = ['identity', 'cases', 'ghost']" }, 'shape modules/index.ts', /ghost/)
  })
  it('a folder is listed', () => {
    const found = findings({ 'modules/index.ts': "export const modules = ['identity']" })
    expect(found).toContain('shape modules/cases: not listed in modules/index.ts')
  })
  it('an engine has its DESIGN.md', () => expectOnly({ 'engines/cascade/DESIGN.md': undefined }, 'shape engines/cascade', /DESIGN/))
  it('a generated file says so', () => {
    expectOnly({ 'db/types.ts': 'export type Db = 1' }, 'generated db/types.ts', /Generated by/)
    expect(findings({ 'db/types.ts': '// Generated by tools/generate.ts. Do not edit.\nexport type Db = 1' })).toEqual([])
  })
})

describe('messages', () => {
  it.each([
    ['a key that French lacks', { 'modules/cases/messages.fr.json': '{}' }, /fr: hello is missing/],
    ['a key that only English has', { 'modules/cases/messages.en.json': '{ "hello": "{name}", "bye": "x" }' }, /en: bye is not in Italian/],
    ['another placeholder', { 'modules/cases/messages.en.json': '{ "hello": "{who}" }' }, /en: hello has other placeholders/],
    ['a language that is no JSON', { 'modules/cases/messages.en.json': '{' }, /not JSON/],
  ])('%s', (_name, changed, words) => expectOnly(changed, 'messages modules/cases/messages', words))
})

describe('words', () => {
  const said = (it: string, fr: string, en: string): Files => ({
    'modules/cases/messages.it.json': JSON.stringify({ hello: it }), 'modules/cases/messages.fr.json': JSON.stringify({ hello: fr }), 'modules/cases/messages.en.json': JSON.stringify({ hello: en }),
  })
  const long = 'uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti'
  it('leaves alone what is written well', () => {
    expect(findings(said('L’ente dice: «sì».', 'L’entité dit\u202f: «\u202foui\u202f».', 'The body’s word: “yes”.'))).toEqual([])
    expect(findings({ 'ui/words.ts': "export const portal = { it: 'https://a.example (uno: due)', fr: 'TLP:RED à 06:00', en: `the body's` }" })).toEqual([])
  })
  it.each([
    ['a straight apostrophe in Italian', said('L\'ente', 'L’entité', 'The body'), 'it', /apostrophe/],
    ['a straight apostrophe in French', said('L’ente', 'L\'entité', 'The body'), 'fr', /apostrophe/],
    ['English quotes in Italian', said('dice “sì”', 'dit oui', 'says yes'), 'it', /«»/],
    ['a French colon with no space', said('dice: sì', 'dit: oui', 'says: yes'), 'fr', /U\+202F/],
    ['a French colon with a space that breaks', said('dice: sì', 'dit : oui', 'says: yes'), 'fr', /U\+202F/],
    ['a French question with a wide no-break space', said('sì?', 'oui\u00a0?', 'yes?'), 'fr', /U\+202F/],
    ['French quotes with no space', said('dice «sì»', 'dit «oui»', 'says “yes”'), 'fr', /U\+202F/],
    ['a sentence of 21 words', said(`${long} ventuno.`, 'court.', 'short.'), 'it', /21 words/],
    ['a translation that was forgotten', said('Apri il caso', 'Apri il caso', 'Open the case'), 'fr', /same in two/],
  ] as const)('%s', (_name, changed, lang, words) => expectOnly(changed, `words modules/cases/messages.${lang}.json`, words))
  it('a sentence of 20 words may stand, and two of them, and a colon does not end one', () => {
    expect(findings(said(`${long}. ${long}.`, 'court.', 'short.'))).toEqual([])
    expectOnly(said(`${long}: ventuno.`, 'court.', 'short.'), 'words modules/cases/messages.it.json', /21 words/)
  })
  it('hard Italian is for us, not for the public', () => {
    const hard = 'Comunicazione relativa alla temporanea indisponibilità delle infrastrutture informatiche istituzionali.'
    const files = (folder: string): Files => Object.fromEntries(['it', 'fr', 'en'].map((lang) => [`modules/${folder}/messages.${lang}.json`, JSON.stringify({ hello: lang === 'it' ? hard : lang })]))
    expect(findings(files('cases'))).toEqual([])
    expect(findings({ 'modules/index.ts': "export const modules = ['identity', 'cases', 'notices']", ...moduleFiles('notices'), ...files('notices') })).toEqual([expect.stringMatching(/^words modules\/notices\/messages\.it\.json: .*Gulpease \d+, at least 60/)])
  })
  it('the words that stand in code, with a name or without', () => {
    expectOnly({ 'ui/words.ts': "export const word = { it: 'dice: {n}', fr: `dit : {n}`, en: 'says: {n}' }" }, 'words ui/words.ts', /U\+202F/)
    expectOnly({ 'ui/words.ts': "export const word = { it: 'dice {n}', fr: 'dit {n}', en: 'says' }" }, 'words ui/words.ts', /other placeholders/)
    expectOnly({ 'ui/words.ts': "export const word = ['dice: sì', 'dit : oui']" }, 'words ui/words.ts', /U\+202F/)
    expect(findings({ 'ui/words.ts': "export const word = (x: string) => ({ it: () => (x === 'a : b' ? 'sì' : 'no'), fr: () => 'oui', en: () => 'yes' })" })).toEqual([])
  })
  it('mends what it finds, and only that', () => {
    expect(mended('l\'heure : « 06:00 »; TLP:RED ; https://a.example/?b', 'fr')).toBe('l’heure\u202f: «\u202f06:00\u202f»\u202f; TLP:RED\u202f; https://a.example/?b')
    expect(mended('Un po\' d\'ordine: 9:00', 'it')).toBe('Un po’ d’ordine: 9:00')
    expect(mended('\u202f; ', 'fr')).toBe('\u202f; ')
  })
})

it('prints the graph and the budgets, and no budget fails the check', () => {
  const long = Array.from({ length: 400 }, (_, i) => `export const x${i} = ${i}`).join('\n')
  inTree({ 'platform/log/long.ts': `${long}\n` }, (root) => {
    const tree = readTree(root)
    expect(graph(tree, moduleOrder(tree))).toBe('identity       → (the ground only)\ncases          → engines/cascade, identity')
    expect(mirror(tree)).toContain('400 lines: platform/log/long.ts')
    expect(checkTree(tree)).toEqual([])
  })
})
