/** What the journey through the pages of identity stands on: the built client, the real server, the widths it is looked at. */
import { createServer, type AddressInfo } from 'node:net'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { goodPassword, testCentre, type TestCentre } from '#modules/identity/server/testing.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
import { fileAt, page } from '../support/web.ts'
export { findings } from '../support/axe.ts'

export const root = new URL('../../', import.meta.url).pathname

/** Identity and territory on a port, with the headers of the product; `demo` says whether the list of accounts exists. */
export async function serve(demo: () => boolean): Promise<{ t: TestCentre; origin: string }> {
  const origin = `http://localhost:${await freePort()}`
  const t = await testCentre({ publicUrl: origin })
  t.app.mount(createTerritory(t.ground).routes)
  t.app.get('/api/demo/accounts', async (_request, reply) => (demo() ? reply.send({ accounts }) : reply.status(404).send({ code: 'not_found' })))
  t.app.get('/*', async (request, reply) => {
    const path = new URL(request.url, origin).pathname
    if (path.startsWith('/api/')) return reply.status(404).send({ code: 'not_found' })
    const { type, bytes } = fileAt(path) ?? page
    return reply.header('content-type', type).send(bytes)
  })
  await t.app.listen({ port: Number(new URL(origin).port), host: '127.0.0.1' })
  return { t, origin }
}

export type View = readonly [width: number, theme: 'light' | 'dark' | 'forced', lang: 'it' | 'fr' | 'en']
export const everyView: readonly View[] = [[1280, 'light', 'it'], [768, 'dark', 'fr'], [320, 'light', 'en'], [1280, 'forced', 'it']]
export const smallSet: readonly View[] = [[1280, 'light', 'it'], [320, 'dark', 'it']]
export const consoleViews: readonly View[] = [[1280, 'light', 'it'], [768, 'dark', 'it'], [320, 'light', 'it']]

const accounts = [
  { role: 'coordinator', name: 'Bice Finta', email: 'bice@centro.example', password: goodPassword },
  { role: 'admin', name: 'Dora Finta', email: 'dora@pieve.example', password: goodPassword },
]

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function codeOf(secret: string): Promise<string> {
  return createOTP(new TextDecoder().decode(base32.decode(secret))).totp()
}
