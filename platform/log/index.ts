/** One JSON line per entry on stderr; stdout belongs to data. */
export type Level = 'debug' | 'info' | 'warn' | 'error'
export type Log = Record<Level, (message: string, fields?: Record<string, unknown>) => void>

const order: Record<Level | 'silent', number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 }

export function createLog(level: Level | 'silent', now: () => Date, write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const at = (entry: Level) => (message: string, fields: Record<string, unknown> = {}) => {
    if (order[entry] < order[level]) return
    write(`${JSON.stringify({ at: now().toISOString(), level: entry, message, ...plain(fields) })}\n`)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** Errors have no enumerable properties: without this a log line would say `{}`. */
function plain(fields: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value instanceof Error ? { message: value.message, stack: value.stack } : value]))
}
