import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { say } from './say.mjs'

const children = new Set()
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Passes signals on to the running child and lets the launcher end when the child has ended, never before. */
export function forwardSignals() {
  let last = { signal: '', at: 0 }
  for (const signal of forwarded) {
    process.on(signal, () => {
      // Ctrl-C reaches the launcher twice (from the terminal and again from npm): one is passed on, so that a server
      // which reads a second SIGINT as "at once" still stops in good order.
      const repeated = last.signal === signal && Date.now() - last.at < 1000
      last = { signal, at: Date.now() }
      if (children.size === 0) process.exit(128 + constants.signals[signal])
      // A terminal gives Ctrl-C to the whole foreground group: the child has had it already.
      if (repeated || (signal === 'SIGINT' && process.stdin.isTTY)) return
      for (const child of children) child.kill(signal)
    })
  }
  if (process.env.npm_lifecycle_event) followParent()
}

/** npm passes SIGTERM on to the shell between it and us, which dies of it silently: then its death is our signal. */
function followParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    for (const child of children) child.kill('SIGTERM')
  }, 250)
  watch.unref()
}

/** Runs a command with this terminal's own input and output. Answers its exit code, 128 + n when a signal ended it. */
export async function foreground(file, args, { cwd, env } = {}) {
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' })
  return exitCode(child, file)
}

/**
 * Runs a command quietly and keeps what it said, to be shown only when it fails.
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function quiet(file, args, { cwd, env } = {}) {
  const child = spawn(file, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks = []
  child.stdout.on('data', (chunk) => chunks.push(chunk))
  child.stderr.on('data', (chunk) => chunks.push(chunk))
  const code = await exitCode(child, file)
  return { code, output: Buffer.concat(chunks).toString('utf8').trim() }
}

function exitCode(child, file) {
  children.add(child)
  return new Promise((resolve) => {
    const end = (code) => (children.delete(child), resolve(code))
    child.once('error', (error) => (say(`${file} could not be run: ${error.message}`), end(127)))
    child.once('close', (code, signal) => end(code ?? 128 + constants.signals[signal]))
  })
}
