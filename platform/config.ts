/** The only place that reads the environment. Every variable Bastida knows is declared here, with its default and its reason. */
import { BlockList, isIP } from 'node:net'
import { isAbsolute, resolve } from 'node:path'
import { Encrypter } from 'age-encryption'
import * as z from 'zod'
import type { BucketPlace } from './archive/s3.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const url = (...protocols: string[]) =>
  z.url().refine((text) => protocols.includes(new URL(text).protocol), { error: `must begin with ${protocols.join(' or ')}` })

/** A secret and people’s identities travel there. */
const isPrivate = (text: string) => { const { protocol, hostname } = new URL(text); return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname) }

/** A bucket, and folders in it. */
const BUCKET = /^\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\/?$/

const ageRecipient = (text: string) => { try { new Encrypter().addRecipient(text); return true } catch { return false } }

const natsUrls = (text: string) => text.split(',').every((one) => { const url = URL.parse(one.trim()); return url !== null && ['nats:', 'tls:'].includes(url.protocol) && url.hostname !== '' && ['', '/'].includes(url.pathname) })

export const environment = z.object({
  PORT: port.default(8080).describe('Port of the web server. 0 lets the system choose one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the web server listens on. 0.0.0.0 behind a proxy on another host.'),
  PROCESSES: z.coerce.number().int().min(1).max(8).default(1).describe('How many processes serve the pages, behind the one port. No more than the machine has processors.'),
  BASTIDA_DATA: z.string().min(1).default('./var').describe('Folder that holds the database, the files and the keys.'),
  BASTIDA_URL: url('http:', 'https:').optional().describe('Public address of the centre, used in links and sign-in. Default: http://localhost:PORT.'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional().describe('External PostgreSQL 16 or newer instead of the embedded one; an account that may create roles.'),
  SMTP_URL: url('smtp:', 'smtps:').optional().describe('Mail server. Without it no mail leaves: messages are kept in BASTIDA_DATA/mail.'),
  MAIL_FROM: z.email().default('centro@bastida.example').describe('Sender of the mails.'),
  MAIL_DKIM_DOMAIN: z.string().regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/, { error: 'must be a domain in small letters' }).optional().describe('Domain that signs the mails (DKIM). Without it your mail server must sign them. See docs/operations/mail.md.'),
  MAIL_DKIM_SELECTOR: z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, { error: 'must be one label: letters, digits, hyphens' }).optional().describe('Selector of the DKIM key: its record is SELECTOR._domainkey.DOMAIN. Needed with MAIL_DKIM_DOMAIN.'),
  MAIL_DKIM_KEY: z.string().min(1).optional().describe('File with the private DKIM key, PEM, RSA of 2048 bits. Needed with MAIL_DKIM_DOMAIN.'),
  DNS_SERVER: z.string().regex(/^(\[[0-9a-f:]+\]|[0-9.]+)(:\d{1,5})?$/i, { error: 'must be an address, with its port where it is not 53' }).optional().describe('Name server that `bastida mail check` asks, instead of the machine’s own.'),
  EVIDENCE_RECIPIENT: z.string().refine(ageRecipient, { error: 'must be the public half of an age key: age1…' }).optional().describe('A second key that may open evidence, kept away from this machine: its public half, age1… Without it only the centre’s own key opens them.'),
  PEC_URL: url('smtp:', 'smtps:').optional().describe('Mail server of the certified mailbox (PEC). Without it a certified message is a text for a person to copy.'),
  PEC_FROM: z.email().optional().describe('Address of the certified mailbox. Needed with PEC_URL.'),
  SMS_URL: url('http:', 'https:').optional().describe('Gateway of text messages: takes a POST signed as standardwebhooks.com says. Without it a text message is a text for a person to copy.'),
  SMS_SECRET: z.string().regex(/^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/, { error: 'must be base64, at least 24 bytes' }).optional().describe('Key shared with the gateway. Needed with SMS_URL.'),
  SILENT: z.enum(['yes', 'no']).default('no').describe('yes: nothing leaves this machine, whatever else is set. Mails are kept in BASTIDA_DATA/mail, certified mails and text messages are left to a person, webhooks wait, names are not asked of the net, the mailbox of reports is not read, syslog is not taken in, log lines wait on this disk (NATS_URL), the bucket of the archive and LOGS_FOLDER are left alone, single sign-on is off. For the drill of a backup, and for a copy to learn on.'),
  IMAP_URL: url('imap:', 'imaps:').refine((text) => { const { username, password } = new URL(text); return username !== '' && password !== '' }, { error: 'needs a user and a password' }).optional().describe('Mailbox to which reports are written: imaps://USER:PASSWORD@HOST/INBOX. New messages become reports and are then marked as read. Without it no mail is read.'),
  IMAP_DONE: z.string().min(1).max(200).optional().describe('Folder to which a message is moved once it is a report. Without it the message stays, marked as read.'),
  OIDC_ISSUER: url('http:', 'https:').refine(isPrivate, { error: 'must be https, except on this machine' }).optional().describe('Provider of single sign-on (OpenID Connect): the issuer, exactly as it calls itself. See docs/operations/single-sign-on.md.'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('What the provider calls this centre. Needed with OIDC_ISSUER.'),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe('Secret shared with the provider. Needed with OIDC_ISSUER.'),
  OIDC_NAME: z.string().trim().min(1).max(60).optional().describe('What people read on the button of single sign-on: SPID, ProConnect, the name of the region. Needed with OIDC_ISSUER.'),
  OIDC_SCOPE: z.string().regex(/^openid(?: [\w.:/-]+)*$/, { error: 'begins with openid, then words apart by one blank' }).default('openid email').describe('What the provider is asked for.'),
  OIDC_ACR_VALUES: z.string().min(1).optional().describe('Level of assurance that the provider is asked for (acr_values), apart by blanks.'),
  OIDC_SECOND_FACTOR: z.string().min(1).optional().describe('Values of acr or amr that count as a second step, apart by blanks. Without it single sign-on counts as a password, and the second step is asked here.'),
  OIDC_MAIL_TRUSTED: z.enum(['yes', 'no']).default('no').describe('yes: addresses count as verified where the provider says nothing about it (email_verified). Only for a provider that tries every address; one that says no is never believed.'),
  SYSLOG_PORT: port.optional().describe('Port that takes syslog over plain TCP; without it there is none. Keys and lines travel in the open there: for this machine and a private network.'),
  SYSLOG_HOST: z.string().min(1).default('127.0.0.1').describe('Address of SYSLOG_PORT. One that is neither of this machine nor private needs SYSLOG_PLAIN_PUBLIC.'),
  SYSLOG_PLAIN_PUBLIC: z.enum(['yes', 'no']).default('no').describe('yes: plain syslog may listen on a public address. Only where something else encrypts the way.'),
  SYSLOG_TLS_PORT: port.optional().describe('Port that takes syslog over TLS, usually 6514; without it there is none. See docs/operations/logs.md.'),
  SYSLOG_TLS_HOST: z.string().min(1).default('0.0.0.0').describe('Address of SYSLOG_TLS_PORT.'),
  SYSLOG_TLS_CERT: z.string().min(1).optional().describe('File with the certificate of the centre for SYSLOG_TLS_PORT, with those between, PEM. Needed with SYSLOG_TLS_PORT; read anew when it changes.'),
  SYSLOG_TLS_KEY: z.string().min(1).optional().describe('File with the key of that certificate, PEM. Needed with SYSLOG_TLS_PORT.'),
  SYSLOG_TLS_CA: z.string().min(1).optional().describe('File with the authorities from which certificates of shippers must come, PEM. Without it the hash that stands at a source is enough.'),
  NATS_URL: z.string().refine(natsUrls, { error: 'must be addresses that begin with nats:// or tls://, with commas between them' }).optional().describe('Servers of NATS JetStream, with commas between them: log lines wait there instead of on this disk, and several processes share the work. nats://USER:PASSWORD@HOST:4222, tls:// where the way must be encrypted. See docs/operations/growing.md.'),
  NATS_CREDS: z.string().min(1).optional().describe('File with the credentials of a user of NATS (JWT and key), instead of a password in NATS_URL.'),
  NATS_CA: z.string().min(1).optional().describe('File with the authorities that signed the certificates of the servers of NATS, PEM. Without it those that Node trusts.'),
  NATS_STREAM: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, { error: 'must be small letters, digits and hyphens, at most 32' }).default('bastida').describe('Name of the stream. One for each centre: two with the same name would take each other’s lines.'),
  NATS_STREAM_MB: z.coerce.number().int().min(16).max(4_000_000).default(2048).describe('Megabytes that may wait in the stream, compressed, on each server that keeps it. When it is full shippers are told to come later.'),
  ARCHIVE_S3_URL: url('http:', 'https:').refine(isPrivate, { error: 'must be https, except on this machine' }).refine((text) => { const { pathname, search, username, password } = new URL(text); return BUCKET.test(pathname) && search === '' && username === '' && password === '' }, { error: 'must be https://HOST/BUCKET or https://HOST/BUCKET/FOLDER, without keys' }).optional().describe('Bucket of S3 that holds the archive of log lines, and a folder in it: https://HOST/BUCKET/FOLDER. Without it they lie in BASTIDA_DATA/watch/archive. See docs/operations/logs.md.'),
  ARCHIVE_S3_REGION: z.string().regex(/^[a-z0-9-]{1,60}$/i, { error: 'must be letters, digits and hyphens' }).optional().describe('Region of that bucket, as its provider calls it. Needed with ARCHIVE_S3_URL.'),
  ARCHIVE_S3_KEY_ID: z.string().min(1).optional().describe('Key that may list, read, write and delete there: its name. Needed with ARCHIVE_S3_URL.'),
  ARCHIVE_S3_SECRET: z.string().min(1).optional().describe('Secret of that key. Needed with ARCHIVE_S3_URL.'),
  ARCHIVE_S3_STYLE: z.enum(['path', 'host']).default('path').describe('host: requests go to BUCKET.HOST, as AWS wishes. path: to HOST/BUCKET, as most others do.'),
  LOGS_FOLDER: z.string().refine(isAbsolute, { error: 'must be an absolute path' }).optional().describe('Folder of this machine where shippers drop files of lines, one folder in it for each source, named by its id. Without it none is looked at. See docs/operations/logs.md.'),
  LOGS_FOLDER_DONE: z.enum(['delete', 'keep']).default('delete').describe('delete: a file goes once its lines are safe. keep: it is moved to the folder `done` beside it.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is written on stderr.'),
})

