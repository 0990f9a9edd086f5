import { parseArgs } from 'node:util'
import { verify } from '#platform/audit/index.ts'
import { environment, readConfig } from '#platform/config.ts'
import { withGround, type Command } from './command.ts'

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

export const commands: readonly Command[] = [config, audit]
