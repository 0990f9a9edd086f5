/** Syslog over TCP and over TLS (RFC 5425): who may come, how many at a time, and certificates that change on the disk. */
import { X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import type { Config } from '#platform/config.ts'
import type { Append } from './append.ts'
import { fingerprintOf } from './certificates.ts'
import type { Context } from './context.ts'
import type { Gate } from './gate.ts'
import { serveConnection, type Door, type Known } from './syslog-connection.ts'

export type SyslogConfig = NonNullable<Config['syslog']>
export type SyslogServers = { readonly plain: number | undefined; readonly tls: number | undefined; close(): Promise<void> }

/** Of both ports together. */
export const CONNECTIONS_MOST = 256
/** Of messages that have no end yet, of all connections. */
export const HELD_MOST = 64 * 1_048_576
/** A read of a connection, and so a batch. */
const READ_BYTES = 65_536
const LOOK_MS = 5000
const SAID_A_MINUTE = 20

export async function openSyslog({ clock, log }: Pick<Context['ground'], 'clock' | 'log'>, gate: Gate, append: Append, config: SyslogConfig): Promise<SyslogServers> {
  const [strangers, open, held] = [new Set<Socket>(), new Map<Socket, Promise<void>>(), new Map<Socket, number>()]
  let stopping = false
  const say = fewWords(log, clock)
  const door: Door = {
    clock, log, gate, append, stopping: () => stopping, trusted: (socket) => strangers.delete(socket),
    holds(socket, bytes) {
      if (bytes === 0) held.delete(socket)
      else held.set(socket, bytes)
      return held.values().reduce((sum, one) => sum + one, 0) <= HELD_MOST
    },
  }

  function come(socket: Socket, certificate?: Known): void {
    const from = socket.remoteAddress
    socket.on('error', () => {}) // said where it is read
    // Whoever has shown nothing yet makes room, the oldest first.
    if (open.size >= CONNECTIONS_MOST) strangers.values().next().value?.destroy()
    if (open.size >= CONNECTIONS_MOST + 8) { socket.destroy(); say('syslog: too many connections', { from }); return }
    strangers.add(socket)
    const served = serveConnection(socket, certificate, door)
      .then((why) => { if (why !== undefined) say('syslog: a connection was closed', { from, why }) }, (error: unknown) => { log.error('syslog: a connection failed', { from, error }) })
      .finally(() => { strangers.delete(socket); open.delete(socket) })
    open.set(socket, served)
  }

  const servers: Server[] = []
  const listen = async (server: Server, port: number, host: string): Promise<number> => {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host }, resolve)).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? new Error(`port ${port} is used by another program: stop it, or choose another one for syslog`, { cause: error }) : error
    })
    server.on('error', (error) => log.error('syslog: the port failed', { error }))
    servers.push(server)
    return (server.address() as AddressInfo).port
  }
  const [plain, secure] = [config.plain, config.tls]
  const plainPort = plain && await listen(createServer({ highWaterMark: READ_BYTES, noDelay: true }, (socket) => come(socket)), plain.port, plain.host)
  let tlsPort: number | undefined
  let looking: NodeJS.Timeout | undefined
  if (secure) {
    // A certificate is asked for, and whose it is decides here: with an authority it must come from it, without one its hash alone counts.
    const server = createTlsServer({ ...readPair(secure), requestCert: true, rejectUnauthorized: false, handshakeTimeout: 20_000, highWaterMark: READ_BYTES, noDelay: true }, (socket) => {
      const shown = certificateOf(socket)
      const trusted = shown && (secure.caFile === undefined || socket.authorized)
      if (shown && !trusted) say('syslog: a certificate is not of the authority, and counts as none', { from: socket.remoteAddress, why: String(socket.authorizationError) })
      come(socket, trusted ? shown : undefined)
    })
    server.maxConnections = CONNECTIONS_MOST + 64
    server.on('tlsClientError', (error, socket) => { log.debug('syslog: no TLS came about', { from: socket.remoteAddress, error: String(error) }) })
    tlsPort = await listen(server, secure.port, secure.host)
    let mark = markOf(secure)
    looking = setInterval(() => {
      const now = markOf(secure)
      if (now === mark) return
      mark = now
      try {
        server.setSecureContext(readPair(secure))
        log.info('syslog: the certificate was read anew')
      } catch (error) { log.error('syslog: the new certificate cannot be read, the one before goes on', { error: String(error) }) }
    }, LOOK_MS)
    looking.unref()
  }
  log.info('syslog listens', { plain: plainPort, tls: tlsPort })
  return {
    plain: plainPort, tls: tlsPort,
    async close() {
      stopping = true
      clearInterval(looking)
      for (const server of servers) server.close()
      // Those at work end by themselves after what they hold; those who wait for a word are woken.
      await Promise.race([Promise.all(open.values()), new Promise((resolve) => { setTimeout(resolve, 50) })])
      for (const socket of open.keys()) socket.destroy()
      await Promise.all(open.values())
    },
  }
}

function readPair({ certFile, keyFile, caFile }: NonNullable<SyslogConfig['tls']>) {
  const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile), ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }) }
  if (!new X509Certificate(pair.cert).validToDate) throw new Error(`${certFile} holds no certificate`)
  return pair
}
const markOf = (files: NonNullable<SyslogConfig['tls']>): string => [files.certFile, files.keyFile, files.caFile].map((file) => {
  try { const { mtimeMs, size, ino } = statSync(file ?? ''); return `${mtimeMs} ${size} ${ino}` } catch { return '' }
}).join('|')

/** TLS has made sure that the other side holds its key, also where no authority is asked. */
function certificateOf(socket: TLSSocket): Known | undefined {
  const certificate = socket.getPeerX509Certificate()
  return certificate && { sha256: fingerprintOf(certificate), from: certificate.validFromDate, until: certificate.validToDate }
}

/** Who knocks without end must not fill the log. */
function fewWords(log: Context['ground']['log'], clock: Context['ground']['clock']) {
  let [minute, said] = [-1, 0]
  return (text: string, detail: Record<string, unknown>) => {
    const now = Math.floor(clock.elapsedMs() / 60_000)
    if (now !== minute) [minute, said] = [now, 0]
    if ((said += 1) <= SAID_A_MINUTE) log.warn(text, detail)
    else if (said === SAID_A_MINUTE + 1) log.warn('syslog: more connections were closed, unsaid for the rest of the minute')
  }
}
