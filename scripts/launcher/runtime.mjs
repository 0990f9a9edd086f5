import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quiet } from './child.mjs'
import { fingerprint, readStamp } from './stamp.mjs'
import { withLock } from './lock.mjs'
import { npmCi } from './npm.mjs'
import { fail, say } from './say.mjs'

/** Where a Node 24 is: the running one from 24.15 (not 26: untested), or the pinned one, fetched once. */
export async function ensureNode(root) {
  if (fits(process.versions.node)) return process.execPath
  const folder = join(root, 'tools/runtime')
  const binary = join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin/node')
  const stamp = join(folder, 'node_modules/.bastida-lock')
  const wanted = fingerprint(join(folder, 'package-lock.json'))
  const isReady = () => readStamp(stamp) === wanted && existsSync(binary)
  if (isReady()) return binary
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    fail(`this Node is ${process.versions.node}. On ${process.platform} ${process.arch} please install Node 24 (from 24.15) yourself.`)
  }
  await withLock(root, 'runtime', async () => {
    if (isReady()) return
    if (!(await answers(binary, pinnedVersion(folder)))) {
      say(`this Node is ${process.versions.node}; fetching Node ${pinnedVersion(folder)} into tools/runtime (once)`)
      rmSync(stamp, { force: true })
      await npmCi(process.execPath, folder, 'Node 24')
      if (!(await answers(binary, pinnedVersion(folder)))) {
        fail(`${binary} does not run on this machine. Please install Node 24 (from 24.15) yourself.`)
      }
    }
    writeFileSync(stamp, wanted)
  })
  return binary
}

function fits(version) {
  const [major, minor] = version.split('.').map(Number)
  return major === 24 && minor >= 15
}

function pinnedVersion(folder) {
  const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
  return lock.packages[`node_modules/node-linux-${process.arch}`]?.version
}

/** A download cut short leaves a file that is there and does not run: only its own answer counts. */
async function answers(binary, version) {
  if (!existsSync(binary)) return false
  const { code, output } = await quiet(binary, ['--version'])
  return code === 0 && output === `v${version}`
}
