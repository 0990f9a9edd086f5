/** A way to the database that can fall silent without closing anything, as a lost host or a firewall does. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Connection } from '../db/index.ts'

export async function freezable(connection: Connection) {
  let frozen = false
  let opened = 0
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    opened += 1
    const far = connect(`${connection.host!}/.s.PGSQL.${connection.port ?? 5432}`)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from)
      from.on('data', (piece) => { if (!frozen) to.write(piece) }).on('error', () => {}).on('close', () => { sockets.delete(from); if (!frozen) to.destroy() })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    connection: { ...connection, host: '127.0.0.1', port: (server.address() as AddressInfo).port } satisfies Connection,
    /** How many connections have come in so far. */
    opened: () => opened,
    freeze() { frozen = true },
    /** What came through before is over: nobody remembers it. */
    thaw() { frozen = false; for (const socket of sockets) socket.destroy() },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
