/** The built client before the real server of obligations: for the pages' test and for looking at them. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { frameOf, sessionOf, type Seed } from './obligations-seed.ts'
import { fileAt, page } from '../support/web.ts'


/** Who asks is in the cookie `actor`: a name of the seed. */
export async function serveSite(seed: Seed): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const actor = /actor=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'analyst'
    const file = fileAt(pathname)
    if (pathname === '/api/identity/session') return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(sessionOf(actor, seed)))
    const frame = /^\/api\/cases\/([0-9a-f-]{36})$/.exec(pathname)?.[1]
    if (frame) {
      const one = frameOf(actor, frame, seed)
      return void (one ? response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(one)) : response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code: 'not_found', title: '', status: 404, type: '' })))
    }
    if (pathname.startsWith('/api/') || pathname.startsWith('/calendar/')) {
      const body: Buffer[] = []
      request.on('data', (chunk: Buffer) => body.push(chunk)).on('end', () => {
        const headers = { 'x-actor': actor, 'accept-language': String(request.headers['accept-language'] ?? 'it'), ...(body.length ? { 'content-type': 'application/json' } : {}) }
        void seed.http.inject({ method: request.method as 'GET', url: request.url!, headers, ...(body.length ? { payload: Buffer.concat(body) } : {}) })
          .then((answer) => response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type'] ?? 'application/json') }).end(answer.rawPayload))
      })
      return
    }
    if (file) response.writeHead(200, file.headers).end(file.bytes)
    else response.writeHead(200, page.headers).end(page.bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
