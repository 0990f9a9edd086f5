/** Whether receivers will believe our mails: asked of the net, said in words. Needs no database. */
import { parseArgs } from 'node:util'
import { checkDomain, createLookup } from '#platform/mail/domainCheck.ts'
import { publicPart, readDkim } from '#platform/mail/dkim.ts'
import { configOrThrow, type Command } from './command.ts'
import { usageOf } from './help.ts'

const marks = { good: '✓', weak: '~', missing: '✗', unknown: '?', optional: '·' } as const

export const mail: Command = {
  name: 'mail', usage: 'mail check [--json]', summary: 'looks up SPF, DKIM and DMARC of the sender’s domain and says what is missing',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    if (positionals.length !== 1 || positionals[0] !== 'check') { io.say(usageOf(mail.usage)); return 2 }
    const config = configOrThrow()
    const dkim = config.dkim && { ...config.dkim, key: publicPart(readDkim(config.dkim).privateKey) }
    const findings = await checkDomain(config.mailFrom, dkim, createLookup(config.dnsServer))
    const ok = findings.every((one) => one.state !== 'missing' && one.state !== 'unknown')
    if (values.json) io.out(JSON.stringify({ ok, from: config.mailFrom, findings }))
    else for (const one of findings) {
      io.out(`${marks[one.state]} ${one.check.padEnd(8)} ${one.name}: ${one.text}`)
      if (one.record) io.out(`           ${one.record}`)
    }
    return ok ? 0 : 1
  },
}
