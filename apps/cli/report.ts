/** `bastida report yearly`: the report of a year as PDF, made from the data as they stand. */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createEditions, printed, reportInput } from '#modules/observatory/server/index.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import { loadReports } from '../server/web.ts'
import { withGround, type Command } from './command.ts'
import { usageOf } from './help.ts'

export const report: Command = {
  name: 'report', usage: 'report yearly YEAR --out FILE.pdf [--lang it|fr|en]', summary: 'the yearly report as a tagged PDF (PDF/UA-1): attacks that were published, and what the centre did; needs the built web',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { out: { type: 'string' }, lang: { type: 'string' } } })
    const [what, year = ''] = positionals
    const lang = (['it', 'fr', 'en'] as const).find((one) => one === values.lang)
    if (what !== 'yearly' || !/^(19|20|21)\d\d$/.test(year) || !values.out || (values.lang !== undefined && !lang)) { io.say(usageOf(report.usage)); return 2 }
    return withGround(async ({ ground }) => {
      const reportOf = await loadReports()
      const info = await ground.db.as(system('cli'), (tx) => readCentre(tx))
      const input = await reportInput(ground, createEditions(ground.db), info, Number(year), lang ?? info.languages[0] ?? 'it')
      const pdf = await printed(reportOf(input), systemClock.now())
      writeFileSync(resolve(values.out!), pdf)
      io.out(`${values.out}: ${pdf.length} bytes`)
      return 0
    })
  },
}
