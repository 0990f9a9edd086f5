/** A file of STIX objects, plain or gzip, of any size, or of MISP events, into a collection of the centre. */
import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { Refusal, system } from '#platform/contract/index.ts'
import { compose } from '../server/compose.ts'
import { noRender, withGround, type Io } from './command.ts'

export async function importStix(path: string, collection: string, { json, format }: { json: boolean; format: 'stix' | 'misp' | undefined }, io: Io): Promise<number> {
  const head = await open(path).catch(() => undefined)
  if (!head) { io.say(`${basename(path)}: no such file`); return 1 }
  const { buffer } = await head.read(Buffer.alloc(2), 0, 2, 0)
  await head.close()
  const plain = createReadStream(path)
  const stream = buffer[0] === 0x1f && buffer[1] === 0x8b ? plain.pipe(createGunzip()) : plain
  return withGround(async (opened) => {
    const { service } = compose(opened, '', { render: noRender, assets: { css: '', fonts: [] } }).sharing
    try {
      const { refused, notes = [], ...report } = await service.importFile(system('cli'), collection, stream, format)
      for (const one of refused) io.say(`refused: ${one.index} ${one.id}: ${one.problem}`)
      if (report.refusals > refused.length) io.say(`refused: ${report.refusals - refused.length} more`)
      for (const one of notes) io.say(`note: ${one.index} ${one.id}: ${one.problem}`)
      // Events are read whole before the first is stored; objects of STIX one after another.
      if (report.problem) io.say(`${basename(path)}: ${report.problem}; ${report.kind === 'misp' ? 'nothing is stored' : 'what came before is stored'}`)
      io.out(json ? JSON.stringify({ ...report, refused, ...(report.kind === 'misp' ? { notes } : {}) }) : `${report.events === undefined ? '' : `${report.events} events, `}${report.read} read, ${report.stored} stored, ${report.same} the same, ${report.conflicts} in conflict, ${report.refusals} refused, ${report.upgraded === 0 ? '' : `${report.upgraded} upgraded from STIX 2.0, `}${report.ms} ms`)
      return report.problem ? 1 : 0
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      io.say(error.code === 'not_found' ? `there is no collection ${collection}; a coordinator makes it in the console` : error.code)
      return 1
    }
  })
}
