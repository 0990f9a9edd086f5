import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fail, say } from './say.mjs'

/** The holder touches its lock every 5 s; one that nobody touched for a minute belongs to a dead process or machine. */
const beatMs = 5_000
const staleMs = 60_000

/**
 * Runs `work` while holding `.cache/NAME.lock`; a second launcher waits, then finds the work done.
 * A directory, because making one is atomic on every file system, network ones included.
 */
export async function withLock(root, name, work) {
  const lock = join(root, '.cache', `${name}.lock`)
  makeCache(root)
  await acquire(lock, name)
  const release = () => rmSync(lock, { recursive: true, force: true })
  process.on('exit', release)
  const beat = setInterval(() => touch(lock), beatMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.off('exit', release)
    release()
  }
}

async function acquire(lock, name) {
  let told = false
  while (!tryMake(lock)) {
    if (isStale(lock)) {
      breakLock(lock)
      continue
    }
    if (!told) say(`another run is busy with "${name}" here: waiting for it (${lock})`)
    told = true
    await sleep(200)
  }
}

function tryMake(lock) {
  try {
    mkdirSync(lock)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(lock, 'owner'), `${process.pid} ${hostname()}`)
  return true
}

function isStale(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > staleMs) return true
    const [pid, host] = readFileSync(join(lock, 'owner'), 'utf8').split(' ')
    return host === hostname() && !isAlive(Number(pid))
  } catch {
    // Just made (no owner written yet) or just released: look again.
    return false
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two waiters may both find it stale: the guard lets one look again and remove it, so that a fresh lock is never removed. */
function breakLock(lock) {
  const guard = `${lock}.break`
  try {
    mkdirSync(guard)
  } catch {
    if (ageMs(guard) > staleMs) rmSync(guard, { recursive: true, force: true })
    return
  }
  try {
    if (!isStale(lock)) return
    const aside = `${lock}.${process.pid}`
    renameSync(lock, aside)
    rmSync(aside, { recursive: true, force: true })
  } finally {
    rmSync(guard, { recursive: true, force: true })
  }
}

function ageMs(path) {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date())
  } catch {
    // Broken by somebody who took this machine for dead: the work goes on, its result is checked by its stamp.
  }
}

function makeCache(root) {
  try {
    mkdirSync(join(root, '.cache'), { recursive: true })
  } catch (error) {
    const owner = `it belongs to user ${statSync(root).uid}, you are user ${process.getuid?.()}`
    fail(`cannot write in ${root} (${error.code}; ${owner}). Clone Bastida into a folder of your own, or change its owner.`)
  }
}
