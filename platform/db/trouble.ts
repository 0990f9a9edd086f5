/** What an error of the database or the disk means for whoever waits: it is away and will come back, or there is no space left. */

export type Trouble = 'away' | 'full'

/** Undefined for every error that is not about the machine: a mistake of ours, a refusal, a conflict. */
export function troubleOf(error: unknown): Trouble | undefined {
  const { code, message, syscall } = (error ?? {}) as { code?: unknown; message?: unknown; syscall?: unknown }
  if (typeof code === 'string') {
    if (full.has(code)) return 'full'
    if (away.test(code) || (code === 'ENOENT' && syscall === 'connect')) return 'away' // the socket of a stopped server is gone
  }
  return typeof message === 'string' && cut.test(message) ? 'away' : undefined
}

/** 53100 is PostgreSQL's own word for a full disk; the others are the system's, for files beside it. */
const full: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT'])
/** Refused, reset or unreachable; 08: the connection broke; 53: out of connections or memory; 57P0: stopping, crashed or starting. */
const away = /^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|08...|53[23]00|57P0[1235])$/
/** The driver's own words, which carry no code. */
const cut = /^(?:Connection terminated|Client (?:has encountered a connection error|was closed) and is not queryable|timeout exceeded when trying to connect|timeout expired)/

/** Writes down what has already happened outside, as soon as the database can take it. @throws the last error after `seconds`, asked each `pauseMs`; at once one that is not about the machine. */
export async function untilTaken<T>(write: () => Promise<T>, seconds = 15, pauseMs = 500): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try { return await write() } catch (error) {
      if (attempt > seconds * 2 || troubleOf(error) === undefined) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
