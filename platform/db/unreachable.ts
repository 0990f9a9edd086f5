/** Why a database cannot be reached, in a sentence that says what to look at. A refused TCP connection has no message of its own. */
import type { Connection } from './index.ts'

export function unreachable(connection: Connection, error: unknown): Error {
  const { code, message } = error as { code?: string; message?: string }
  const where = connection.host?.startsWith('/') ? connection.host : `${connection.host}:${connection.port ?? 5432}`
  const say = (text: string) => new Error(`${text} (${[code, message].filter(Boolean).join(': ')})`, { cause: error })
  switch (code) {
    case '28P01': return say(`PostgreSQL at ${where} refuses the password of ${connection.user}: look at DATABASE_URL, special characters in it must be percent-encoded`)
    case '28000': return say(`PostgreSQL at ${where} lets ${connection.user} not in from here: look at its pg_hba.conf, and at sslmode in DATABASE_URL`)
    case '3D000': return say(`PostgreSQL at ${where} has no database ${connection.database}`)
    case '53300': return say(`PostgreSQL at ${where} has no connection left: raise max_connections`)
    case 'ENOTFOUND': case 'EAI_AGAIN': return say(`the name ${connection.host} in DATABASE_URL is not known`)
    case '57P03': return say(`PostgreSQL at ${where} is still starting: try again`)
  }
  if (/SSL|certificate|self[- ]signed/i.test(message ?? '')) return say(`no safe line to PostgreSQL at ${where}: look at its certificate, and at sslmode in DATABASE_URL`)
  return say(`PostgreSQL at ${where} does not answer: is it running, and reachable from here?`)
}
