/** The key of the centre: is it here, a new one, everything sealed anew. */
import { parseArgs } from 'node:util'
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import { rememberRecipient } from '#platform/db/keys.ts'
import { KEY_FILE } from '#platform/keys/file.ts'
import { addKey } from '#platform/keys/index.ts'
import { rotateKeys, rotationStatus, type RotationReport } from '#platform/keys/rotate.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Command, type Io } from './command.ts'
import { usageOf } from './help.ts'

export const keeping: Command = {
  name: 'keys', usage: 'keys [--new | rotate | status] [--json]', summary: 'says whether the keys that open the evidence are here; rotate puts a new one in place of the old and seals everything anew',
  async run(args, io) {
    const { values, positionals } = parseArgs({ args: [...args], options: { new: { type: 'boolean' }, json: { type: 'boolean' } }, allowPositionals: true })
    const [what] = positionals
    if (what === 'rotate' || what === 'status') return rotating(what, values.json ?? false, io)
    if (what !== undefined) { io.say(usageOf(keeping.usage)); return 2 }
    const found = await withGround(async ({ ground: { db, clock, dataFolder }, keys }) => {
      if (!values.new) return { recipient: keys.recipient ?? null, missing: keys.missing }
      const recipient = await addKey(dataFolder, clock.now())
      const actor = system('cli')
      await db.as(actor, async (tx) => {
        await rememberRecipient(tx, recipient, clock.now())
        await record(tx, actor, clock.now(), { action: 'keys.new', object: `key:${recipient}`, detail: { missing: keys.missing } })
      })
      return { recipient, missing: keys.missing }
    })
    if (values.json) io.out(JSON.stringify({ file: KEY_FILE, ...found }))
    else {
      io.out(found.recipient === null ? `No key seals: ${KEY_FILE} is not in the data folder.` : `${found.recipient} seals, and is in ${KEY_FILE}`)
      for (const one of found.missing) io.out(`${one} is missing: what was sealed to it does not open`)
    }
    if (values.new) io.say('Restart the server, so that it uses the new key. Make a backup: it carries the key.')
    return found.missing.length === 0 && found.recipient !== null ? 0 : 1
  },
}


/** Given again it goes on where it was: 0 all is sealed to the one key, 1 something is left. */
async function rotating(what: 'rotate' | 'status', json: boolean, io: Io): Promise<number> {
  const report = await withGround((opened, config) => {
    const centre = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } })
    const { db, clock, dataFolder } = opened.ground
    return (what === 'rotate' ? rotateKeys : rotationStatus)({
      db, clock, dataFolder, alsoFor: config.evidenceRecipient, things: centre.sealed, realms: () => centre.exercise.service.realms(), say: (done) => { if (done % 500 === 0) io.say(`${done} …`) },
    })
  })
  if (json) io.out(JSON.stringify(report))
  else say(report, what, io)
  return report.state !== 'going' && Object.values(report.counts).every((one) => one.left.length === 0) ? 0 : 1
}

function say({ state, recipient, retiredFile, counts }: RotationReport, what: string, io: Io): void {
  io.out(recipient === null ? 'No key seals.' : `${recipient} seals`)
  for (const [id, one] of Object.entries(counts)) io.out(`${id}: ${one.renewed} sealed anew, ${one.proven} open with this key alone, ${one.left.length} left, ${one.unreadable.length} open with no key that is here`)
  for (const one of Object.values(counts)) for (const name of [...one.left, ...one.unreadable].slice(0, 20)) io.say(`not under the new key: ${name}`)
  if (state === 'going') io.say('Not done: something is left. The old key still opens it. Give "bastida keys rotate" again.')
  if (state === 'done' && what === 'rotate') io.say(`Done. The old key opens nothing here any more; it lies in ${retiredFile}.
1. Make a backup now: it carries the new key alone.
2. Give "bastida keys status" once more, then take ${retiredFile} off this machine.
3. Old backups hold the old key inside, and what it opened: let them run out, or destroy them at once if somebody has seen the key.
4. Only when no old backup and no copy of the old files is wanted any more, destroy the old key too.`)
}
