/**
 * The public status page from memory beside nginx serving the same bytes and headers as a file, side by side on this machine,
 * while a body says something new every second and so changes the page; then the same with two processes behind the port.
 * wrk itself wants a processor: on a machine of two, two processes show what is left beside it.
 */
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataFolder, freePort, lookInside, removeFolder, signIn, startServer } from '../support/server.ts'

export type PortalBench = { ours_rps: number; nginx_rps: number; two_rps: number; ratio: number; two_ratio: number; bytes: number; publications: number; runs: { ours: number[]; nginx: number[]; two: number[]; nginxBesideTwo: number[] } }
const ROUNDS = 5
const SECONDS = 4

export async function benchPortal(say: (text: string) => void): Promise<PortalBench> {
  for (const tool of ['wrk', 'nginx']) if (spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0) throw new Error(`${tool} is needed for this bench (Debian: apt-get install wrk nginx-light)`)
  const folder = dataFolder()
  say('a demonstration to publish from …')
  const own = await freePort()
  const start = (processes: number) => startServer({ folder, port: own, args: ['--demo'], env: { PROCESSES: String(processes) }, waitMs: 240_000 })
  let server = await start(1)
  const site = mkdtempSync(join(tmpdir(), 'bastida-nginx-'))
  try {
    const speak = await spokesperson(server.address, folder)
    const page = await fetch(`${server.address}/s`, { headers: { 'accept-encoding': 'identity' } })
    const bytes = Buffer.from(await page.arrayBuffer())
    const port = await freePort()
    const nginx = await startNginx(site, port, bytes, page.headers)
    const runs: PortalBench['runs'] = { ours: [], nginx: [], two: [], nginxBesideTwo: [] }
    let publications = 0
    const measure = async (ours: number[], theirs: number[]) => {
      let talking = true
      const talk = (async () => { while (talking) { publications += await speak() ? 1 : 0; await new Promise((resolve) => setTimeout(resolve, 1000)) } })()
      for (let round = 0; round < ROUNDS; round++) {
        theirs.push(await wrk(`http://127.0.0.1:${port}/s`))
        ours.push(await wrk(`${server.address.replace('localhost', '127.0.0.1')}/s`))
      }
      talking = false
      await talk
    }
    await measure(runs.ours, runs.nginx)
    await server.stop()
    say('the same with two processes …')
    server = await start(2)
    await bothServe(server.address)
    await measure(runs.two, runs.nginxBesideTwo)
    nginx.kill('SIGTERM')
    const ours = median(runs.ours)
    const theirs = median(runs.nginx)
    const two = median(runs.two)
    return {
      ours_rps: Math.round(ours), nginx_rps: Math.round(theirs), two_rps: Math.round(two), ratio: round(ours / theirs), two_ratio: round(two / median(runs.nginxBesideTwo)),
      bytes: bytes.length, publications, runs,
    }
  } finally {
    await server.stop()
    await removeFolder(folder)
    rmSync(site, { recursive: true, force: true })
  }
}

/** A member of a body that is already in public, who says "still so": public at once, so every cached page that shows it is dropped. */
async function spokesperson(address: string, folder: string): Promise<() => Promise<boolean>> {
  const { accounts } = (await (await fetch(`${address}/api/demo/accounts`)).json()) as { accounts: { role: string; email: string; password: string }[] }
  const { email, password } = accounts.find((one) => one.role === 'coordinator')!
  const coordinator = await signIn(address, email, password)
  const partyId = await lookInside(folder, async (client) => (await client.query<{ party_id: string }>('select party_id from notices.body_page limit 1')).rows[0]!.party_id)
  const invited = (await (await coordinator('/api/identity/people', { method: 'POST', body: { name: 'Voce di prova', email: 'voce@prova.velarda.example', memberships: [{ role: 'member', partyId }] } })).json()) as { invitation: string }
  const token = new URL(invited.invitation, address).hash.slice(1) || invited.invitation
  await coordinator('/api/identity/invitations/accept', { method: 'POST', body: { token, name: 'Voce di prova', password } })
  const voice = await signIn(address, 'voce@prova.velarda.example', password)
  return async () => {
    const { items } = (await (await voice(`/api/notices/bodies/${partyId}/services`)).json()) as { items: { name: string; serviceId: string | null; public: { state: string; since: string | null } | null }[] }
    const services = items.filter((one) => one.public).map((one) => ({ serviceId: one.serviceId, name: one.name, state: one.public!.state === 'unknown' ? 'down' : one.public!.state, since: one.public!.since, nextUpdateAt: new Date(Date.now() + 3_600_000).toISOString() }))
    const said = await voice(`/api/notices/bodies/${partyId}/services`, { method: 'POST', body: { services } })
    return said.ok && ((await said.json()) as { stillSo: number }).stillSo > 0
  }
}

async function bothServe(address: string): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const { processes } = (await (await fetch(`${address}/status`, { headers: { connection: 'close' } })).json()) as { processes: { serving: number } }
    if (processes.serving === 2) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the second process does not serve')
}

/** As Debian configures it (sendfile, tcp_nopush), one worker, no log on either side. */
async function startNginx(site: string, port: number, bytes: Buffer, headers: Headers) {
  chmodSync(site, 0o755)
  mkdirSync(join(site, 'www'))
  writeFileSync(join(site, 'www/s'), bytes)
  const same = ['cache-control', 'vary', 'content-security-policy', 'x-content-type-options', 'referrer-policy'].map((name) => `add_header ${name} "${(headers.get(name) ?? '').replaceAll('"', '\\"')}";`).join('\n')
  writeFileSync(join(site, 'nginx.conf'), `worker_processes 1; daemon off; pid ${site}/pid; error_log ${site}/error.log;
events { worker_connections 512; }
http { access_log off; sendfile on; tcp_nopush on; default_type "text/html; charset=utf-8";
  client_body_temp_path ${site}/a; proxy_temp_path ${site}/b; fastcgi_temp_path ${site}/c; uwsgi_temp_path ${site}/d; scgi_temp_path ${site}/e;
  server { listen 127.0.0.1:${port}; root ${site}/www; location / { ${same} } } }`)
  const nginx = spawn('nginx', ['-c', join(site, 'nginx.conf'), '-p', site], { stdio: 'ignore' })
  for (let i = 0; i < 100; i++) {
    if (await fetch(`http://127.0.0.1:${port}/s`).then((answer) => answer.ok, () => false)) return nginx
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('nginx did not start')
}

function wrk(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const run = spawn('wrk', ['-t1', '-c32', `-d${SECONDS}s`, address])
    let out = ''
    run.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
    run.on('exit', () => {
      const bad = /Non-2xx or 3xx responses: (\d+)/.exec(out)
      const rate = /Requests\/sec:\s+([\d.]+)/.exec(out)
      if (bad || !rate) reject(new Error(`wrk: ${out}`))
      else resolve(Number(rate[1]))
    })
  })
}

const round = (n: number) => Math.round(n * 100) / 100
const median = (all: readonly number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!
