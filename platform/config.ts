/** The only place that reads the environment. Every variable Bastida knows is declared here, with its default and its reason. */
import { resolve } from 'node:path'
import * as z from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const url = (...protocols: string[]) =>
  z.url().refine((text) => protocols.includes(new URL(text).protocol), { error: `must begin with ${protocols.join(' or ')}` })

export const environment = z.object({
  PORT: port.default(8080).describe('Port of the web server. 0 lets the system choose one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the web server listens on. 0.0.0.0 behind a proxy on another host.'),
  PROCESSES: z.coerce.number().int().min(1).max(8).default(1).describe('How many processes serve the pages, behind the one port. No more than the machine has processors.'),
  BASTIDA_DATA: z.string().min(1).default('./var').describe('Folder that holds the database, the files and the keys.'),
  BASTIDA_URL: url('http:', 'https:').optional().describe('Public address of the centre, used in links and sign-in. Default: http://localhost:PORT.'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional().describe('External PostgreSQL 16 or newer instead of the embedded one; an account that may create roles.'),
  SMTP_URL: url('smtp:', 'smtps:').optional().describe('Mail server. Without it no mail leaves: messages are kept in BASTIDA_DATA/mail.'),
  MAIL_FROM: z.email().default('centro@bastida.example').describe('Sender of the mails.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is written on stderr.'),
})

export type Config = {
  readonly port: number
  readonly host: string
  readonly processes: number
  /** Absolute path. */
  readonly dataFolder: string
  readonly publicUrl: string
  readonly databaseUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export type ConfigProblem = { readonly variable: string; readonly problem: string }

/** Reads the environment; problems name the variable, so that `bastida config check` can print them all at once. */
export function readConfig(env: Record<string, string | undefined> = process.env): { config?: Config; problems: ConfigProblem[] } {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    return { problems: parsed.error.issues.map((issue) => ({ variable: String(issue.path[0] ?? ''), problem: issue.message })) }
  }
  const e = parsed.data
  return {
    problems: [],
    config: {
      port: e.PORT,
      host: e.HOST,
      processes: e.PROCESSES,
      dataFolder: resolve(e.BASTIDA_DATA),
      publicUrl: (e.BASTIDA_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
      databaseUrl: e.DATABASE_URL,
      smtpUrl: e.SMTP_URL,
      mailFrom: e.MAIL_FROM,
      logLevel: e.LOG_LEVEL,
    },
  }
}
