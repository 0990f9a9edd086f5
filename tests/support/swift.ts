/** OpenStack Swift with its S3 door, on loopback: what checks signatures, hashes of contents and regions as providers do. Objects lie in memory. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BucketPlace } from '#platform/archive/index.ts'
import { AwsClient } from 'aws4fetch'
import { freePort } from './server.ts'

const needed = ['proxy-server', 'account-server', 'container-server', 'object-server', 'ring-builder'].map((name) => `/usr/bin/swift-${name}`)
export const noSwift = needed.filter((path) => !existsSync(path))
export const withoutSwift = noSwift.length > 0 ? ` (left out: ${noSwift.join(' and ')} is not on this machine: apt-get install swift-proxy swift-account swift-container swift-object)` : ''

const REGION = 'eu-test-1'
const SECRET = 'a-secret-of-the-tests'
export type Swift = { readonly place: BucketPlace; /** Another bucket, which keeps what is deleted. */ withVersions(): Promise<BucketPlace>; /** A request as whoever owns the buckets. */ ask(method: string, url: string, body?: string): Promise<Response>; /** Away, as in a fault of the net. */ away(): Promise<void>; back(): Promise<void>; close(): Promise<void> }

/** What nine calls of swift-ring-builder would do, each of which reads all of Swift first. */
const rings = `
import sys
from swift.common.ring import RingBuilder
for kind, port in zip(sys.argv[2::2], map(int, sys.argv[3::2])):
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'replication_ip': '127.0.0.1', 'replication_port': port, 'device': 'one', 'weight': 1, 'meta': ''})
    builder.rebalance()
    builder.get_ring().save(f'{sys.argv[1]}/{kind}.ring.gz')
`

export async function startSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-swift-'))
  const children = new Map<string, ChildProcess>()
  const common = `[DEFAULT]\nswift_dir = ${folder}\nbind_ip = 127.0.0.1\nuser = ${userInfo().username}\nworkers = 0\nlog_level = ERROR\n`
  const start = (kind: string): void => {
    const child = spawn('/usr/bin/python3', [`/usr/bin/swift-${kind}-server`, join(folder, `${kind}.conf`)], { stdio: 'ignore' })
    children.set(kind, child)
  }
  const end = async (kind: string): Promise<void> => {
    const child = children.get(kind)
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  mkdirSync(join(folder, 'devices/one'), { recursive: true })
  const ports: Record<string, number> = { account: await freePort(), container: await freePort(), object: await freePort() }
  const { status, stderr } = spawnSync('/usr/bin/python3', ['-c', rings, folder, ...Object.entries(ports).flat().map(String)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  for (const [kind, at] of Object.entries(ports)) {
    writeFileSync(join(folder, `${kind}.conf`), `${common}bind_port = ${at}\ndevices = ${folder}/devices\nmount_check = false\nfallocate_reserve = 0\n[pipeline:main]\npipeline = ${kind}-server\n[app:${kind}-server]\nuse = egg:swift#${kind === 'object' ? 'mem_object' : kind}\n`)
    start(kind)
  }
  const port = await freePort()
  // A proxy gives up a server that does not open a line within half a second, and then knows no bucket: on a busy machine it is late, not away.
  const patient = 'conn_timeout = 20\nnode_timeout = 60\nrecoverable_node_timeout = 60\n'
  const filters: Record<string, string> = {
    catch_errors: '', cache: 'memcache_servers =', s3api: `location = ${REGION}\nforce_swift_request_proxy_log = false`, tempauth: `user_centre_archive = ${SECRET} .admin`, slo: '', versioned_writes: 'allow_object_versioning = true', symlink: '',
  }
  writeFileSync(join(folder, 'proxy.conf'), `${common}bind_port = ${port}\n[pipeline:main]\npipeline = ${Object.keys(filters).join(' ')} proxy-server\n[app:proxy-server]\nuse = egg:swift#proxy\nallow_account_management = true\naccount_autocreate = true\nerror_suppression_interval = 0\nerror_suppression_limit = 1000000\n${patient}${Object.entries(filters).map(([name, text]) => `[filter:${name}]\nuse = egg:swift#${name === 'cache' ? 'memcache' : name}\n${text}\n`).join('')}`)
  start('proxy')
  const place: BucketPlace = { url: `http://127.0.0.1:${port}/archive`, prefix: 'logs/of-the-centre/', region: REGION, keyId: 'centre:archive', secret: SECRET }
  const client = new AwsClient({ accessKeyId: place.keyId, secretAccessKey: SECRET, region: REGION, service: 's3', retries: 0 })
  const ask = (method: string, url: string, body?: string) => client.fetch(url, { method, ...(body === undefined ? {} : { body }) })
  async function made(url: string): Promise<string> {
    const answer = await ask('PUT', url)
    if (!answer.ok && answer.status !== 409) throw new Error(await answer.text())
    return url
  }
  const ready = async (): Promise<void> => {
    const until = performance.now() + 60_000
    // Each of the servers has to be there: a bucket and an object say so.
    for (;;) {
      if (await made(place.url).then(async () => (await ask('PUT', `${place.url}/ready`, 'x')).ok, () => false)) break
      if (performance.now() > until) throw new Error('Swift did not start')
      await sleep(100)
    }
    await ask('DELETE', `${place.url}/ready`)
  }
  const close = async () => { for (const kind of children.keys()) await end(kind); rmSync(folder, { recursive: true, force: true }) }
  try { await ready() } catch (error) { await close(); throw error }
  async function withVersions(): Promise<BucketPlace> {
    const url = await made(place.url.replace(/archive$/, 'with-versions'))
    const answer = await ask('PUT', `${url}?versioning`, '<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>Enabled</Status></VersioningConfiguration>')
    if (!answer.ok) throw new Error(await answer.text())
    return { ...place, url }
  }
  return { place, withVersions, ask, close, away: () => end('proxy'), back: async () => { start('proxy'); await ready() } }
}
