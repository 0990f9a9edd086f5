/** A message of syslog as one JSON line, under the names of the Elastic Common Schema, which rules and shippers share. */
import { isUtf8 } from 'node:buffer'
import { valueAt } from '../about.ts'
import { facilities, severities } from './names.data.ts'
import { parseMessage, type Message } from './parse.ts'

export type Line = {
  /** Without the newline. What could not be read is as it came, in one line. */
  readonly text: string
  readonly readable: boolean
  /** The key of a source, where the message had one; it is not in the text. */
  readonly token: string | undefined
}

/** Element of structured data in which a sender says which source it is: `[bastida@32473 token="…"]`. The number after the sign is not looked at. */
const OURS = /^bastida(@\d+)?$/
const TOKEN = /blog_[A-Za-z0-9_-]{16,}/g

export function lineOf(bytes: Buffer, at: Date): Line {
  const text = textOf(bytes)
  const plain = text.startsWith('{') ? objectIn(text) : undefined
  if (plain) return { ...said(plain), token: undefined }
  const message = parseMessage(text, at)
  if (!message) return { text: hidden(text.replaceAll(/\p{Cc}/gu, ' ')), readable: false, token: undefined }
  const ours = Object.entries(message.structured).filter(([name]) => OURS.test(name))
  return { ...said(eventOf({ ...message, structured: Object.fromEntries(Object.entries(message.structured).filter(([name]) => !OURS.test(name))) }, at)), token: ours[0]?.[1]['token'] }
}

/** UTF-8, and what is not is read as Latin-1: old devices write it, and a letter is better than none. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
}
const said = (event: object) => ({ text: hidden(JSON.stringify(event)), readable: true })
/** A key that stands anywhere else is not kept either. */
const hidden = (text: string) => (text.includes('blog_') ? text.replaceAll(TOKEN, 'blog_***') : text)

function eventOf(message: Message, at: Date): Record<string, unknown> {
  const own = objectIn(message.message.replace(/^\s*@cee:\s*/, ''))
  return own ? joined(own, message, at) : classicEvent(message, at)
}
function objectIn(text: string): Record<string, unknown> | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const given: unknown = JSON.parse(text)
    return typeof given === 'object' && given !== null && !Array.isArray(given) ? (given as Record<string, unknown>) : undefined
  } catch { return undefined }
}

function classicEvent(message: Message, at: Date): Record<string, unknown> {
  const { hostname, appName, procId } = message
  const device = deviceOf(message.message)
  return {
    '@timestamp': message.timestamp ?? at.toISOString(),
    message: message.message,
    ...(hostname === undefined ? {} : { host: { name: hostname, hostname } }),
    ...(appName === undefined ? {} : { process: { name: appName.slice(appName.lastIndexOf('/') + 1) || appName, ...(procId !== undefined && /^\d{1,9}$/.test(procId) ? { pid: Number(procId) } : {}) } }),
    ...device,
    log: { ...(message.priority === undefined ? {} : { level: severities[message.priority & 7] }), syslog: headOf(message) },
  }
}

function headOf({ version, priority, hostname, appName, procId, msgId, structured, sequence }: Message): Record<string, unknown> {
  return {
    ...(version === undefined ? {} : { version: String(version) }),
    ...(priority === undefined ? {} : { priority, facility: { code: priority >> 3, name: facilities[priority >> 3] }, severity: { code: priority & 7, name: severities[priority & 7] } }),
    ...(hostname === undefined ? {} : { hostname }), ...(appName === undefined ? {} : { appname: appName }), ...(procId === undefined ? {} : { procid: procId }), ...(msgId === undefined ? {} : { msgid: msgId }),
    ...(sequence === undefined ? {} : { sequence }), ...(Object.keys(structured).length === 0 ? {} : { structured_data: structured }),
  }
}

/** `%ASA-6-302013: Built …`: what it is and that it is Cisco's, so that rules for other products stay silent. Others who write so are few. */
function deviceOf(message: string): Record<string, unknown> {
  const [, facility, severity, mnemonic] = /^%([A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)*)-([0-7])-([A-Z0-9_]+):/.exec(message) ?? []
  return facility === undefined ? {} : { logsource: { product: 'cisco' }, cisco: { facility, severity: Number(severity), mnemonic } }
}

const programs = ['process.name', 'process', 'program', 'programname', 'app_name', 'appname', 'SYSLOG_IDENTIFIER', 'ident', 'EventID', 'event_id', 'winlog.event_id', 'Event.System.EventID', 'product', 'event.dataset', 'type']
const hosts = ['host', 'hostname', 'Hostname', 'HOSTNAME', 'Computer', 'ComputerName', 'computer_name', 'winlog.computer_name', 'Event.System.Computer', 'agent.hostname', 'beat.hostname']
const times = ['@timestamp', 'timestamp', 'time', 'EventTime', 'TimeCreated', 'Event.System.TimeCreated']
/** The message is an event by itself: its fields stay as they are, and the head tells only what they do not. */
function joined(event: Record<string, unknown>, message: Message, at: Date): Record<string, unknown> {
  const silent = (names: readonly string[]) => !names.some((name) => name in event || valueAt(event, name) !== undefined || Object.keys(event).some((key) => key.startsWith(`${name}.`)))
  const { log } = event
  const below = isRecord(log) ? log : undefined
  const head = 'log.syslog' in event || (below && 'syslog' in below) || (log !== undefined && !below) ? {} : { log: { ...below, syslog: headOf(message) } }
  return {
    ...(silent(times) ? { '@timestamp': message.timestamp ?? at.toISOString() } : {}),
    ...(message.hostname !== undefined && silent(hosts) ? { host: { name: message.hostname, hostname: message.hostname } } : {}),
    ...(message.appName !== undefined && silent(programs) ? { process: { name: message.appName } } : {}),
    ...event, ...head,
  }
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
