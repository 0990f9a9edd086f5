/** The way to the servers: tried for ever, said once when it is lost and once when it is back. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, credsAuthenticator, type ConnectionOptions, type NatsConnection } from '@nats-io/transport-node'
import type { Log } from '../log/index.ts'

export type Servers = {
  /** nats:// or tls://, with user and password or token where the servers ask for them. */
  readonly urls: readonly string[]
  /** File with the credentials of a user (JWT and key). */
  readonly credsFile?: string | undefined
  /** File with the authorities that signed the certificates of the servers, PEM. */
  readonly caFile?: string | undefined
}
export type Link = {
  /** Undefined while the servers are away. */
  now(): NatsConnection | undefined
  close(): Promise<void>
}

const AGAIN_MS = 500
/** A host that fell silent is noticed after two or three of these. */
const PING_MS = 5000

/** @param met after each time the servers are met, also anew. */
export function openLink(servers: Servers, log: Log, met: (connection: NatsConnection) => void): Link {
  let connection: NatsConnection | undefined
  let isUp = false
  let closed = false
  let told = false
  const away = (error?: unknown) => {
    isUp = false
    if (!told && !closed) log.error('the stream of log lines is away: it is tried over and over', error === undefined ? {} : { error })
    told = true
  }
  const here = (one: NatsConnection) => {
    isUp = true
    if (told) log.warn('the stream of log lines is back', { server: one.getServer() })
    told = false
    met(one)
  }

  async function meet(): Promise<void> {
    while (!closed) {
      try {
        const one = connection = await connect(optionsOf(servers))
        if (closed) { await one.close(); return }
        here(one)
        for await (const status of one.status()) {
          if (status.type === 'disconnect') away()
          else if (status.type === 'reconnect') here(one)
          else if (status.type === 'error') log.warn('the stream of log lines complains', { error: status.error })
        }
        away(await one.closed())
      } catch (error) { away(error) }
      connection = undefined
      if (!closed) await sleep(AGAIN_MS, undefined, { ref: false })
    }
  }
  const meeting = meet()
  return {
    now: () => (isUp ? connection : undefined),
    async close() {
      closed = true
      // What was said last is on its way; where nobody listens there is nothing to wait for.
      if (isUp) await Promise.race([connection?.flush().catch(() => {}), sleep(1000, undefined, { ref: false })])
      await connection?.close()
      if (connection) await meeting
    },
  }
}

function optionsOf({ urls, credsFile, caFile }: Servers): ConnectionOptions {
  const parsed = urls.map((one) => new URL(one))
  const who = parsed.find((one) => one.username !== '')
  const [name, password] = [decodeURIComponent(who?.username ?? ''), decodeURIComponent(who?.password ?? '')]
  return {
    servers: parsed.map((one) => one.host),
    name: 'bastida', maxReconnectAttempts: -1, reconnectTimeWait: AGAIN_MS, pingInterval: PING_MS, timeout: 5000, ignoreAuthErrorAbort: true,
    ...(name === '' ? {} : password === '' ? { token: name } : { user: name, pass: password }),
    ...(credsFile === undefined ? {} : { authenticator: credsAuthenticator(readFileSync(credsFile)) }),
    // Where the servers offer TLS it is taken; here it must be there.
    ...(parsed.some((one) => one.protocol === 'tls:') || caFile !== undefined ? { tls: caFile === undefined ? {} : { caFile } } : {}),
  }
}
