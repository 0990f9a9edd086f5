/** Listens on the configured port, alone or shared with the other processes of this centre. */
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyListenOptions } from 'fastify'
import type { Config } from '#platform/config.ts'

type Where = Pick<Config, 'port' | 'host' | 'processes'>

/** @throws Error when another program has the port. */
export async function listenOn(http: FastifyInstance, { port, host, processes }: Where): Promise<{ port: number }> {
  const shared = processes > 1
  for (let waited = 0; ; waited += 100) {
    try {
      // A shared port would be shared with anybody: that it is free is asked first, the strict way.
      if (shared) await claim(port, host)
      await http.listen(shared ? together(port, host) : { port, host })
      return { port: (http.server.address() as AddressInfo).port }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      // Processes of a centre that was killed a moment ago leave within it.
      if (waited >= 3000) throw new Error(`port ${port} is used by another program: stop it, or choose another port with PORT`, { cause: error })
      await sleep(100)
    }
  }
}

/** The further processes of a centre: the first has made sure of the port. */
export async function listenBeside(http: FastifyInstance, { port, host }: Where): Promise<void> {
  await http.listen(together(port, host))
}

/** Known to node since 23.1, and handed on by fastify, whose types do not name it yet. */
const together = (port: number, host: string): FastifyListenOptions => ({ port, host, reusePort: true }) as FastifyListenOptions

async function claim(port: number, host: string): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port, host }, resolve))
  await new Promise((resolve) => server.close(resolve))
}
