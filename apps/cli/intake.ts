/** Reports that lie here as files: a mail that somebody saved, a table from elsewhere. */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '#platform/clock.ts'
import { Refusal, system } from '#platform/contract/index.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Command, type Io } from './command.ts'
import { usageOf } from './help.ts'

export const intake: Command = {
  name: 'intake', usage: 'intake mail FILE.eml [--json]', summary: 'makes a report of a mail that was saved as a file; the same mail again is the same report',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    const [what, file] = positionals
    if (what !== 'mail' || !file || positionals.length > 2) { io.say(usageOf(intake.usage)); return 2 }
    const bytes = await readFile(resolve(process.cwd(), file))
    const report = await withGround((opened) => compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).intake.roads.mail.fileOne(bytes))
    io.out(values.json ? JSON.stringify(report) : `${report.ref}${report.code ? `, code ${report.code}` : ''} (${report.was}): ${report.situation}, ${report.attachments.length} files${report.doubt.length > 0 ? `, doubtful: ${report.doubt.join(', ')}` : ''}\n${report.subject}`)
    return 0
  },
}

/** As `import registry` says it; `unchanged` are those that were stored before. */
export async function importReports(path: string, json: boolean, io: Io): Promise<number> {
  const bytes = await readFile(path)
  const started = systemClock.elapsedMs()
  return withGround(async (opened) => {
    const { csv } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).intake.roads
    const actor = system('cli')
    try {
      const done = await csv.run(actor, { bytes, fileName: basename(path) }, (read) => io.say(`${read} rows`))
      for (const row of (await csv.read(actor, done.id, 'en')).rows.slice(0, 100)) io.say(`line ${row.line}: ${row.text}`)
      const said = { read: done.read, stored: done.storedNow, unchanged: done.knownNow, refused: done.refused_count, ms: Math.round(systemClock.elapsedMs() - started), skipped: 0, format: 'reports-csv', skippedBy: [] }
      io.out(json ? JSON.stringify(said) : `reports-csv: ${said.read} read, ${said.stored} stored, ${said.unchanged} unchanged, ${said.refused} refused, ${said.ms} ms`)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'unsupported') throw error
      io.say(String(error.params['reason'] ?? error.code))
      return 1
    }
  })
}
