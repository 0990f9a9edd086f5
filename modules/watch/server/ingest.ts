/** The doors for shippers. Answers are in Elasticsearch's words, since those who ask know no others; a line is answered for when it is on the disk. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/contract/index.ts'
import { rawRoute, type Route } from '#platform/http/index.ts'
import * as door from '../contract-ingest.ts'
import { splitBulk, splitLines, type Item, type Malformed, type Outcome, type Taken } from '../core/bulk.ts'
import type { Append } from './append.ts'
import { bytesOf, drain, type Reading } from './body.ts'
import type { Context } from './context.ts'
import type { Gate } from './gate.ts'
import { createRecent } from './recent.ts'

const limits = { lineMax: door.LINE_MAX, linesMax: door.LINES_MAX }
/** Shippers of today ask for a version from 8; what is younger than they know is refused by some. */
const VERSION = '8.11.0'

export function ingestRoutes({ ground: { clock, log } }: Context, gate: Pick<Gate, 'entry'>, append: Append, reading: Reading): Route[] {
  const recent = createRecent()

  /** @throws Failure in the words of Elasticsearch. */
  async function source(request: FastifyRequest): Promise<string> {
    const entry = await gate.entry(request.headers.authorization)
    if (!entry) throw failing(401, 'security_exception', 'the token is not one of a source of this centre, or has ended')
    if (entry.lacks.length > 0) throw failing(403, 'security_exception', `this source may not send yet: its record lacks ${entry.lacks.join(', ')}`)
    return entry.sourceId
  }

  /** Reads, splits, and answers once what was taken is safe. */
  async function take<T extends Taken>(request: FastifyRequest, split: (bytes: Buffer, sourceId: string) => T | Malformed): Promise<T> {
    const sourceId = await source(request)
    return reading(async () => {
      const taken = split(await bytesOf(request), sourceId)
      if ('problem' in taken) throw failing(taken.problem === 'too_many' ? 413 : 400, 'illegal_argument_exception', malformed[taken.problem].replace('{n}', String(taken.line)))
      await append(sourceId, taken)
      recent.add(sourceId, taken.ids)
      return taken
    })
  }

  /** Every way in which a request ends without being taken, as the shipper understands it. */
  const answer = async (reply: FastifyReply, work: () => Promise<string>): Promise<FastifyReply> => {
    head(reply)
    try { return await reply.send(await work()) } catch (error) {
      const failure = failureOf(error)
      // That the stream is away is said once, by itself.
      if (failure.status >= 500 && !(error instanceof Refusal && error.code === 'unavailable')) log.error('log lines were not taken', { error })
      if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
      if (failure.status === 401) reply.header('www-authenticate', 'Basic realm="bastida", charset="UTF-8", Bearer, ApiKey')
      return reply.status(failure.status).send(JSON.stringify({ error: { root_cause: [{ type: failure.type, reason: failure.message }], type: failure.type, reason: failure.message }, status: failure.status, errors: true }))
    }
  }
  const bulk = (request: FastifyRequest, reply: FastifyReply) => answer(reply, async () => {
    const from = clock.elapsedMs()
    const { items } = await take(request, (bytes, sourceId) => splitBulk(bytes, limits, (id) => recent.has(sourceId, id)))
    return bulkAnswer(items, Math.round(clock.elapsedMs() - from))
  })

  return [
    rawRoute(door.ingestRoot, ({ request, reply }) => answer(reply, async () => { await source(request); return JSON.stringify(root) })),
    ...[door.ingestBulk, door.ingestBulkPut].map((one) => rawRoute(one, ({ request, reply }) => bulk(request, reply))),
    ...[door.ingestIndex, door.ingestIndexPut].map((one) => rawRoute(one, ({ request, reply }) => bulk(request, reply))),
    rawRoute(door.ingestLines, ({ request, reply }) => answer(reply, async () => {
      const { received, tooLarge, empty } = await take(request, (bytes) => splitLines(bytes, limits))
      return JSON.stringify({ taken: received, tooLarge, empty })
    })),
    rawRoute(door.askOne, ({ params, request, reply }) => answer(reply, async () => { await source(request); return JSON.stringify(params.one === '_license' ? licence : params.one === '_xpack' ? xpack : {}) })),
    rawRoute(door.askTwo, ({ params, request, reply }) => answer(reply, async () => {
      await source(request)
      if (params.one === '_cat') { reply.header('content-type', 'text/plain; charset=utf-8'); return 'green\n' }
      return JSON.stringify(params.one === '_cluster' ? { cluster_name: 'bastida', status: 'green', timed_out: false, number_of_nodes: 1 } : params.one === '_nodes' ? { nodes: {} } : {})
    })),
    rawRoute(door.askThree, ({ request, reply }) => answer(reply, async () => { await source(request); return '{}' })),
    ...[door.setOne, door.setTwo, door.setThree].map((one) => rawRoute(one, ({ request, reply }) => answer(reply, async () => { await source(request); drain(request); return '{"acknowledged":true,"shards_acknowledged":true}' }))),
  ]
}

