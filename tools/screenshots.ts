/** Pictures of the README, taken from a demonstration started for them: `npm run screenshots`. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { freePort, removeFolder, signIn, startServer } from '../tests/support/server.ts'

const out = 'docs/screenshots'
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
if (!executablePath) throw new Error('Chromium is needed (Debian: apt-get install chromium)')

const folder = mkdtempSync(join(tmpdir(), 'bastida-screenshots-'))
chmodSync(folder, 0o755)
mkdirSync(out, { recursive: true })
const server = await startServer({ folder, port: await freePort(), args: ['--demo'], waitMs: 180_000 })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--force-device-scale-factor=1'] })
try {
  const { accounts } = (await (await fetch(`${server.address}/api/demo/accounts`)).json()) as { accounts: { role: string; email: string; password: string }[] }
  const account = (role: string) => accounts.find((one) => one.role === role)!
  const api = await signIn(server.address, account('analyst').email, account('analyst').password)
  const { items } = (await (await api('/api/cases?kind=main&limit=1')).json()) as { items: { id: string; partyId: string }[] }
  const { id: main, partyId: provider } = items[0]!

  await shoot(await context(1280), { 'public-home': '/', 'status': '/s', 'observatory': '/osservatorio' })
  const reader = await context(360)
  await shoot(reader, { 'public-home-phone': '/' })
  const page = await (await context(1280)).newPage()
  await page.goto(`${server.address}/n`)
  await page.locator('main a[href*="/n/"]').first().click()
  await page.screenshot({ path: `${out}/notice.png` })

  const analyst = await context(1280, 'analyst')
  await shoot(analyst, { 'queue': '/console/queue', 'case': `/console/cases/${main}`, 'cascade': `/console/cases/${main}/cascade`, 'obligations': `/console/obligations?mainId=${main}`, 'territory': '/console/territory', 'what-if': `/console/territory/what-if?provider=${provider}`, 'exercise': '/console/exercise' })
  await shoot(await context(1280, 'member'), { 'body-home': '/space' })

  async function context(width: number, role?: string): Promise<BrowserContext> {
    const made = await browser.newContext({ viewport: { width, height: width < 500 ? 800 : 900 }, locale: 'it-IT', timezoneId: 'Europe/Rome' })
    if (role) {
      const { email, password } = account(role)
      await made.request.post(`${server.address}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin: server.address } })
    }
    return made
  }
  async function shoot(from: BrowserContext, pages: Record<string, string>) {
    const tab = await from.newPage()
    for (const [name, path] of Object.entries(pages)) {
      await tab.goto(server.address + path, { waitUntil: 'networkidle' })
      await tab.screenshot({ path: `${out}/${name}.png` })
      process.stderr.write(`${out}/${name}.png\n`)
    }
    await tab.close()
  }
} finally {
  await browser.close()
  await server.stop()
  await removeFolder(folder)
}
