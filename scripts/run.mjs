/**
 * The launcher: from a bare clone to a running Bastida, on any Node from 20 up, with nothing but npm.
 *
 * Stage one finds a Node 24 (the running one, or the pinned one of tools/runtime). Stage two installs the project's
 * packages under it and runs what was asked. Plain JavaScript without dependencies, because it runs before there are any.
 * Whatever it says goes to stderr: stdout belongs to the command.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forwardSignals, foreground } from './launcher/child.mjs'
import { check } from './launcher/check.mjs'
import { ensurePackages } from './launcher/packages.mjs'
import { ensureNode } from './launcher/runtime.mjs'
import { fail, LauncherError, say } from './launcher/say.mjs'
import { test } from './launcher/test.mjs'
import { ensureWeb } from './launcher/web.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Each command answers an exit code. `node` is the path of the Node 24 binary. */
const commands = {
  start: (node, args) => serve(node, args),
  demo: (node, args) => serve(node, ['--demo', ...args]),
  worker: (node, args) => foreground(node, [join(root, 'apps/worker/main.ts'), ...args], { cwd: root }),
  cli: (node, args) => foreground(node, [join(root, 'apps/cli/main.ts'), ...args], { cwd: root }),
  test: (node, args) => test(node, root, args),
  check: (node) => check(node, root),
  generate: (node, args) => foreground(node, [join(root, 'tools/generate.ts'), ...args], { cwd: root }),
  build: async (node) => ((await ensureWeb(node, root, { always: true })), 0),
  screenshots: async (node, args) => {
    await ensureWeb(node, root)
    return foreground(node, [join(root, 'tools/screenshots.ts'), ...args], { cwd: root })
  },
}

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) fail(`usage: node scripts/run.mjs ${Object.keys(commands).join('|')} [ARGUMENT …]`)
  forwardSignals()
  const node = await ensureNode(root)
  process.env.PATH = `${dirname(node)}:${process.env.PATH ?? ''}`
  process.env.NODE_COMPILE_CACHE ??= join(root, '.cache/compile')
  await ensurePackages(node, root)
  return command(node, args)
}

async function serve(node, args) {
  await ensureWeb(node, root)
  return foreground(node, [join(root, 'apps/server/main.ts'), ...args], { cwd: root })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof LauncherError)) throw error
  say(error.message)
  process.exitCode = error.exitCode
}
