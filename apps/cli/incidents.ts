/** Attacks that lie here as a file: VERIS, EuRepoC, HHS, MISP, STIX, or a table with its mapping; as a folder that is a feed of MISP; and the first cases. */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { Refusal, system, tlps, type Tlp } from '#platform/contract/index.ts'
import { formats, mappingShape, type Format, type Mapping } from '#modules/observatory/contract.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Io } from './command.ts'
import { usageOf } from './help.ts'

export const INCIDENTS_USAGE = 'import incidents FILE|FOLDER [--format veris|eurepoc|hhs|misp|stix|csv] [--mapping NAME|FILE.json] [--tlp LEVEL] [--json] | import incidents --seed [--json]'
type Values = { readonly format?: string | undefined; readonly mapping?: string | undefined; readonly tlp?: string | undefined; readonly json?: boolean | undefined; readonly seed?: boolean | undefined }

/** `merged` are those that were known by their key; rows that do not go in are told, the first hundred of them. */
export async function importIncidents(file: string | undefined, values: Values, io: Io): Promise<number> {
  const format = values.format === undefined ? undefined : formats.find((one) => one === values.format)
  const tlp = tlps.find((one) => one === (values.tlp ?? 'amber'))
  if ((values.seed === true) === (file !== undefined) || (values.format !== undefined && !format) || !tlp) { io.say(usageOf(INCIDENTS_USAGE)); return 2 }
  const actor = system('cli')
  return withGround(async (opened) => {
    const { imports } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).observatory
    if (file === undefined) {
      const done = await imports.seed(actor)
      io.out(values.json ? JSON.stringify(done) : `${done.stored} stored, ${done.published} of them public, ${done.known} were known`)
      return 0
    }
    // Of the import alone: the database may have been made for this command.
    const started = systemClock.elapsedMs()
    try {
      const { row, now, mapping } = await imports.run(actor, { path: resolve(process.cwd(), file), fileName: basename(file), format: format as Format | undefined, mapping: await mappingOf(values.mapping), propose: true, tlp: tlp as Tlp }, (told) => io.say(`${told.read} read`))
      if (mapping && values.mapping === undefined) io.say(`by its header: ${mapping.columns.map((one) => `${one.column} → ${one.target}`).join(', ')}`)
      for (const one of row.refused.slice(0, 100)) io.say(`${one.number}: ${imports.sentence(one, 'en')}`)
      const said = { ...now, ms: Math.round(systemClock.elapsedMs() - started) }
      io.out(values.json ? JSON.stringify(said) : `${row.format}: ${said.read} read, ${said.stored} stored, ${said.merged} merged, ${said.refused} refused, ${said.ms} ms`)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      io.say([error.code, ...Object.values(error.params)].join(': '))
      return 1
    }
  })
}

/** The name of a saved mapping, or a file with one. */
async function mappingOf(given: string | undefined): Promise<string | Mapping | undefined> {
  if (given === undefined || !given.endsWith('.json')) return given
  const parsed = mappingShape.safeParse(JSON.parse(await readFile(resolve(process.cwd(), given), 'utf8').catch(() => { throw new Refusal('not_found', { mapping: given }) })))
  if (!parsed.success) throw new Refusal('unsupported', { reason: 'no mapping' })
  return parsed.data
}
