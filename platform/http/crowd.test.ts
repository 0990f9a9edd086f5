import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { keepRoom, placesHere } from './crowd.ts'
import { openDoor } from './door.ts'

let server: Server
const opened: Socket[] = []
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy()
  server.closeAllConnections()
  server.close()
})

async function start(places: number, handler: Parameters<typeof createServer>[1] = (_, response) => response.end('ok')) {
  server = createServer(handler)
  keepRoom(server, places)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

async function silent(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => {}).resume()
  opened.push(socket)
  await once(socket, 'connect')
  await new Promise((resolve) => setTimeout(resolve, 10)) // the server has seen it in this order
  return socket
}

test('the last place taken, the one that has been silent longest goes, and whoever asks is answered', async () => {
  const port = await start(3)
  const [first, second, third] = [await silent(port), await silent(port), await silent(port)]
  expect(await (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).text()).toBe('ok')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect([first, second, third].map((one) => one!.destroyed)).toEqual([true, false, false])
})

test('a request under way is never the one that goes; with all of them under way the newest is', async () => {
  const port = await start(2, (_, response) => { response.writeHead(200); response.write('begun') /* and never ended */ })
  const asked = await Promise.all([0, 1].map(() => new Promise<NodeJS.ReadableStream>((resolve) => request({ port, host: '127.0.0.1', agent: false }, resolve).on('error', () => {}).end())))
  const late = await silent(port)
  if (!late.destroyed) await once(late, 'close')
  for (const answer of asked) expect((answer as unknown as { destroyed: boolean }).destroyed).toBe(false)
})

test('who is answered at the door is not silent, and one in the middle of a page stays', async () => {
  server = createServer()
  const page = Buffer.alloc(64 * 1024 * 1024) // more than the system takes in for a reader who does not read
  const door = openDoor(server, (target) => (target === '/large' ? page : Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')), 60_000)
  keepRoom(server, 3)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const slow = (await silent(port)).pause()
  const busy = await silent(port)
  const idle = await silent(port)
  slow.write('GET /large HTTP/1.1\r\nHost: h\r\n\r\n')
  const answered = once(busy, 'data')
  busy.write('GET /s HTTP/1.1\r\nHost: h\r\n\r\n')
  await answered
  await silent(port)
  if (!idle.destroyed) await once(idle, 'close')
  await silent(port) // the oldest is `slow`, then `busy`
  if (!busy.destroyed) await once(busy, 'close')
  expect(slow.destroyed).toBe(false)
  door.close()
})

test('as many places as the system has descriptors, less the process’s own, and never more than fit its memory', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'bastida-limits-')), 'limits')
  const given = (line: string) => { writeFileSync(file, `Max processes             9 9 processes\n${line}\n`); return placesHere(file) }
  expect(given('Max open files            256                  1048576              files')).toBe(160)
  expect(given('Max open files            1048576              1048576              files')).toBe(8192)
  expect(given('Max open files            64                   64                   files')).toBe(32)
  expect(given('Max open files            unlimited            unlimited            files')).toBe(8192)
  expect(placesHere('/none/such')).toBe(928)
})