export type SingleSignOn = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** On the button. */
  readonly name: string
  readonly scopes: readonly string[]
  readonly acrValues: string | undefined
  /** Values of acr or amr that count as a second step. */
  readonly secondFactor: readonly string[]
  readonly mailTrusted: boolean
}

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
  readonly dkim: { readonly domain: string; readonly selector: string; /** Absolute path of the private key. */ readonly keyFile: string } | undefined
  readonly dnsServer: string | undefined
  /** Public half of an offline key to which evidence is sealed as well. */
  readonly evidenceRecipient: string | undefined
  readonly pec: { readonly url: string; readonly from: string } | undefined
  readonly singleSignOn: SingleSignOn | undefined
  readonly sms: { readonly url: string; readonly secret: string } | undefined
  /** Mailbox of reports; undefined when nothing may leave. */
  readonly imap: { readonly url: string; readonly done: string | undefined } | undefined
  /** Where syslog is taken in; nowhere in a silent centre. */
  readonly syslog: {
    readonly plain: { readonly host: string; readonly port: number } | undefined
    readonly tls: { readonly host: string; readonly port: number; /** Absolute paths. */ readonly certFile: string; readonly keyFile: string; readonly caFile: string | undefined } | undefined
  } | undefined
  /** Where log lines wait, if not on this disk: there in a silent centre, which must not take those of the one that it is a copy of. */
  readonly nats: { readonly urls: readonly string[]; /** Absolute paths. */ readonly credsFile: string | undefined; readonly caFile: string | undefined; readonly stream: string; readonly maxBytes: number } | undefined
  /** Bucket of the archive of log lines; none in a silent centre, whose original goes on using it. */
  readonly archive: BucketPlace | undefined
  /** Where shippers drop files, and whether they stay there once they are read; nowhere in a silent centre. */
  readonly logs: { readonly folder: string; readonly keep: boolean } | undefined
  /** Nothing leaves: mails go to the folder, webhooks wait. The addresses above are then undefined. */
  readonly silent: boolean
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
  const lonely = pairs.flatMap(([url, other]) => (e[url] !== undefined && e[other] === undefined ? [{ variable: other, problem: `is needed with ${url}` }] : []))
  if (lonely.length > 0) return { problems: lonely }
  if (e.SYSLOG_PORT !== undefined && e.SYSLOG_PLAIN_PUBLIC === 'no' && !isNear(e.SYSLOG_HOST)) return { problems: [{ variable: 'SYSLOG_HOST', problem: 'must be an address of this machine or of a private network: use SYSLOG_TLS_PORT, or say SYSLOG_PLAIN_PUBLIC=yes' }] }
  const silent = e.SILENT === 'yes'
  return {
    problems: [],
    config: {
      port: e.PORT,
      host: e.HOST,
      processes: e.PROCESSES,
      dataFolder: resolve(e.BASTIDA_DATA),
      publicUrl: (e.BASTIDA_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
      databaseUrl: e.DATABASE_URL,
      smtpUrl: silent ? undefined : e.SMTP_URL,
      mailFrom: e.MAIL_FROM,
      dkim: e.MAIL_DKIM_DOMAIN === undefined ? undefined : { domain: e.MAIL_DKIM_DOMAIN, selector: e.MAIL_DKIM_SELECTOR!, keyFile: resolve(e.MAIL_DKIM_KEY!) },
      dnsServer: e.DNS_SERVER,
      evidenceRecipient: e.EVIDENCE_RECIPIENT,
      pec: silent || e.PEC_URL === undefined ? undefined : { url: e.PEC_URL, from: e.PEC_FROM! },
      sms: silent || e.SMS_URL === undefined ? undefined : { url: e.SMS_URL, secret: e.SMS_SECRET! },
      imap: silent || e.IMAP_URL === undefined ? undefined : { url: e.IMAP_URL, done: e.IMAP_DONE },
      singleSignOn: silent || e.OIDC_ISSUER === undefined ? undefined : {
        issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID!, clientSecret: e.OIDC_CLIENT_SECRET!, name: e.OIDC_NAME!,
        scopes: e.OIDC_SCOPE.split(' '), acrValues: e.OIDC_ACR_VALUES, secondFactor: e.OIDC_SECOND_FACTOR?.split(/\s+/).filter(Boolean) ?? [], mailTrusted: e.OIDC_MAIL_TRUSTED === 'yes',
      },
      syslog: silent || (e.SYSLOG_PORT === undefined && e.SYSLOG_TLS_PORT === undefined) ? undefined : {
        plain: e.SYSLOG_PORT === undefined ? undefined : { host: e.SYSLOG_HOST, port: e.SYSLOG_PORT },
        tls: e.SYSLOG_TLS_PORT === undefined ? undefined : { host: e.SYSLOG_TLS_HOST, port: e.SYSLOG_TLS_PORT, certFile: resolve(e.SYSLOG_TLS_CERT!), keyFile: resolve(e.SYSLOG_TLS_KEY!), caFile: e.SYSLOG_TLS_CA && resolve(e.SYSLOG_TLS_CA) },
      },
      nats: silent || e.NATS_URL === undefined ? undefined : {
        urls: e.NATS_URL.split(',').map((one) => one.trim()), credsFile: e.NATS_CREDS && resolve(e.NATS_CREDS), caFile: e.NATS_CA && resolve(e.NATS_CA), stream: e.NATS_STREAM, maxBytes: e.NATS_STREAM_MB * 1_048_576,
      },
      archive: silent || e.ARCHIVE_S3_URL === undefined ? undefined : { ...bucketOf(new URL(e.ARCHIVE_S3_URL), e.ARCHIVE_S3_STYLE), region: e.ARCHIVE_S3_REGION!, keyId: e.ARCHIVE_S3_KEY_ID!, secret: e.ARCHIVE_S3_SECRET! },
      logs: silent || e.LOGS_FOLDER === undefined ? undefined : { folder: resolve(e.LOGS_FOLDER), keep: e.LOGS_FOLDER_DONE === 'keep' },
      silent,
      logLevel: e.LOG_LEVEL,
    },
  }
}

