/**
 * Log records of OpenTelemetry as JSON lines. A body that is a map, or a text that is a JSON object, is the event; attributes of the
 * record, then of the resource, tell what it does not. Names with dots stay as they are: rules look under them as under nested ones.
 */
import type { Taken } from '../bulk.ts'
import { DEPTH_MOST, Unreadable } from './decode.ts'

type Fields = Record<string, unknown>
const levels = ['trace', 'debug', 'informational', 'warning', 'error', 'critical']

/** @throws Unreadable for what is no such request. */
export function linesOfRequest(request: unknown, { lineMax, linesMax }: { readonly lineMax: number; readonly linesMax: number }, at: Date): Taken & { readonly tooMany: number } {
  if (!isRecord(request)) throw new Unreadable('no request')
  const lines: string[] = []
  let [tooLarge, tooMany] = [0, 0]
  for (const one of listOf(request, 'resourceLogs')) {
    const resource = fieldsOf(recordOf(one, 'resource'))
    for (const scoped of listOf(one, 'scopeLogs')) {
      const scope = recordOf(scoped, 'scope')
      const about = { ...resource, ...fieldsOf(scope), ...(typeof scope['name'] === 'string' && scope['name'] !== '' ? { 'otel.scope.name': scope['name'] } : {}) }
      for (const record of listOf(scoped, 'logRecords')) {
        if (lines.length >= linesMax) { tooMany += 1; continue }
        const text = JSON.stringify(eventOf(record, about, at))
        if (Buffer.byteLength(text) > lineMax) tooLarge += 1
        else lines.push(text)
      }
    }
  }
  return { lines: Buffer.from(lines.length === 0 ? '' : `${lines.join('\n')}\n`), received: lines.length, duplicates: 0, tooLarge: tooLarge + tooMany, empty: 0, ids: [], tooMany }
}

function eventOf(record: Fields, about: Fields, at: Date): Fields {
  const body = plain(record['body'])
  const event = isRecord(body) ? windowsOf(body) : typeof body === 'string' ? (objectIn(body) ?? { message: body }) : body === undefined ? {} : { message: JSON.stringify(body) }
  const number = Number(record['severityNumber']) || 0
  const [text, eventName, trace, span] = ['severityText', 'eventName', 'traceId', 'spanId'].map((name) => (typeof record[name] === 'string' ? record[name] : ''))
  const level = text || (number >= 1 && number <= 24 ? levels[(number - 1) >> 2] : '')
  const own = {
    ...about, ...fieldsOf(record),
    '@timestamp': timeOf(record['timeUnixNano']) ?? timeOf(record['observedTimeUnixNano']) ?? at.toISOString(),
    ...(level ? { 'log.level': level } : {}), ...(eventName ? { 'otel.event.name': eventName } : {}), ...(trace ? { 'trace.id': trace } : {}), ...(span ? { 'span.id': span } : {}),
  }
  return { ...Object.fromEntries(Object.entries(own).filter(([name]) => !has(event, name))), ...event }
}

/** Event logs of Windows as the collector's receiver reads them: its own nesting, said once more under names that rules know. */
function windowsOf(body: Fields): Fields {
  const { event_id: id, event_data: data, provider } = body
  if (!isRecord(id) || id['id'] === undefined || 'winlog' in body) return body
  const values = !isRecord(data) ? {} : Array.isArray(data['data']) ? Object.assign({}, ...data['data'].filter(isRecord)) as Fields : data
  return { ...body, winlog: { event_id: id['id'], channel: body['channel'], computer_name: body['computer'], provider_name: isRecord(provider) ? provider['name'] : provider, event_data: values } }
}

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
/** @throws Unreadable where something else stands than the protocol says. */
function listOf(of: Fields, name: string): Fields[] {
  const value = of[name] ?? []
  if (!Array.isArray(value) || !value.every(isRecord)) throw new Unreadable(`${name} is no list`)
  return value
}
function recordOf(of: Fields, name: string): Fields {
  const value = of[name] ?? {}
  if (!isRecord(value)) throw new Unreadable(`${name} is no object`)
  return value
}
const fieldsOf = (of: Fields): Fields => Object.fromEntries(listOf(of, 'attributes').flatMap((one) => (typeof one['key'] === 'string' && one['key'] !== '' ? [[one['key'], plain(one['value'])]] : [])))

/** An AnyValue as a value. Whole numbers come as text and stay so beyond what a number holds. */
function plain(value: unknown, depth = 0): unknown {
  if (!isRecord(value) || depth > DEPTH_MOST) return undefined
  const { stringValue, boolValue, intValue, doubleValue, bytesValue, arrayValue, kvlistValue } = value
  if (stringValue !== undefined) return String(stringValue)
  if (boolValue !== undefined) return Boolean(boolValue)
  if (intValue !== undefined) return Number.isSafeInteger(Number(intValue)) ? Number(intValue) : String(intValue)
  if (doubleValue !== undefined) return typeof doubleValue === 'number' && Number.isFinite(doubleValue) ? doubleValue : String(doubleValue)
  if (bytesValue !== undefined) return String(bytesValue)
  if (isRecord(arrayValue)) return listOf(arrayValue, 'values').map((one) => plain(one, depth + 1) ?? null)
  if (isRecord(kvlistValue)) return Object.fromEntries(listOf(kvlistValue, 'values').flatMap((one) => (typeof one['key'] === 'string' ? [[one['key'], plain(one['value'], depth + 1) ?? null]] : [])))
  return undefined
}
function has(event: Fields, name: string): boolean {
  if (name in event) return true
  const dot = name.indexOf('.')
  const below = dot < 0 ? undefined : event[name.slice(0, dot)]
  return isRecord(below) && has(below, name.slice(dot + 1))
}
/** @param nanos since 1970, as text or number; 0 is unknown. */
function timeOf(nanos: unknown): string | undefined {
  if ((typeof nanos !== 'string' && typeof nanos !== 'number') || !/^\d{1,20}$/.test(String(nanos))) return undefined
  const ms = Number(BigInt(nanos) / 1_000_000n)
  return ms === 0 || ms > 8.64e15 ? undefined : new Date(ms).toISOString()
}
function objectIn(text: string): Fields | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    const given: unknown = JSON.parse(text)
    return isRecord(given) ? given : undefined
  } catch { return undefined }
}
