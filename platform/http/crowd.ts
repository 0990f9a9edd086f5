/**
 * Keeps room for the next one who comes. A process may have only so many connections open, and whoever opens them all and says
 * nothing would keep everybody else out: when the last place is taken, the connection that has been silent longest is closed.
 */
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'

export function keepRoom(server: Server, places: number): void {
  /** Connections that wait for a request or for the rest of one, the longest first; those answered at the door among them. */
  const silent = new Set<Socket>()
  let open = 0
  server.on('connection', (socket) => {
    open += 1
    silent.add(socket)
    socket.once('close', () => {
      open -= 1
      silent.delete(socket)
    })
    if (open <= places) return
    // One that still takes in its answer is not silent; the newest has taken none.
    ;(silent.values().find((one) => one.writableLength === 0) ?? socket).destroy()
  })
  // At the door (door.ts) there is no `request`.
  server.on('answered', (socket: Socket) => {
    if (silent.delete(socket)) silent.add(socket)
  })
  server.on('request', ({ socket }, response) => {
    silent.delete(socket)
    response.once('close', () => { if (!socket.destroyed) silent.add(socket) })
  })
}

/** Descriptors that the process needs beside those of its visitors: database, files, mail. */
const OWN = 96
/** About 150 MB of memory. */
const MOST = 8192

/** From the limit of the system (`ulimit -n`); without a word about it, the usual one. */
export function placesHere(limits = '/proc/self/limits'): number {
  let soft = 1024
  try { soft = Number(/^Max open files\s+(\d+)/m.exec(readFileSync(limits, 'utf8'))?.[1] ?? Infinity) } catch { /* not Linux */ }
  return Math.max(32, Math.min(soft - OWN, MOST))
}
