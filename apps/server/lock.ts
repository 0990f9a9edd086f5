/** One server a data folder. A second start is refused with words; a lock left by a killed one is taken over. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export type Lock = { release(): void }

/** @throws Error that says which process holds the folder. */
export function takeLock(dataFolder: string): Lock {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, 'server.lock')
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, `${process.pid}\n${startedAt(process.pid)}`)
      closeSync(handle)
      return { release: () => rmSync(file, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [pid, started] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
      // The same pid with another start time is another program: the lock is from before.
      if (pid && started && startedAt(Number(pid)) === started) {
        throw new Error(`Bastida is already running on this data folder (process ${pid}). Stop it first, or give this one another folder with BASTIDA_DATA.`)
      }
      rmSync(file, { force: true })
    }
  }
  throw new Error(`the lock ${file} cannot be taken`)
}

/** Field 22 of /proc/PID/stat, ticks since boot; empty when there is no such process. */
function startedAt(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch { return '' }
}
