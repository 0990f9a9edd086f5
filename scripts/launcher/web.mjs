import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quiet } from './child.mjs'
import { withLock } from './lock.mjs'
import { fail, say, seconds } from './say.mjs'
import { readStamp } from './stamp.mjs'

const folders = ['ui', 'apps/web', 'modules', 'platform/contract', 'engines']
const files = ['vite.config.ts', 'package-lock.json', 'tsconfig.json', 'tsconfig.web.json']
/** Never part of a bundle. Engines may be (a contract may take a type or a table from one). */
const left = /(^|\/)(server|fixtures|node_modules)(\/|$)|\.test\.tsx?$|\.md$/

/** Builds the browser application and the public documents when a file they are made of changed. */
export async function ensureWeb(node, root, { always = false } = {}) {
  if (!existsSync(join(root, 'vite.config.ts'))) return
  const stamp = join(root, 'dist/.hash')
  const isReady = () => !always && readStamp(stamp) === sourcesHash(root)
  if (isReady()) return
  await withLock(root, 'build', async () => {
    if (isReady()) return
    say('building the web pages')
    const start = performance.now()
    const wanted = sourcesHash(root)
    rmSync(stamp, { force: true })
    const vite = join(root, 'node_modules/vite/bin/vite.js')
    const args = [vite, 'build', '--app', '--configLoader', 'native', '--logLevel', 'warn']
    // Whoever asks, a test too: React's development build is fourteen times slower.
    const { code, output } = await quiet(node, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production' } })
    if (code !== 0) fail(`the web pages could not be built:\n${output}`, 1)
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp, wanted)
    say(`web pages ready in ${seconds(performance.now() - start)}`)
  })
}

function sourcesHash(root) {
  const hash = createHash('sha256')
  const paths = [...files.filter((file) => existsSync(join(root, file))), ...folders.flatMap((folder) => walk(root, folder))]
  for (const path of paths) hash.update(`${path}\0`).update(readFileSync(join(root, path))).update('\0')
  return hash.digest('hex')
}

function walk(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (left.test(path)) return []
      return entry.isDirectory() ? walk(root, path) : [path]
    })
}
