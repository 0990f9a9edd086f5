import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { openDoor, plainGet } from './door.ts'
import { createPageCache } from './pages.ts'

/** Two servers that answer alike: one behind the door, one without it. */
let withDoor: Server
let plain: Server
let door: { close(): void }
let answeredHere = 0
const pages = createPageCache(systemClock)

beforeAll(async () => {
  for (const [address, body] of [['/s', 'stato dei servizi, perché'], ['/n/a?lang=fr', 'x'.repeat(300_000)]] as const) pages.put(address, { body, contentType: 'text/html; charset=utf-8', tags: ['t'] }, pages.epoch())
  const make = () => createServer((request, response) => {
    if (pages.answer(request, response)) return
    let bytes = 0
    request.on('data', (piece: Buffer) => { bytes += piece.length }).on('end', () => response.writeHead(404, { 'x-body': String(bytes) }).end('none'))
  })
  withDoor = make()
  plain = make()
  door = openDoor(withDoor, (target, headers) => { const bytes = pages.bytes(target, headers); if (bytes) answeredHere += 1; return bytes }, 5000)
  for (const server of [withDoor, plain]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  door.close()
  for (const server of [withDoor, plain]) { server.closeAllConnections(); server.close() }
})

const port = (server: Server) => (server.address() as AddressInfo).port

/** Sends the pieces one after the other (`inTurns`: each after the answer to the one before), says that no more will come, and reads until the server hangs up. */
function talk(server: Server, pieces: readonly string[], inTurns = false): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect({ port: port(server), host: '127.0.0.1', allowHalfOpen: true })
    const said: Buffer[] = []
    const done = () => { socket.destroy(); resolve(Buffer.concat(said).toString('latin1')) }
    socket.on('data', (piece) => said.push(piece)).on('error', done).on('end', done).setTimeout(3000, done)
    socket.on('connect', async () => {
      for (const piece of pieces) {
        const answered = inTurns ? once(socket, 'data') : new Promise((next) => setTimeout(next, 5))
        socket.write(piece, 'latin1')
        await answered
      }
      socket.end()
    })
  })
}

/** What a client acts on: the order of headers and the lines about the connection are not it. */
const essence = (text: string) => text.split(/(?=HTTP\/1\.1 \d)/).map((one) => {
  const [head = '', ...body] = one.split('\r\n\r\n')
  const [status, ...headers] = head.split('\r\n')
  return { status, headers: headers.map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase())).filter((line) => !/^(?:date|connection|keep-alive):/.test(line)).sort(), body: body.join('\r\n\r\n') }
})

test('a plain GET is answered at the door, as node would', async () => {
  answeredHere = 0
  const ask = 'GET /s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br\r\n\r\n'
  const [ours, theirs] = await Promise.all([talk(withDoor, [ask, ask], true), talk(plain, [ask, ask], true)])
  expect(answeredHere).toBe(2)
  expect(essence(ours)).toEqual(essence(theirs))
  expect(essence(ours)).toHaveLength(2)
  expect(ours).toMatch(/\r\nDate: \w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT\r\n/)
})

test('what is known already is not sent again', async () => {
  const etag = /etag: (.+)\r\n/.exec(await talk(withDoor, ['GET /s HTTP/1.1\r\nHost: h\r\n\r\n']))![1]!
  const answer = await talk(withDoor, [`GET /s HTTP/1.1\r\nHost: h\r\nIf-None-Match: ${etag}\r\n\r\n`])
  expect(answer).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/)
  expect(answer.endsWith('\r\n\r\n')).toBe(true)
  // As proxies ask that pack what they pass on, and clients that hold more than one.
  for (const asked of [`W/${etag}`, `"another", W/${etag}`, '*']) expect(await talk(withDoor, [`GET /s HTTP/1.1\r\nHost: h\r\nIf-None-Match: ${asked}\r\n\r\n`]), asked).toMatch(/^HTTP\/1\.1 304 /)
  for (const asked of ['"another"', etag.slice(1, -1), '']) expect(await talk(withDoor, [`GET /s HTTP/1.1\r\nHost: h\r\nIf-None-Match: ${asked}\r\n\r\n`]), asked).toMatch(/^HTTP\/1\.1 200 /)
})

test('a connection goes on inside after its first other request', async () => {
  answeredHere = 0
  const answers = essence(await talk(withDoor, ['GET /s HTTP/1.1\r\nHost: h\r\n\r\n', 'POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabcde', 'GET /s HTTP/1.1\r\nHost: h\r\n\r\n'], true))
  expect(answers.map((one) => one.status)).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 404 Not Found', 'HTTP/1.1 200 OK'])
  expect(answers[1]!.headers).toContain('x-body: 5')
  expect(answeredHere).toBe(1)
})

test('one that asks much and reads nothing is not read from either', async () => {
  const ask = 'GET /n/a?lang=fr HTTP/1.1\r\nHost: h\r\n\r\n'
  answeredHere = 0
  const socket = connect(port(withDoor), '127.0.0.1')
  socket.pause()
  // One by one first: two that a busy machine joins in one piece go inside, and the door's part would be untested.
  for (let i = 1; i <= 4; i++) {
    socket.write(ask)
    await vi.waitFor(() => expect(answeredHere).toBe(i), { timeout: 4000, interval: 2 })
  }
  for (let i = 0; i < 200; i++) { socket.write(ask); await new Promise((next) => setTimeout(next, 1)) }
  expect(answeredHere).toBeLessThan(100)
  socket.destroy()
})

