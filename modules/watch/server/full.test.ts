/** The doors on a spool that is nearly full, without the rest of the house. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { anonymous } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openSpoolReader, openSpoolWriter } from '#platform/spool/index.ts'
import { appending } from './append.ts'
import { atOnce } from './body.ts'
import { readFrame } from './frame.ts'
import { ingestRoutes } from './ingest.ts'

const folder = mkdtempSync(join(tmpdir(), 'bastida-full-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a full queue says so in the words of Elasticsearch and takes again when it was read; nothing acknowledged is lost', async () => {
  const log = createLog('silent', systemClock.now)
  const http = createHttp({ log, origins: [], authenticate: async () => anonymous })
  const writer = await openSpoolWriter(folder, { maxBytes: 20_000, segmentBytes: 2000 })
  const sourceId = '0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b'
  http.mount(ingestRoutes({ ground: { clock: systemClock, log } as never, needs: {} as never }, { entry: async () => ({ sourceId, lacks: [] }) }, appending(systemClock, async () => writer), atOnce()))
  const send = (n: number) => http.inject({ method: 'POST', url: '/ingest/_bulk', payload: `{"create":{"_id":"${n}"}}\n{"n":${n},"x":"${'x'.repeat(900)}"}\n` })
  const taken: number[] = []
  let full: Awaited<ReturnType<typeof send>> | undefined
  for (let n = 0; n < 60 && !full; n++) {
    const answer = await send(n)
    if (answer.statusCode === 200) taken.push(n)
    else full = answer
  }
  expect([full?.statusCode, full?.headers['retry-after'], full?.json().error.type]).toEqual([429, '5', 'es_rejected_execution_exception'])
  const reader = await openSpoolReader(folder)
  const first = await reader.read(1e9)
  await reader.done(first.next)
  // What was refused is not remembered as seen: sent again, it goes in.
  const again = await send(taken.length)
  expect([again.statusCode, again.json().items[0].create.status]).toEqual([200, 201])
  const frames = [...first.payloads, ...(await reader.read(1e9)).payloads].map(readFrame)
  expect(frames.map((one) => (JSON.parse(String(one.lines)) as { n: number }).n)).toEqual([...taken, taken.length])
  expect(new Set(frames.map((one) => one.sourceId))).toEqual(new Set([sourceId]))
  await http.close()
  await writer.close()
})
