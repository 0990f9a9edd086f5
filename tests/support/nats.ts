/** Real nats-servers on loopback ports, one or a cluster, each on a folder of its own; killed and started again by the test. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './server.ts'

const PROGRAM = '/usr/sbin/nats-server'
export const noNats = !existsSync(PROGRAM)
export const withoutNats = noNats ? ` (left out: ${PROGRAM} is not on this machine: apt-get install nats-server)` : ''

export type Nats = {
  readonly url: string
  readonly urls: readonly string[]
  /** By its number, from 0. */
  start(number?: number): Promise<void>
  kill(number?: number, signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** Of the number in `server_name`. */
  numberOf(name: string): number
  remove(): Promise<void>
}

/** @param more lines for the configuration of each. @param first how many of them are started. */
export async function startNats(count = 1, more = '', first = count): Promise<Nats> {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-nats-'))
  const ports: { readonly client: number; readonly route: number }[] = []
  for (let i = 0; i < count; i++) ports.push({ client: await freePort(), route: await freePort() })
  const running = new Map<number, ChildProcess>()
  const urls = ports.map(({ client }) => `nats://127.0.0.1:${client}`)
  for (const [i, { client, route }] of ports.entries()) {
    mkdirSync(join(folder, String(i)))
    const cluster = count === 1 ? '' : `cluster { name: prova, listen: "127.0.0.1:${route}", routes: [${ports.filter((_, n) => n !== i).map((one) => `"nats://127.0.0.1:${one.route}"`).join(', ')}] }\n`
    writeFileSync(join(folder, `${i}.conf`), `server_name: n${i}\nlisten: "127.0.0.1:${client}"\njetstream { store_dir: "${join(folder, String(i))}" }\n${cluster}${more}\n`)
  }
  const nats: Nats = {
    url: urls.join(','), urls, numberOf: (name) => Number(name.slice(1)),
    async start(number = 0) {
      const child = spawn(PROGRAM, ['-c', join(folder, `${number}.conf`), '-l', join(folder, `${number}.log`)], { stdio: 'ignore' })
      running.set(number, child)
      for (let tries = 0; tries < 200; tries++) {
        if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`)
        if (await listens(ports[number]!.client)) return
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error('nats-server did not start')
    },
    async kill(number = 0, signal = 'SIGKILL') {
      const child = running.get(number)
      running.delete(number)
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill(signal)
      await ended
    },
    async remove() {
      for (const number of [...running.keys()]) await nats.kill(number)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await Promise.all(ports.slice(0, first).map((_, number) => nats.start(number)))
  return nats
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}
