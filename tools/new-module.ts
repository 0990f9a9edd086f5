/**
 * Writes a new module that satisfies the check: `node tools/new-module.ts NAME [--after OTHER]`.
 * It goes to the end of modules/index.ts, or after OTHER: it may call the modules above it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

/** Path in the module → content. `name` is a lower-case English plural or noun, also the name of its Postgres schema. */
export function skeleton(name: string): Record<string, string> {
  const Name = name[0]!.toUpperCase() + name.slice(1)
  const title = { it: `Nuovo modulo: ${name}`, fr: `Nouveau module\u202f: ${name}`, en: `New module: ${name}` }
  const messages = Object.entries(title).map(([lang, text]) => [`messages.${lang}.json`, `${JSON.stringify({ title: text }, null, 2)}\n`])
  return {
    'README.md': `# ${name}\n\nWhat it is for, in two sentences.\n\n- **Words**: those of GLOSSARY.md that are decided here.\n- **Rules**: what always holds.\n- **Events in**: none. **Events out**: none.\n- **Calls**: no other module.\n`,
    'contract.ts': contract(name, Name),
    'core/summary.ts': core(),
    'core/summary.test.ts': coreTest(),
    'server/store.ts': store(name),
    'server/service.ts': service(Name),
    'server/routes.ts': routes(name, Name),
    'server/index.ts': index(name, Name),
    ...Object.fromEntries(messages),
  }
}

const contract = (name: string, Name: string) => `/** The wire of ${name}: read by the server, the browser and the permission tests. */
import * as z from 'zod'
import { centre, endpoint, type Actor } from '#platform/contract/index.ts'

export const ${name}Summary = z.object({ count: z.number().int() })

export const read${Name}Summary = endpoint({
  id: '${name}.summary',
  method: 'GET',
  path: '/api/${name}/summary',
  summary: 'How many there are',
  access: { kind: 'roles', roles: centre },
  response: ${name}Summary,
})

/** What the modules below may call. */
export type ${Name}Service = {
  summary(actor: Actor): Promise<z.output<typeof ${name}Summary>>
}
`

const core = () => `/** Decisions, over plain data; what needs the time takes \`now\`. */
export function summarise(rows: readonly unknown[]): { count: number } {
  return { count: rows.length }
}
`

const coreTest = () => `import { expect, it } from 'vitest'
import { summarise } from './summary.ts'

it('counts what it is given', () => {
  expect(summarise([])).toEqual({ count: 0 })
  expect(summarise(['a', 'b'])).toEqual({ count: 2 })
})
`

const store = (name: string) => `/** The only SQL of ${name}, and only to the schema "${name}": its tables come by a migration, its types by \`npm run generate\`. */
import type { Tx } from '#platform/db/index.ts'

export async function loadAll(_tx: Tx): Promise<readonly unknown[]> {
  return []
}
`

const service = (Name: string) => `import type { Ground } from '#platform/module.ts'
import type { ${Name}Service } from '../contract.ts'
import { summarise } from '../core/summary.ts'
import { loadAll } from './store.ts'

/** load → decide → save and emit, in one transaction. */
export function create${Name}Service({ db }: Pick<Ground, 'db'>): ${Name}Service {
  return {
    summary: (actor) => db.as(actor, async (tx) => summarise(await loadAll(tx))),
  }
}
`

const routes = (_name: string, Name: string) => `import { route, type Route } from '#platform/http/index.ts'
import { read${Name}Summary, type ${Name}Service } from '../contract.ts'

export const ${Name[0]!.toLowerCase()}${Name.slice(1)}Routes = (service: ${Name}Service): Route[] => [
  route(read${Name}Summary, ({ actor }) => service.summary(actor)),
]
`

const index = (name: string, Name: string) => `import type { Ground, Module } from '#platform/module.ts'
import type { ${Name}Service } from '../contract.ts'
import { ${name}Routes } from './routes.ts'
import { create${Name}Service } from './service.ts'

export function create${Name}(ground: Ground): Module<${Name}Service> {
  const service = create${Name}Service(ground)
  return { service, routes: ${name}Routes(service), listeners: [], periodic: [] }
}
`

/** The text of modules/index.ts with the name put in, last or after another. */
export function withName(list: string, name: string, after?: string): string {
  const start = list.indexOf('[')
  const end = list.indexOf(']', start)
  const names = [...list.slice(start, end).matchAll(/'([\w-]+)'/g)].map((match) => match[1]!)
  if (names.includes(name)) throw new Error(`${name} is in modules/index.ts already`)
  const at = after === undefined ? names.length : names.indexOf(after) + 1
  if (at === 0 && after !== undefined) throw new Error(`there is no module ${after}`)
  return `${list.slice(0, start)}[${names.toSpliced(at, 0, name).map((one) => `'${one}'`).join(', ')}${list.slice(end)}`
}

/** Writes the module below `root`; refuses a bad name or a folder that exists. */
export function writeModule(root: string, name: string, after?: string): string[] {
  if (!/^[a-z][a-z]+$/.test(name)) throw new Error('a module has a name of lower-case letters: it is a Postgres schema too')
  const folder = join(root, 'modules', name)
  if (existsSync(folder)) throw new Error(`modules/${name} exists already`)
  const listPath = join(root, 'modules/index.ts')
  const list = withName(readFileSync(listPath, 'utf8'), name, after)
  const files = Object.entries(skeleton(name))
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(listPath, list)
  return files.map(([path]) => `modules/${name}/${path}`)
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { after: { type: 'string' } } })
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  try {
    if (positionals.length !== 1) throw new Error('usage: node tools/new-module.ts NAME [--after OTHER]')
    const written = writeModule(root, positionals[0]!, values.after)
    process.stdout.write(`${written.join('\n')}\nNext: compose it in apps/server (CONTRIBUTING.md, "add a module").\n`)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 2
  }
}
