/** What the journey through the pages of identity stands on: the built client, the real server, the widths it is looked at. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { goodPassword, testCentre, type TestCentre } from '#modules/identity/server/testing.ts'
import { createTerritory } from '#modules/territory/server/index.ts'
export { findings } from '../support/axe.ts'

export const root = new URL('../../', import.meta.url).pathname

/** Identity and territory on a port, with the headers of the product; `demo` says whether the list of accounts exists. */
export async function serve(client: string, demo: () => boolean): Promise<{ t: TestCentre; origin: string }> {
  const origin = `http://localhost:${await freePort()}`
  const t = await testCentre({ publicUrl: origin })
  t.app.mount(createTerritory(t.ground).routes)
  t.app.get('/api/demo/accounts', async (_request, reply) => (demo() ? reply.send({ accounts }) : reply.status(404).send({ code: 'not_found' })))
  t.app.get('/*', async (request, reply) => {
    const path = new URL(request.url, origin).pathname
    const file = join(client, path)
    const type = types[extname(path)]
    if (type && existsSync(file)) return reply.header('content-type', type).send(readFileSync(file))
    if (path.startsWith('/api/')) return reply.status(404).send({ code: 'not_found' })
    return reply.header('content-type', 'text/html; charset=utf-8').send(readFileSync(join(client, 'apps/web/index.html')))
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

const types: Readonly<Record<string, string>> = { '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.js': 'text/javascript' }

/** Into a folder of its own, as it is now: what stands in dist may be older than the pages. */
export function buildClient(): string {
  const outDir = join(mkdtempSync(join(tmpdir(), 'identity-pages-')), 'client')
  const script = `import { build } from 'vite'; await build({ root: ${JSON.stringify(root)}, configFile: ${JSON.stringify(join(root, 'vite.config.ts'))}, configLoader: 'native', logLevel: 'error', environments: { client: { build: { outDir: ${JSON.stringify(outDir)}, emptyOutDir: true } } } })`
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8', env: { PATH: process.execPath, NODE_ENV: 'production' } })
  if (done.status !== 0) throw new Error(`vite build failed:\n${done.stderr}${done.stdout}`)
  return outDir
}

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
