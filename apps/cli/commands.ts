import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { evaluate, factsFromJson, formatInstant, renderMessage, runVectors, stateLabels } from '#engines/deadlines/index.ts'
import { verify } from '#platform/audit/index.ts'
import { environment, readConfig } from '#platform/config.ts'
import { systemClock } from '#platform/clock.ts'
import { withGround, type Command, type Io } from './command.ts'

const config: Command = {
  name: 'config', usage: 'config check [--json]', summary: 'says whether the environment is understood, variable by variable',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'check') { io.say('Usage: bastida config check [--json]'); return 2 }
    const { config: read, problems } = readConfig()
    if (values.json) io.out(JSON.stringify({ ok: problems.length === 0, problems, config: read ? { ...read, databaseUrl: read.databaseUrl && '(set)', smtpUrl: read.smtpUrl && '(set)' } : null }))
    else {
      for (const [name, field] of Object.entries(environment.shape)) io.out(`${problems.some((one) => one.variable === name) ? '✗' : '✓'} ${name.padEnd(14)} ${field.description ?? ''}`)
      for (const one of problems) io.say(`${one.variable}: ${one.problem}`)
    }
    return problems.length === 0 ? 0 : 1
  },
}

const audit: Command = {
  name: 'audit', usage: 'audit verify [--json]', summary: 'reads the whole audit chain and says where it does not hold',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals[0] !== 'verify') { io.say('Usage: bastida audit verify [--json]'); return 2 }
    const result = await withGround(async ({ workerPool }) => {
      const client = await workerPool.connect()
      try { return await verify(client) } finally { client.release() }
    })
    io.out(values.json ? JSON.stringify(result) : result.ok ? `${result.entries} entries, the chain holds` : `the chain does not hold: ${result.problem}`)
    return result.ok ? 0 : 1
  },
}

const deadlines: Command = {
  name: 'deadlines', usage: 'deadlines --vectors | --facts FILE [--now ISO] [--json]', summary: 'runs the engine of deadlines alone: the test vectors, or a document of facts',
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { vectors: { type: 'boolean' }, facts: { type: 'string' }, now: { type: 'string' }, lang: { type: 'string', default: 'it' }, json: { type: 'boolean' } } })
    if (values.vectors) {
      const { passed, failed, failures } = runVectors()
      io.out(values.json ? JSON.stringify({ passed, failed, failures }) : `${passed} passed, ${failed} failed`)
      for (const failure of failures) io.say(JSON.stringify(failure))
      return failed === 0 ? 0 : 1
    }
    if (values.facts === undefined) { io.say(`Usage: bastida ${deadlines.usage}`); return 2 }
    const { facts, problems } = factsFromJson(JSON.parse(readFileSync(values.facts === '-' ? 0 : values.facts, 'utf8')))
    if (!facts) {
      if (values.json) io.out(JSON.stringify({ problems }))
      for (const problem of problems) io.say(JSON.stringify(problem))
      return 1
    }
    const result = evaluate(facts, values.now ? new Date(values.now) : systemClock.now())
    if (values.json) io.out(JSON.stringify(result))
    else for (const row of result.obligations) {
      const lang = values.lang === 'fr' || values.lang === 'en' ? values.lang : 'it'
      io.out(`${row.id.padEnd(28)} ${stateLabels[row.state][lang].padEnd(24)} ${row.strictAt ? formatInstant(row.strictAt, lang, result.country) : ''}`)
      for (const reason of row.reasons) io.out(`    ${renderMessage(reason, lang, result.country)}`)
    }
    return 0
  },
}

const bench: Command = {
  name: 'bench', usage: 'bench cascade|cases|portal [--json]', summary: 'measures on this machine; ratios are within one run',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    const one = benches[positionals[0] as keyof typeof benches]
    if (!one) { io.say(`Usage: bastida ${bench.usage}`); return 2 }
    io.out(JSON.stringify(await one(io), null, values.json ? 0 : 2))
    return 0
  },
}

/** Loaded when asked for: a bench brings tools that no other command needs. */
const benches = {
  cascade: async (io: Io) => (await import('#tests/bench/commands.ts')).benchCascadeCommand(io),
}

export const commands: readonly Command[] = [config, audit, deadlines, bench]
