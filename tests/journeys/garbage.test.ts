/**
 * What arrives at an open port: random bytes, headers that never end, connections that say nothing, bodies without measure.
 * The server stays up, answers others meanwhile, and keeps its memory.
 */
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, removeFolder, startServer, type ServerProcess } from '../support/server.ts'

/** Descriptors of the server: its own, and some hundred visitors. */
const LIMIT = 256

describe('garbage', { timeout: 60_000 }, () => {
  let folder: string
  let server: ServerProcess
  let port: number
  const open: Socket[] = []

  beforeAll(async () => {
    folder = dataFolder()
    port = await freePort()
    await prepareCentre(folder, `http://localhost:${port}`)
    server = await startServer({ folder, port, limit: LIMIT, env: { LOG_LEVEL: 'error' } })
    expect(await answers()).toBe(true)
  }, 120_000)
  afterAll(async () => {
    for (const socket of open) socket.destroy()
    expect(await server?.stop()).toBe(0)
    await removeFolder(folder)
  })

  test.concurrent('headers that never end are not waited for', async () => {
    const slow = await Promise.all(Array.from({ length: 20 }, () => line()))
    const ended = slow.map((one) => new Promise<string>((resolve) => {
      let said = ''
      one.on('data', (piece) => { said += piece.toString('latin1') }).on('close', () => resolve(said))
    }))
    for (const one of slow) one.write('GET / HTTP/1.1\r\nHost: x\r\n')
    const drip = setInterval(() => { for (const one of slow) if (one.writable) one.write('X-a: b\r\n') }, 500)
    try {
      await sleep(1000)
      expect(await answers()).toBe(true)
      const said = await Promise.race([Promise.all(ended), sleep(25_000)])
      expect(said).toHaveLength(20)
      expect((said as string[])[0]).toMatch(/^HTTP\/1\.1 408 /)
    } finally { clearInterval(drip) }
  })

  test.concurrent('random bytes, cut requests and broken lines', async () => {
    const hurled = await Promise.all(Array.from({ length: 60 }, async (_, i) => {
      const one = await line()
      one.on('data', () => {})
      one.write(i % 3 === 0 ? randomBytes(4096) : i % 3 === 1 ? `GET /${'%'.repeat(i)} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n` : `POST /api/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"a":`)
      if (i % 2) one.destroy()
      return one
    }))
    expect(await answers()).toBe(true)
    for (const one of hurled) one.destroy()
  })

  test('bodies of 200 MB are refused without being taken in', async () => {
    const before = memory(server.pid)
    const piece = Buffer.alloc(1024 * 1024, 'a')
    const refused = await Promise.all([
      ...['/api/cases', '/api/auth/sign-in/email', '/r/aaaaaaaaaaaaaaaaaaaaaaaa'].map((path) => pour(path, `Content-Length: ${200 * piece.length}`, piece)),
      pour('/api/cases', 'Transfer-Encoding: chunked', piece),
    ])
    // A sentence where it can be heard; who goes on sending may find the line cut before he listens.
    for (const { said, sent } of refused) expect({ said: said.slice(0, 12), sent, refused: /^HTTP\/1\.1 4/.test(said) || (said === '' && sent < 100) }).toMatchObject({ refused: true })
    expect(refused.some((one) => one.said.includes(' 413 '))).toBe(true)
    expect(await answers()).toBe(true)
    expect(memory(server.pid) - before).toBeLessThan(120 * 1024 * 1024)
  })

  test('more silent connections than the system allows: the next one is answered', async () => {
    for (let i = 0; i < 8; i++) {
      const many = await Promise.all(Array.from({ length: 50 }, () => line().catch(() => undefined)))
      for (const one of many) one?.on('data', () => {})
      expect(await answers()).toBe(true)
    }
    expect(open.filter((one) => !one.destroyed && one.readyState === 'open').length).toBeLessThan(LIMIT)
    expect(server.stderr()).not.toContain('EMFILE')
  })

  /** A new connection each time: what is already open proves nothing. */
  async function answers(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${port}/status`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) })
    return answer.ok && ((await answer.json()) as { status: string }).status === 'ok'
  }

  function line(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      open.push(socket)
      socket.once('connect', () => { socket.off('error', reject).on('error', () => {}); resolve(socket) }).once('error', reject)
    })
  }

  /** Sends until somebody hangs up or all is sent; what the server said, and how many megabytes it had been sent by then. */
  async function pour(path: string, length: string, piece: Buffer): Promise<{ said: string; sent: number }> {
    const socket = await line()
    let said = ''
    let over = false
    const ended = new Promise<void>((resolve) => socket.on('close', () => { over = true; resolve() }))
    socket.on('data', (part) => { said += part.toString('latin1'); over = true })
    const chunked = length.includes('chunked')
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${path.startsWith('/r/') ? 'application/x-www-form-urlencoded' : 'application/json'}\r\n${length}\r\n\r\n`)
    let sent = 0
    for (; sent < 200 && !over; sent++) {
      const whole = chunked ? Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]) : piece
      if (!socket.write(whole)) await Promise.race([ended, new Promise<void>((resolve) => socket.once('drain', resolve)), sleep(2000)])
    }
    await Promise.race([ended, sleep(500)])
    socket.destroy()
    return { said, sent }
  }
})

const memory = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
