/** The roads beside form and telephone: mail, files, programs. All of them end in `receive`. */
import { system } from '#platform/contract/index.ts'
import type { Periodic } from '#platform/jobs/index.ts'
import type { Context } from '../context.ts'
import { createCsv } from './csv.ts'
import { createExport } from './export.ts'
import { fetchMail, type Limits } from './imap.ts'
import { createMail } from './mail.ts'
import { roadRoutes } from './routes.ts'
import { createSources } from './sources.ts'

export function createRoads(context: Context) {
  const { ground: { log, mailbox, silent } } = context
  const mail = createMail(context)
  const csv = createCsv(context)
  const sources = createSources(context)

  /** What was said already: a day without the server, or a message that nothing reads, makes one line and not three thousand. */
  const said = { away: false, left: new Set<number>() }
  async function fetch(limits?: Limits): Promise<number> {
    if (mailbox === undefined || silent) return 0
    const { filed, left, away } = await fetchMail(mailbox, mail.file, system('intake.mail'), log, limits)
    if (away !== undefined && !said.away) log.error('the mailbox of reports does not answer; it is asked again every half minute', { error: away })
    if (away === undefined && said.away) log.warn('the mailbox of reports answers again')
    said.away = away !== undefined
    for (const [uid, error] of left) if (!said.left.has(uid)) log.error('a message of the mailbox could not become a report and stays unread', { uid, error })
    if (away === undefined) said.left = new Set(left.keys())
    return filed
  }

  const periodic: Periodic[] = mailbox === undefined || silent ? [] : [{ name: 'intake.mail', everyMs: 30_000, run: async () => { await fetch() } }]
  return { mail, csv, sources, fetch, periodic, routes: roadRoutes(mail, csv, sources, createExport(context)) }
}
export type Roads = ReturnType<typeof createRoads>
