/**
 * The door of a server for what it can answer from memory. A keep-alive connection begins here: as long as each piece that
 * arrives is one whole, plain GET for an address whose bytes lie ready, they are written and that is all. At the first piece
 * that is anything else the connection goes to node's own HTTP server, that piece included, and stays there.
 *
 * Half of the cost of an answer from memory is the parser and the two objects a request has there (measured: 55 µs of
 * processor against 28). This is no second parser: it knows one shape, far narrower than what HTTP allows, and a request
 * outside it is never answered here. door.test.ts holds the two against each other on random requests.
 */
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Whole bytes of the response, status line included; undefined when they are not in memory. `headers`: name, value, name, value … */
export type FromMemory = (target: string, headers: readonly string[]) => Uint8Array | undefined

/** Larger requests are for the parser and its limits. */
const MAX_BYTES = 4096
const FIRST_LINE = /^GET (\/[!-~]*) HTTP\/1\.1$/
const HEADER = /^([A-Za-z0-9-]+): ?([ -~]*)$/
/** Headers that change how a connection or a message is read, or what GET answers. */
const NOT_HERE: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'te', 'trailer', 'expect', 'upgrade', 'range', 'if-range', 'if-match', 'if-unmodified-since', 'if-modified-since', 'proxy-connection', 'http2-settings'])

/**
 * Puts the door before `server`. Its `close` ends the connections that are still here and lets none in any more: `server.close`
 * would wait for them, and node's own closing of connections knows only those inside.
 */
export function openDoor(server: Server, fromMemory: FromMemory, idleMs: number): { close(): void } {
  const inside = server.listeners('connection') as ((socket: Socket) => void)[]
  const here = new Set<Socket>()
  let closed = false
  server.removeAllListeners('connection')
  server.on('connection', (socket) => {
    if (closed) { socket.destroy(); return }
    here.add(socket)
    const leave = () => {
      here.delete(socket)
      socket.off('data', arrive).off('drain', drained).off('end', ended).off('timeout', idle).off('error', ignore).off('close', leave)
    }
    const idle = () => socket.destroy()
    const drained = () => socket.resume()
    // The server keeps half-open connections: whoever stops asking still reads, and then it is over.
    const ended = () => socket.end()
    const arrive = (piece: Buffer) => {
      const asked = plainGet(piece)
      const answer = asked && fromMemory(asked.target, asked.headers)
      if (answer) {
        // Who does not read is not read from either.
        if (!socket.write(answer)) socket.pause()
        server.emit('answered', socket) // whoever counts the silent ones hears of no request
        return
      }
      leave()
      socket.pause()
      socket.setTimeout(0)
      socket.unshift(piece)
      for (const listener of inside) listener.call(server, socket)
      socket.resume()
    }
    socket.setTimeout(idleMs)
    socket.on('data', arrive).on('drain', drained).on('end', ended).on('timeout', idle).on('error', ignore).on('close', leave)
  })
  return {
    close() {
      closed = true
      for (const socket of here) socket.destroy()
    },
  }
}

/** A connection that breaks needs no answer; `close` follows. */
const ignore = () => {}

/** One request and nothing after it, in the shape that every browser and proxy sends; undefined for all others, however valid. */
export function plainGet(piece: Uint8Array): { target: string; headers: string[] } | undefined {
  if (piece.length > MAX_BYTES || piece[0] !== 71 /* G */) return undefined
  const lines = Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1').split('\r\n')
  // Two empty strings at the end are the empty line that ends the head; any other empty one is a second request or a body.
  if (lines.length < 4 || lines.pop() !== '' || lines.pop() !== '') return undefined
  const target = FIRST_LINE.exec(lines[0]!)?.[1]
  if (target === undefined) return undefined
  const headers: string[] = []
  let hosts = 0
  for (let i = 1; i < lines.length; i++) {
    const header = HEADER.exec(lines[i]!)
    if (header === null) return undefined
    const name = header[1]!.toLowerCase()
    if (NOT_HERE.has(name) || (name === 'connection' && header[2]!.toLowerCase() !== 'keep-alive')) return undefined
    if (name === 'host') hosts += 1
    headers.push(name, header[2]!)
  }
  return hosts === 1 ? { target, headers } : undefined
}
