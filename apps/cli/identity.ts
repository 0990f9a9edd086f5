/** The way back in when nobody who could help is left: for whoever stands at the server. */
import { Refusal, system } from '#platform/contract/index.ts'
import { compose } from '../server/compose.ts'
import { parseArgs } from 'node:util'
import { noRender, withGround, type Command, type Io } from './command.ts'
import { usageOf } from './help.ts'

export const identity: Command = {
  name: 'identity', usage: 'identity reset-factor EMAIL | break-glass EMAIL --reason TEXT [--role coordinator|analyst] [--hours 1-4]', summary: 'when nobody else can help: forgets a person’s lost codes and passkeys, or gives a known person a role of the centre for some hours',
  async run(args, io) {
    const [what, email] = args
    if (what === 'break-glass') return breakGlass(args.slice(1), io)
    if (what !== 'reset-factor' || !email || args.length > 2) { io.say(usageOf(identity.usage)); return 2 }
    return withGround(async (opened) => {
      const { service } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).identity
      try {
        const { name } = await service.resetSecondFactorOf(system('cli'), email)
        io.out(`${name}: codes and passkeys are forgotten, every session has ended. At the next sign-in with the password a new second step is set up.`)
        return 0
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'not_found') throw error
        io.say(`nobody here has the address ${email}`)
        return 1
      }
    })
  },
}

/** Every coordinator is told by mail, and one of them closes the report. */
async function breakGlass(args: readonly string[], io: Io): Promise<number> {
  const usage = (): number => { io.say(usageOf(identity.usage)); return 2 }
  const read = (() => { try { return parseArgs({ args: [...args], allowPositionals: true, options: { reason: { type: 'string' }, role: { type: 'string', default: 'coordinator' }, hours: { type: 'string', default: '4' } } }) } catch { return undefined } })()
  const [email, ...rest] = read?.positionals ?? []
  const { reason = '', role = '', hours = '' } = read?.values ?? {}
  if (!email || rest.length > 0 || (role !== 'coordinator' && role !== 'analyst') || !/^[1-4]$/.test(hours)) return usage()
  if (reason.trim().length < 20) { io.say('--reason takes at least 20 characters: whoever reads the report must understand why'); return 2 }
  return withGround(async (opened) => {
    const { service } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).identity
    try {
      const { name, until, link } = await service.giveEmergencyTo(system('cli'), email, { role, hours: Number(hours), reason: reason.trim() })
      io.out(`${name}: ${role} until ${until}. Every coordinator is told by mail; one of them closes the report on the page of people.`)
      if (link) io.out(`${name} has no way in yet. To choose a password: ${link}`)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal) || (error.code !== 'not_found' && error.code !== 'conflict')) throw error
      io.say(error.code === 'not_found' ? `nobody here has the address ${email}` : `${email} holds this role already`)
      return 1
    }
  })
}
