/**
 * OpenTelemetry's request to keep logs (opentelemetry/proto/collector/logs/v1), read from protobuf into the shape that it has as
 * JSON, so that there is one reading of both. A table of the fields we use; others are passed over.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'

type Kind = 'text' | 'bytes' | 'hex' | 'bool' | 'int' | 'enum' | 'double' | 'nanos' | Table
type Table = () => Readonly<Record<number, { readonly name: string; readonly kind: Kind; readonly many?: true }>>

const anyValue: Table = () => ({
  1: { name: 'stringValue', kind: 'text' }, 2: { name: 'boolValue', kind: 'bool' }, 3: { name: 'intValue', kind: 'int' }, 4: { name: 'doubleValue', kind: 'double' },
  5: { name: 'arrayValue', kind: () => ({ 1: { name: 'values', kind: anyValue, many: true } }) }, 6: { name: 'kvlistValue', kind: () => ({ 1: { name: 'values', kind: keyValue, many: true } }) }, 7: { name: 'bytesValue', kind: 'bytes' },
})
const keyValue: Table = () => ({ 1: { name: 'key', kind: 'text' }, 2: { name: 'value', kind: anyValue } })
const logRecord: Table = () => ({
  1: { name: 'timeUnixNano', kind: 'nanos' }, 2: { name: 'severityNumber', kind: 'enum' }, 3: { name: 'severityText', kind: 'text' }, 5: { name: 'body', kind: anyValue }, 6: { name: 'attributes', kind: keyValue, many: true },
  9: { name: 'traceId', kind: 'hex' }, 10: { name: 'spanId', kind: 'hex' }, 11: { name: 'observedTimeUnixNano', kind: 'nanos' }, 12: { name: 'eventName', kind: 'text' },
})
const attributes: Table = () => ({ 1: { name: 'attributes', kind: keyValue, many: true } })
const scope: Table = () => ({ 1: { name: 'name', kind: 'text' }, 2: { name: 'version', kind: 'text' }, 3: { name: 'attributes', kind: keyValue, many: true } })
const scopeLogs: Table = () => ({ 1: { name: 'scope', kind: scope }, 2: { name: 'logRecords', kind: logRecord, many: true } })
const resourceLogs: Table = () => ({ 1: { name: 'resource', kind: attributes }, 2: { name: 'scopeLogs', kind: scopeLogs, many: true } })
const request: Table = () => ({ 1: { name: 'resourceLogs', kind: resourceLogs, many: true } })

/** A request of two bytes a record would be millions of objects. */
const MESSAGES_MOST = 1_000_000
export const DEPTH_MOST = 64
export class Unreadable extends Error {}

/** @throws Unreadable */
export function decodeRequest(bytes: Uint8Array): Record<string, unknown> {
  let messages = 0
  const tables = new Map<Table, ReturnType<Table>>()
  const tableOf = (of: Table) => tables.get(of) ?? tables.set(of, of()).get(of)!
  const message = (reader: BinaryReader, end: number, of: Table, depth: number): Record<string, unknown> => {
    if ((messages += 1) > MESSAGES_MOST || depth > DEPTH_MOST) throw new Unreadable('too much in one request, or too deep')
    const table = tableOf(of)
    const out: Record<string, unknown> = {}
    while (reader.pos < end) {
      const [number, wire] = reader.tag()
      const field = table[number]
      if (!field || wire !== wireOf(field.kind)) { reader.skip(wire, number); continue }
      const value = valueOf(reader, field.kind, (kind) => {
        const length = reader.uint32()
        if (reader.pos + length > end) throw new Unreadable('a part is longer than the whole')
        return message(reader, reader.pos + length, kind, depth + 1)
      })
      if (field.many) ((out[field.name] ??= []) as unknown[]).push(value)
      else out[field.name] = value
    }
    if (reader.pos !== end) throw new Unreadable('a part ends beyond its end')
    return out
  }
  try { return message(new BinaryReader(bytes), bytes.length, request, 0) } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(error instanceof Error ? error.message : 'no protobuf')
  }
}

const wireOf = (kind: Kind): WireType => (kind === 'double' || kind === 'nanos' ? WireType.Bit64 : kind === 'bool' || kind === 'int' || kind === 'enum' ? WireType.Varint : WireType.LengthDelimited)
function valueOf(reader: BinaryReader, kind: Kind, nested: (kind: Table) => unknown): unknown {
  switch (kind) {
    case 'text': return reader.string()
    case 'bytes': return Buffer.from(reader.bytes()).toString('base64')
    case 'hex': return Buffer.from(reader.bytes()).toString('hex')
    case 'bool': return reader.bool()
    case 'int': return String(reader.int64())
    case 'enum': return reader.int32()
    case 'double': return reader.double()
    case 'nanos': return String(reader.fixed64())
    default: return nested(kind)
  }
}