/** Loopback, RFC 1918, unique local and link-local. A name could be anything. */
const isNear = (host: string) => host === 'localhost' || (isIP(host) === 0 ? false : near.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'))
const near = new BlockList()
for (const [address, bits, family] of [['127.0.0.0', 8, 'ipv4'], ['10.0.0.0', 8, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.168.0.0', 16, 'ipv4'], ['169.254.0.0', 16, 'ipv4'], ['::1', 128, 'ipv6'], ['fc00::', 7, 'ipv6'], ['fe80::', 10, 'ipv6']] as const) near.addSubnet(address, bits, family)

function bucketOf({ protocol, host, pathname }: URL, style: 'path' | 'host'): { url: string; prefix: string } {
  const [bucket = '', ...folders] = pathname.split('/').filter(Boolean)
  return { url: style === 'host' ? `${protocol}//${bucket}.${host}` : `${protocol}//${host}/${bucket}`, prefix: folders.map((one) => `${one}/`).join('') }
}

const pairs = [['PEC_URL', 'PEC_FROM'], ['MAIL_DKIM_DOMAIN', 'MAIL_DKIM_SELECTOR'], ['MAIL_DKIM_DOMAIN', 'MAIL_DKIM_KEY'], ['SMS_URL', 'SMS_SECRET'], ['OIDC_ISSUER', 'OIDC_CLIENT_ID'], ['OIDC_ISSUER', 'OIDC_CLIENT_SECRET'], ['OIDC_ISSUER', 'OIDC_NAME'], ['SYSLOG_TLS_PORT', 'SYSLOG_TLS_CERT'], ['SYSLOG_TLS_PORT', 'SYSLOG_TLS_KEY'], ['ARCHIVE_S3_URL', 'ARCHIVE_S3_REGION'], ['ARCHIVE_S3_URL', 'ARCHIVE_S3_KEY_ID'], ['ARCHIVE_S3_URL', 'ARCHIVE_S3_SECRET']] as const
