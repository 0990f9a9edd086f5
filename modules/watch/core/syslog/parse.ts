/**
 * One message of syslog, read: RFC 5424, and what devices have made of RFC 3164. Nothing is guessed that was not written, but the year.
 * Undefined: it is neither. Then it is kept as it came.
 */
import { timeIn } from './times.ts'

export type Structured = Readonly<Record<string, Readonly<Record<string, string>>>>
export type Message = {
  readonly version: 1 | undefined
  readonly priority: number | undefined
  /** As in an event: with its zone, or without where it has none. */
  readonly timestamp: string | undefined
  readonly hostname: string | undefined
  readonly appName: string | undefined
  readonly procId: string | undefined
  readonly msgId: string | undefined
  readonly structured: Structured
  /** Of devices that number their messages. */
  readonly sequence: string | undefined
  readonly message: string
}

const PRIORITY_MOST = 191

export function parseMessage(text: string, now: Date): Message | undefined {
  const head = /^<(\d{1,3})>/.exec(text)
  if (!head) return classic(text, undefined, now, true)
  const priority = Number(head[1])
  if (priority > PRIORITY_MOST) return undefined
  const rest = text.slice(head[0].length)
  return (rest.startsWith('1 ') ? modern(rest.slice(2), priority) : undefined) ?? classic(rest, priority, now, false)
}

const NIL = '-'
const fields = /^(\S{1,64}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (?=[-[])/
const stamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i
const orNothing = (text: string | undefined) => (text === NIL ? undefined : text)

/** RFC 5424, section 6. Undefined where it does not keep to it. */
function modern(text: string, priority: number): Message | undefined {
  const head = fields.exec(text)
  if (!head) return undefined
  const [all, timestamp, hostname, appName, procId, msgId] = head
  if (timestamp !== NIL && !stamp.test(timestamp!)) return undefined
  const data = structuredIn(text, all.length)
  if (!data || (data.end < text.length && text[data.end] !== ' ')) return undefined
  const message = text.slice(data.end + 1)
  return { version: 1, priority, timestamp: orNothing(timestamp)?.toUpperCase(), hostname: orNothing(hostname), appName: orNothing(appName), procId: orNothing(procId), msgId: orNothing(msgId), structured: data.structured, sequence: undefined, message: message.startsWith('\ufeff') ? message.slice(1) : message }
}

/** Of a name that stands twice the last value stays, but for values of one list, which are joined. */
function structuredIn(text: string, from: number): { readonly structured: Structured; readonly end: number } | undefined {
  if (text[from] === NIL) return { structured: {}, end: from + 1 }
  const elements = new Map<string, Map<string, string>>()
  let at = from
  while (text[at] === '[') {
    const id = /[^\s="\]]{1,64}/y
    id.lastIndex = at + 1
    const name = id.exec(text)?.[0]
    if (name === undefined) return undefined
    const values = elements.get(name) ?? new Map<string, string>()
    elements.set(name, values)
    at = id.lastIndex
    while (text[at] === ' ') {
      const pair = / +([^\s="\]]{1,64})="([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y
      pair.lastIndex = at
      const [, key, value] = pair.exec(text) ?? []
      if (key === undefined) return undefined
      const plain = value!.replace(/\\(["\\\]])/g, '$1')
      values.set(key, values.has(key) ? `${values.get(key)!}, ${plain}` : plain)
      at = pair.lastIndex
    }
    if (text[at] !== ']') return undefined
    at += 1
  }
  return at === from ? undefined : { structured: Object.fromEntries([...elements].map(([name, values]) => [name, Object.fromEntries(values)])), end: at }
}

/** `sshd[12]:`, `sudo:`, `postfix/smtpd[3]:`, `kernel:`. A path of Windows or an address is none. */
const tag = /^([A-Za-z0-9_./()@+-]{1,64}?)(?:\[([^\]\s]{1,64})\])?:(?= |$)/
const bareTag = /^([A-Za-z0-9_./()@+-]{1,64})\[([^\]\s]{1,64})\](?= |$)/

/** `strict`: there was no priority, so that only a time shows that this is syslog at all. */
function classic(given: string, priority: number | undefined, now: Date, strict: boolean): Message | undefined {
  let rest = given
  let [sequence, hostname]: (string | undefined)[] = [undefined, undefined]
  const numbered = /^(\d{1,12}): /.exec(rest)
  if (numbered) { sequence = numbered[1]; rest = rest.slice(numbered[0].length) }
  // Cisco: `host: *Nov 25 …` where the origin is a name, and `: Nov 25 …` where nothing stands before.
  const named = /^(?:([A-Za-z0-9_.-]{1,255}))?: (?=[*.]?(?:[A-Z][a-z]{2} |\d{4}-))/.exec(rest)
  if (named && timeIn(rest.slice(named[0].length), now)) { hostname = named[1]; rest = rest.slice(named[0].length) }
  const time = timeIn(rest, now)
  if (!time && (strict || !/\S/.test(rest))) return undefined
  if (time) rest = rest.slice(time.end)
  // The same mark follows the time where no host and no tag do.
  const colon = /^ ?: /.exec(rest)
  if (time && colon) rest = rest.slice(colon[0].length)
  rest = rest.trimStart()
  let [appName, procId]: (string | undefined)[] = [undefined, undefined]
  const taken = (): boolean => {
    const found = tag.exec(rest) ?? bareTag.exec(rest)
    if (!found) return false
    ;[appName, procId] = [found[1], found[2]]
    rest = rest.slice(found[0].length).replace(/^ /, '')
    return true
  }
  if (!rest.startsWith('%') && !taken() && time && !colon && hostname === undefined) {
    const host = /^([A-Za-z0-9_.:-]{1,255}) +(?=\S)/.exec(rest)
    if (host) {
      hostname = host[1]
      rest = rest.slice(host[0].length)
      const mark = /^: (?=%)/.exec(rest)
      if (mark) rest = rest.slice(mark[0].length)
      else if (!rest.startsWith('%')) taken()
    }
  }
  return { version: undefined, priority, timestamp: time?.text, hostname, appName, procId, msgId: undefined, structured: {}, sequence, message: rest.startsWith('\ufeff') ? rest.slice(1) : rest }
}
