/** Logs of OpenTelemetry over HTTP: JSON and protobuf, answered in what was sent. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import * as door from '../contract-ingest.ts'
import { decodeRequest, Unreadable } from '../core/otlp/decode.ts'
import { linesOfRequest } from '../core/otlp/lines.ts'
import type { Append } from './append.ts'
import { bytesOf, type Reading } from './body.ts'
import type { Context } from './context.ts'
import type { Gate } from './gate.ts'

const PROTOBUF = 'application/x-protobuf'
const limits = { lineMax: door.LINE_MAX, linesMax: door.LINES_MAX }

export function otlpRoutes({ ground: { clock, log } }: Context, gate: Pick<Gate, 'entry'>, append: Append, reading: Reading): Route[] {
  async function take(request: FastifyRequest, isProtobuf: boolean) {
    const entry = await gate.entry(request.headers.authorization)
    if (!entry) throw problem(401, 16, 'the token is not one of a source of this centre, or has ended')
    if (entry.lacks.length > 0) throw problem(403, 7, `this source may not send yet: its record lacks ${entry.lacks.join(', ')}`)
    return reading(async () => {
      const bytes = await bytesOf(request)
      const taken = linesOfRequest(isProtobuf ? decodeRequest(bytes) : parsed(bytes), limits, clock.now())
      await append(entry.sourceId, taken)
      return taken
    })
  }
  return [rawRoute(door.ingestOtlp, async ({ request, reply }) => {
    const isProtobuf = typeOf(request).startsWith(PROTOBUF)
    try {
      const { tooLarge, tooMany } = await take(request, isProtobuf)
      const message = tooMany > 0 ? `a request has at most ${door.LINES_MAX} records` : `a line is at most ${door.LINE_MAX} bytes`
      if (isProtobuf) return await say(reply, 200, PROTOBUF, tooLarge === 0 ? Buffer.alloc(0) : Buffer.from(new BinaryWriter().tag(1, WireType.LengthDelimited).fork().tag(1, WireType.Varint).int64(tooLarge).tag(2, WireType.LengthDelimited).string(message).join().finish()))
      return await say(reply, 200, 'application/json', JSON.stringify(tooLarge === 0 ? {} : { partialSuccess: { rejectedLogRecords: String(tooLarge), errorMessage: message } }))
    } catch (error) {
      const { status, code, message, retryAfter } = problemOf(error)
      if (status >= 500) log.error('log lines were not taken', { error })
      if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
      if (status === 401) reply.header('www-authenticate', 'Bearer')
      if (isProtobuf) return say(reply, status, PROTOBUF, Buffer.from(new BinaryWriter().tag(1, WireType.Varint).int32(code).tag(2, WireType.LengthDelimited).string(message).finish()))
      return say(reply, status, 'application/json', JSON.stringify({ code, message }))
    }
  })]
}

/** As it was sent: where bytes are wanted exactly, the header has been written over by now. */
function typeOf({ raw: { rawHeaders } }: FastifyRequest): string {
  const at = rawHeaders.findIndex((one, index) => index % 2 === 0 && one.toLowerCase() === 'content-type')
  return at < 0 ? '' : rawHeaders[at + 1]!.trim().toLowerCase()
}
const say = (reply: FastifyReply, status: number, type: string, body: string | Buffer) => reply.status(status).header('content-type', type).header('cache-control', 'no-store').send(body)
function parsed(bytes: Buffer): unknown {
  try { return JSON.parse(String(bytes)) } catch { throw new Unreadable('no JSON') }
}

/** `code`: of google.rpc.Code. An exporter tries again after 429, 502, 503 and 504, and only then. */
type Problem = Error & { readonly status: number; readonly code: number; readonly retryAfter?: number }
const problem = (status: number, code: number, message: string, retryAfter?: number): Problem => Object.assign(new Error(message), { status, code, ...(retryAfter === undefined ? {} : { retryAfter }) })
function problemOf(error: unknown): Problem {
  if (error instanceof Error && 'status' in error && 'code' in error) return error as Problem
  if (error instanceof Unreadable) return problem(400, 3, `the request cannot be read: ${error.message}`)
  const code = error instanceof Refusal ? error.code : ''
  if (code === 'busy') return problem(429, 8, 'the queue of the centre is full: nothing of this request was kept, send it again', Number((error as Refusal).params['retryAfterSeconds'] ?? 5))
  if (code === 'too_large') return problem(413, 3, `a request is at most ${door.BODY_MAX} bytes, also when it is unpacked`)
  if (code === 'invalid') return problem(400, 3, 'the compressed body cannot be read')
  if (code === 'unsupported') return problem(415, 3, 'this encoding is not known: gzip is')
  if (code === 'no_space') return problem(503, 14, 'the disk of the centre is full: nothing of this request was kept, send it again', 30)
  return problem(503, 14, 'the centre cannot take lines now: send them again', 10)
}
