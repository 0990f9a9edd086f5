/** A release of ATT&CK that lies here as its STIX bundle, plain or gzip. It is stored; a person reads its changes in the console and takes it in use. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { Refusal, system } from '#platform/contract/index.ts'
import { attackVersion } from '#modules/observatory/contract.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Io } from './command.ts'
import { usageOf } from './help.ts'

export const ATTACK_USAGE = 'import attack FILE [--version V] [--use] [--json]'
type Values = { readonly version?: string | undefined; readonly use?: boolean | undefined; readonly json?: boolean | undefined }

/** `--use`: without a look at what it changes, for a centre that begins. */
export async function importAttack(file: string | undefined, values: Values, io: Io): Promise<number> {
  if (file === undefined || (values.version !== undefined && !attackVersion.safeParse(values.version).success)) { io.say(usageOf(ATTACK_USAGE)); return 2 }
  const path = resolve(process.cwd(), file)
  const there = await open(path).catch(() => undefined)
  if (!there) { io.say(`${basename(path)}: no such file`); return 1 }
  await there.close()
  const actor = system('cli')
  return withGround(async (opened) => {
    const { attack } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).observatory
    const started = systemClock.elapsedMs()
    try {
      const release = await attack.bring(actor, { fileName: basename(path), version: values.version, stream: createReadStream(path) })
      if (values.use && !release.inUse) await attack.use(actor, release.id)
      const said = { domain: release.domain, version: release.version, techniques: release.techniques, subtechniques: release.subtechniques, software: release.software, groups: release.groups, inUse: release.inUse || values.use === true, ms: Math.round(systemClock.elapsedMs() - started) }
      io.out(values.json ? JSON.stringify(said) : `ATT&CK ${said.domain} ${said.version}: ${said.techniques} techniques, ${said.subtechniques} sub-techniques, ${said.software} software, ${said.groups} groups, ${said.ms} ms; ${said.inUse ? 'in use' : 'a coordinator takes it in use in the console'}`)
      if (release.notice) io.say(release.notice)
      return 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      io.say([error.code, ...Object.values(error.params)].join(': '))
      return 1
    }
  })
}
