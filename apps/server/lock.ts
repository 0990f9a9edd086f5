/**
 * One server a data folder. A second start is refused with words; what a killed one left is passed over.
 * Each start puts down a file of its own before it looks at the others: of two at once at least one sees the other, and none
 * ever removes what a living process wrote. A single file that is taken over when stale cannot promise that.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Lock = { release(): void }

/** Until 0.1.0 there was one file, without the pid in its name and without the word. */
const FILE = /^server\.lock(?:\.\d+)?$/

/** @throws Error that says which process holds the folder. */
export async function takeLock(dataFolder: string, pid: number = process.pid): Promise<Lock> {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, `server.lock.${pid}`)
  const release = () => rmSync(file, { force: true })
  const write = (word: 'wants' | 'holds') => {
    writeFileSync(`${file}.tmp`, `${pid}\n${startedAt(pid)}\n${word}`, { mode: 0o600 })
    renameSync(`${file}.tmp`, file)
  }
  for (let attempt = 0; attempt < 200; attempt++) {
    write('wants')
    const others = readdirSync(dataFolder).flatMap((name) => livingOther(dataFolder, name, pid))
    const holder = others.find((one) => one.holds)
    if (holder) {
      release()
      throw new Error(`Bastida is already running on this data folder (process ${holder.pid}). Stop it first, or give this one another folder with BASTIDA_DATA.`)
    }
    if (others.length === 0) {
      write('holds')
      return { release }
    }
    // Both at the same moment: both step back, and not for equally long.
    release()
    await sleep(5 + Math.random() * 45)
  }
  throw new Error(`the lock ${file} cannot be taken`)
}

function livingOther(folder: string, name: string, own: number): { pid: number; holds: boolean }[] {
  if (!FILE.test(name)) return []
  try {
    const [pid, started, word] = readFileSync(join(folder, name), 'utf8').split('\n')
    if (Number(pid) === own) return []
    const now = startedAt(Number(pid))
    // The same pid with another start time is another program: the file is from before.
    if (now !== '' && now === started) return [{ pid: Number(pid), holds: word !== 'wants' }]
    if (now === '') rmSync(join(folder, name), { force: true })
  } catch { /* gone meanwhile */ }
  return []
}

/** Field 22 of /proc/PID/stat, ticks since boot; empty when there is no such process. */
function startedAt(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch { return '' }
}
