/** The way back in when nobody who could help is left: for whoever stands at the server. */
import { Refusal, system } from '#platform/contract/index.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Command } from './command.ts'

export const identity: Command = {
  name: 'identity', usage: 'identity reset-factor EMAIL', summary: 'forgets the codes and passkeys of a person who lost them all; the password stays',
  async run(args, io) {
    const [what, email] = args
    if (what !== 'reset-factor' || !email || args.length > 2) { io.say(`Usage: bastida ${identity.usage}`); return 2 }
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
