/** A server of syslog with a queue of its own, until somebody kills it. It says each line once that is safe. For a test. */
import { writeSync } from 'node:fs'
import { systemClock } from '#platform/clock.ts'
import { createLog } from '#platform/log/index.ts'
import { openSpoolWriter } from '#platform/spool/index.ts'
import { appending } from './append.ts'
import { openSyslog } from './syslog.ts'

const [, , spool = '', port = '0', certFile = '', keyFile = ''] = process.argv
const writer = await openSpoolWriter(spool, { maxBytes: 1e9 })
const append = appending(systemClock, async () => writer)
const entry = { sourceId: '0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b', lacks: [] }
const servers = await openSyslog({ clock: systemClock, log: createLog('error', systemClock.now) }, { byToken: async () => entry, byCertificate: async () => entry } as never, async (sourceId, taken) => {
  await append(sourceId, taken)
  writeSync(1, String(taken.lines).trimEnd().split('\n').map((line) => `${(JSON.parse(line) as { message: string }).message.trim().slice(5)}\n`).join(''))
}, { plain: undefined, tls: { host: '127.0.0.1', port: Number(port), certFile, keyFile, caFile: undefined } })
writeSync(1, `port ${servers.tls}\n`)
process.on('SIGTERM', () => { void servers.close().then(() => writer.close()).then(() => process.exit(0)) })