test('closed, it ends who waits and lets nobody in, so that the server closes at once', { timeout: 3000 }, async () => {
  const server = createServer((_request, response) => response.end())
  const entrance = openDoor(server, () => undefined, 60_000)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const waiting = connect(port(server), '127.0.0.1')
  await once(waiting, 'connect')
  await new Promise((next) => setTimeout(next, 50)) // the server has it too
  entrance.close()
  const late = connect(port(server), '127.0.0.1')
  await Promise.all([waiting, late].map((socket) => new Promise((resolve) => socket.on('error', () => {}).on('close', resolve).resume())))
  await new Promise((resolve) => server.close(resolve))
})

/**
 * After something it cannot read node says 400 or just hangs up, and answers that wait behind another then may be lost, as their
 * time falls. So in a broken conversation the door may have answered less; never more, and never something else.
 */
function comparable(ours: string, theirs: string) {
  const [a, b] = [ours, theirs].map((text) => essence(text).filter((one) => one.status !== BAD)) as [unknown[], unknown[]]
  const broken = essence(ours).concat(essence(theirs)).some((one) => one.status === BAD)
  return [a, broken ? b.slice(0, a.length) : b] as const
}
const BAD = 'HTTP/1.1 400 Bad Request'

/** Requests around the shape the door knows: whole ones, cut ones, several in one piece, with bodies, broken in each way. */
const header = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Host: h', 'Accept: text/html', 'Accept-Encoding: gzip', 'Connection: keep-alive', 'User-Agent: x/1 (y)', 'accept-encoding:gzip') },
  fc.constantFrom('Connection: close', 'Content-Length: 0', 'Content-Length: 3', 'Transfer-Encoding: chunked', 'Expect: 100-continue', 'Host: other', ' folded', 'X : space', 'X: caf\u00e9', 'X: \u0001', 'Range: bytes=0-3', 'Upgrade: h2c', 'X:', 'Upgrade-Insecure-Requests: 1', 'no colon', 'X: a\nY: b', 'X: a\rb', 'Connection: Upgrade'),
)
const request = fc.record({
  line: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('GET /s HTTP/1.1', 'GET /n/a?lang=fr HTTP/1.1') }, fc.constantFrom('GET /none HTTP/1.1', 'HEAD /s HTTP/1.1', 'get /s HTTP/1.1', 'GET  /s HTTP/1.1', 'GET /s HTTP/1.0', 'GET /s HTTP/1.1 ', 'GET http://h/s HTTP/1.1', 'GET /s', 'POST /s HTTP/1.1', '')),
  host: fc.boolean(), headers: fc.array(header, { maxLength: 4 }), end: fc.oneof({ weight: 5, arbitrary: fc.constant('\r\n\r\n') }, fc.constantFrom('\r\n\r\nabc', '\r\n', '\n\n', '\r\n\r\n\r\n')),
}).map(({ line, host, headers, end }) => [line, ...(host ? ['Host: h'] : []), ...headers].join('\r\n') + end)
const conversation = fc.array(request, { minLength: 1, maxLength: 3 }).chain((all) => fc.record({ text: fc.constant(all.join('')), cuts: fc.array(fc.nat(200), { maxLength: 2 }), whole: fc.constant(all), cut: fc.boolean() }))
  .map(({ text, cuts, whole, cut }) => (cut ? [...new Set([0, ...cuts, text.length])].filter((at) => at <= text.length).sort((a, b) => a - b).map((at, i, all) => text.slice(at, all[i + 1])).filter((piece) => piece !== '') : whole.filter((one) => one !== '')))

/** One piece each, so no load of the machine can join it to another: the door has its part in every run. */
const alwaysHere = ['/s', '/n/a?lang=fr'].map((target) => [`GET ${target} HTTP/1.1\r\nHost: h\r\n\r\n`])

test('on random conversations a client cannot tell the door from node', { timeout: 60_000 }, async () => {
  answeredHere = 0
  await fc.assert(fc.asyncProperty(fc.array(conversation, { minLength: 24, maxLength: 24 }), async (conversations) => {
    await Promise.all([...alwaysHere, ...conversations].map(async (pieces) => {
      // A server that hangs up on bytes it has not read resets the connection, and the reset may overtake what it had answered,
      // with the door or without. A real difference is there each time.
      for (let attempt = 1; ; attempt++) {
        const [ours, theirs] = comparable(...(await Promise.all([talk(withDoor, pieces), talk(plain, pieces)])))
        if (attempt < 4 && !isDeepStrictEqual(ours, theirs)) continue
        expect({ pieces, answer: ours }).toEqual({ pieces, answer: theirs })
        return
      }
    }))
  }), { numRuns: 12, endOnFailure: true })
  expect(answeredHere).toBeGreaterThan(20)
})

test.each([
  ['another request behind it', 'GET /s HTTP/1.1\r\nHost: h\r\n\r\nGET /s HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['no host', 'GET /s HTTP/1.1\r\n\r\n'],
  ['two hosts', 'GET /s HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ['a body announced', 'GET /s HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n'],
  ['chunks announced', 'GET /s HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n'],
  ['a folded header', 'GET /s HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n'],
  ['a bare line feed', 'GET /s HTTP/1.1\nHost: h\r\n\r\n'],
  ['not yet whole', 'GET /s HTTP/1.1\r\nHost: h\r\n'],
  ['larger than 4 kB', `GET /s HTTP/1.1\r\nHost: h\r\nX: ${'a'.repeat(5000)}\r\n\r\n`],
])('is not for the door: %s', (_, text) => { expect(plainGet(Buffer.from(text, 'latin1'))).toBeUndefined() })
