/** A list of indicators from a file, into the watch: what came, what went, and which rows were refused. */
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { listFormats, LISTS } from '#modules/watch/contract.ts'
import { systemClock } from '#platform/clock.ts'
import { Refusal, system, tlps } from '#platform/contract/index.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Command } from './command.ts'
import { usageOf } from './help.ts'

const MB = 1_048_576

export const indicators: Command = {
  name: 'indicators', usage: 'indicators import FILE --list NAME [--format F] [--source TEXT] [--licence TEXT] [--confidence N] [--tlp LEVEL] [--days N] [--alert] [--json]', summary: 'brings a newer version of a list of indicators, or of a MISP warning list; one that is not there yet is made, and observes',
  async run(args, io) {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({ args: [...args], options: { list: text, format: text, source: text, licence: text, confidence: text, tlp: text, days: text, alert: { type: 'boolean' }, json: { type: 'boolean' } }, allowPositionals: true })
    const [what, from] = positionals
    const [format, tlp] = [listFormats.find((one) => one === (values.format ?? 'list')), tlps.find((one) => one === (values.tlp ?? 'amber').toLowerCase())]
    const [confidence, days] = [Number(values.confidence ?? 50), values.days === undefined ? null : Number(values.days)]
    const inBounds = (value: number, least: number, most: number) => Number.isInteger(value) && value >= least && value <= most
    const name = values.list?.trim() ?? ''
    if (what !== 'import' || !from || positionals.length > 2 || name === '' || name.length > 200 || !format || !tlp || !inBounds(confidence, 0, 100) || (days !== null && !inBounds(days, 1, 3650))) {
      io.say(`${usageOf(indicators.usage)}\nFormats: ${listFormats.join(', ')}. TLP: ${tlps.join(', ')}. Confidence 0 to 100, days 1 to 3650. What a list says of itself holds from when it is made; later it is changed in the console.`)
      return 2
    }
    const path = resolve(process.cwd(), from)
    const size = await stat(path).then((one) => (one.isFile() ? one.size : -1), () => -1)
    if (size < 0 || size > LISTS.bytes) { io.say(size < 0 ? `${basename(path)}: no such file` : `${basename(path)}: larger than ${LISTS.bytes / MB} MB`); return 1 }
    const bytes = await readFile(path)
    return withGround(async (opened) => {
      const { lists } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).watch
      const [actor, started] = [system('cli'), systemClock.elapsedMs()]
      try {
        const { id, isNew } = await lists.named(actor, { name, format, source: values.source?.slice(0, 500) ?? '', licence: values.licence?.slice(0, 100) ?? '', confidence, tlp, days, state: values.alert ? 'alert' : 'observe' })
        const { problems, kinds, ...said } = await lists.bring(actor, id, basename(path).slice(-300), bytes)
        for (const one of problems) io.say(`refused: line ${one.line}: ${one.message}`)
        if (said.refused > problems.length) io.say(`refused: ${said.refused - problems.length} more`)
        const ms = Math.round(systemClock.elapsedMs() - started)
        if (values.json) io.out(JSON.stringify({ listId: id, isNew, ...said, kinds: Object.fromEntries(kinds.map((one) => [one.kind, one.values])), problems, ms }))
        else io.out(`${name}${isNew ? ' (new)' : ''}, version ${said.number}: ${said.values} values, ${said.came} came, ${said.went} went, ${said.refused} refused, ${ms} ms`)
        return 0
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const fields = (error.params['fields'] ?? []) as readonly { readonly path: string; readonly problem: string }[]
        io.say(`${basename(path)}: ${error.code}; nothing was changed`)
        for (const one of fields) io.say(`${one.path}: ${one.problem}`)
        if (values.json) io.out(JSON.stringify({ code: error.code, fields }))
        return 1
      }
    })
  },
}
