import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { postHook } from './send.ts'

const at = new Date('2026-12-08T05:10:00Z')
const sockets = new Set<Socket>()
const servers: { close(): void }[] = []
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** Says `first`, then a byte each 20 ms without end. */
async function dripping(first: string) {
  const gone = Promise.withResolvers<void>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.write(first)
    const drip = setInterval(() => socket.write('x'), 20)
    socket.on('error', () => {}).resume().on('close', () => { clearInterval(drip); sockets.delete(socket); gone.resolve() })
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const hook = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, secret: 'whsec_' + Buffer.from('x'.repeat(24)).toString('base64'), messageId: 'm', payload: '{}' }
  return { gone: gone.promise, post: () => postHook(hook, at, { local: true, timeoutMs: 200 }) }
}

test('a receiver that drips its answer is given up in time', { timeout: 3000 }, async () => {
  const { post, gone } = await dripping('HTTP/1.1 200 OK\r\nX-Slow: ')
  expect(await post()).toEqual({ ok: false, status: null, problem: 'no answer in ten seconds' })
  await gone
})

test('one that has answered and drips on is hung up on', { timeout: 3000 }, async () => {
  const { post, gone } = await dripping('HTTP/1.1 200 OK\r\n\r\n')
  expect(await post()).toEqual({ ok: true, status: 200, problem: '' })
  await gone
})