type Failure = Error & { readonly status: number; readonly type: string; readonly retryAfter?: number }
const failing = (status: number, type: string, message: string, retryAfter?: number): Failure => Object.assign(new Error(message), { status, type, ...(retryAfter === undefined ? {} : { retryAfter }) })
const isFailure = (error: unknown): error is Failure => error instanceof Error && 'status' in error && 'type' in error
const malformed = {
  action: 'Malformed action/metadata line [{n}]: expected create or index',
  missing: 'The line of the action at [{n}] is missing',
  too_many: `more than ${door.LINES_MAX} lines in one request`,
} as const

function failureOf(error: unknown): Failure {
  if (isFailure(error)) return error
  if (error instanceof Refusal && error.code === 'busy') return failing(429, 'es_rejected_execution_exception', 'the queue of the centre is full: nothing of this request was kept, send it again', Number(error.params['retryAfterSeconds'] ?? 5))
  if (error instanceof Refusal && error.code === 'no_space') return failing(507, 'cluster_block_exception', 'the disk of the centre is full: nothing of this request was kept, send it again later', 30)
  if (error instanceof Refusal && error.code === 'too_large' && 'room' in error.params) return failing(413, 'illegal_argument_exception', `a line that cannot be compressed is at most ${String(error.params['room'])} bytes`)
  if (error instanceof Refusal && error.code === 'too_large') return failing(413, 'illegal_argument_exception', `a request is at most ${door.BODY_MAX} bytes, also when it is unpacked`)
  if (error instanceof Refusal && error.code === 'unsupported') return failing(415, 'illegal_argument_exception', `the encoding ${String(error.params['encoding'])} is not known: gzip is`)
  if (error instanceof Refusal && error.code === 'invalid') return failing(400, 'parse_exception', 'the compressed body cannot be read')
  return failing(503, 'unavailable_shards_exception', 'the centre cannot take lines now: send them again', 10)
}

function head(reply: FastifyReply): void {
  reply.header('content-type', 'application/json').header('x-elastic-product', 'Elasticsearch').header('cache-control', 'no-store')
}
const root = { name: 'bastida', cluster_name: 'bastida', cluster_uuid: 'bastida', version: { number: VERSION, build_flavor: 'default', build_type: 'tar', build_hash: 'bastida', build_date: '2026-01-01T00:00:00.000Z', build_snapshot: false, lucene_version: '9.8.0', minimum_wire_compatibility_version: '7.17.0', minimum_index_compatibility_version: '7.0.0' }, tagline: 'You Know, for Search' }
const licence = { license: { status: 'active', uid: 'bastida', type: 'basic', mode: 'basic', issued_to: 'bastida', issuer: 'bastida', start_date_in_millis: -1 } }
const xpack = { build: {}, license: { uid: 'bastida', type: 'basic', mode: 'basic', status: 'active' }, features: { ilm: { available: true, enabled: true }, security: { available: true, enabled: true }, monitoring: { available: true, enabled: false } }, tagline: 'You know, for X' }

const statusOf: Readonly<Record<Outcome, number>> = { taken: 201, duplicate: 200, too_large: 413, empty: 400, unsupported: 400 }
const problemOf: Readonly<Partial<Record<Outcome, string>>> = { too_large: `a line is at most ${door.LINE_MAX} bytes`, empty: 'the line is empty', unsupported: 'only create and index are taken' }

function bulkAnswer(items: readonly Item[], tookMs: number): string {
  let errors = false
  const said = items.map(({ op, index, id, outcome }) => {
    const problem = problemOf[outcome]
    if (problem !== undefined) errors = true
    // By far the most: nothing in them needs to be quoted.
    if (outcome === 'taken' && id === undefined && index === '') return `{"${op}":{"_index":"bastida","status":201,"result":"created"}}`
    return JSON.stringify({ [op]: { _index: index || 'bastida', ...(id === undefined ? {} : { _id: id }), status: statusOf[outcome], ...(problem === undefined ? { result: outcome === 'duplicate' ? 'noop' : 'created' } : { error: { type: 'illegal_argument_exception', reason: problem } }) } })
  })
  return `{"took":${tookMs},"errors":${errors},"items":[${said.join(',')}]}`
}
