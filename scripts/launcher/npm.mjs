import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { quiet } from './child.mjs'
import { fail } from './say.mjs'

/** What every install here asks for: no package's script runs on the machine, nothing but packages is fetched. */
const ciArgs = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']

/** Runs `npm ci` in `folder` under the given Node. npm obeys the Node that runs it: under 20 it drops what asks for 22. */
export async function npmCi(node, folder, what) {
  const cli = findNpm()
  const { code, output } = await quiet(node, [cli, ...ciArgs], { cwd: folder, env: npmEnvironment(node, cli) })
  if (code === 0) return
  const said = output.replace(/\n[^\n]*\n[^\n]*Usage:[\s\S]*/, '')
  fail(`npm could not install ${what} (exit code ${code}).\n${said}\n${hint(output, folder)}`)
}

/** npm's own program: of the npm that runs us, or of the first npm on PATH, or beside this Node. */
function findNpm() {
  const beside = (folder) => [join(folder, 'npm'), join(folder, '../lib/node_modules/npm/bin/npm-cli.js')]
  const places = [
    process.env.npm_execpath ?? '',
    ...(process.env.PATH ?? '').split(delimiter).flatMap(beside),
    ...beside(dirname(process.execPath)),
  ]
  for (const place of places) {
    if (!place || !existsSync(place)) continue
    const real = realpathSync(place)
    if (real.endsWith('npm-cli.js')) return real
  }
  return fail('npm was not found. Install it (Debian: apt-get install npm) and run this again.')
}

/** Without what the outer `npm run` left in the environment: it speaks of another folder. */
function npmEnvironment(node, cli) {
  const foreign = /^npm_(package_|lifecycle_|command$|config_(local_prefix|prefix|global_prefix|node_gyp)$)|^INIT_CWD$|^NODE_ENV$/
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !foreign.test(key)))
  env.PATH = `${dirname(node)}:${env.PATH ?? ''}`
  // Debian's npm finds its parts only through Debian's Node, which looks here by itself.
  if (cli.startsWith('/usr/share/nodejs/')) {
    const triplet = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
    env.NODE_PATH = ['/usr/share/nodejs', `/usr/lib/nodejs`, `/usr/lib/${triplet}/nodejs`].join(':')
  }
  return env
}

function hint(output, folder) {
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `${folder} cannot be written by user ${process.getuid?.()}: clone Bastida into a folder of your own, or change its owner.`
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: Bastida needs about 1 GB for its packages.'
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(output)) {
    return 'The package registry cannot be reached. The first run needs it; every later one works offline.'
  }
  if (/EUSAGE/.test(output)) return 'package-lock.json does not fit package.json, or lacks a platform: see CONTRIBUTING.md, "Add a package".'
  return 'Nothing half-done is used: run the same command again.'
}
