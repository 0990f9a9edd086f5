/** The doors through which log lines come, in the words of those who ship them: Elasticsearch's. A token of a source opens them. */
import * as z from 'zod'
import { anyone, endpoint } from '#platform/contract/index.ts'

/** Of a request as it comes and, where it is compressed, as it is read. */
export const BODY_MAX = 16 * 1_048_576
export const LINE_MAX = 1_048_576
export const LINES_MAX = 50_000

const part = z.string().min(1).max(255)
const byIndex = z.object({ index: part })
const ndjson = ['application/x-ndjson', 'application/json', 'application/vnd.elasticsearch+x-ndjson; compatible-with=8']
const refuses = ['unauthenticated', 'forbidden', 'too_large', 'busy', 'no_space', 'invalid'] as const
const bulk = { raw: true, exactBody: true, bodyLimit: BODY_MAX, access: anyone, accepts: ndjson, answers: ['application/json'], refuses, body: z.unknown() } as const
const told = { raw: true, access: anyone, answers: ['application/json'] } as const
const loose = z.object({}).catchall(z.unknown())

export const ingestRoot = endpoint({ id: 'watch.ingest', method: 'GET', path: '/ingest', summary: 'What a shipper asks first: name and version, in the words of Elasticsearch', ...told })
export const ingestBulk = endpoint({ id: 'watch.ingest_bulk', method: 'POST', path: '/ingest/_bulk', summary: 'Log lines as Elasticsearch takes them; answered when they are on the disk', query: loose, ...bulk })
export const ingestBulkPut = endpoint({ id: 'watch.ingest_bulk_put', method: 'PUT', path: '/ingest/_bulk', summary: 'The same', query: loose, sameAs: 'watch.ingest_bulk', ...bulk })
export const ingestIndex = endpoint({ id: 'watch.ingest_index', method: 'POST', path: '/ingest/:index/_bulk', summary: 'The same, for shippers that name an index; the name is not used', params: byIndex, query: loose, ...bulk })
export const ingestIndexPut = endpoint({ id: 'watch.ingest_index_put', method: 'PUT', path: '/ingest/:index/_bulk', summary: 'The same', params: byIndex, query: loose, sameAs: 'watch.ingest_index', ...bulk })
export const ingestLines = endpoint({ id: 'watch.ingest_lines', method: 'POST', path: '/ingest/lines', summary: 'Log lines as a file of JSON lines, plain or gzip; answered when they are on the disk', ...bulk, response: z.object({ taken: z.number(), tooLarge: z.number(), empty: z.number() }) })

/** Questions before the first line: licence, health, templates, lifecycle. All is said to be there, so that shippers go on. */
export const askOne = endpoint({ id: 'watch.ask_one', method: 'GET', path: '/ingest/:one', summary: 'What shippers ask about licence, cluster and features', params: z.object({ one: part }), ...told })
export const askTwo = endpoint({ id: 'watch.ask_two', method: 'GET', path: '/ingest/:one/:two', summary: 'What shippers ask about health, templates and pipelines', params: z.object({ one: part, two: part }), ...told })
export const askThree = endpoint({ id: 'watch.ask_three', method: 'GET', path: '/ingest/:one/:two/:three', summary: 'What shippers ask about lifecycles and rollover', params: z.object({ one: part, two: part, three: part }), ...told })
const set = { raw: true, exactBody: true, bodyLimit: BODY_MAX, access: anyone, accepts: ['application/json'], answers: ['application/json'], body: z.unknown() } as const
export const setOne = endpoint({ id: 'watch.set_one', method: 'PUT', path: '/ingest/:one', summary: 'An index that a shipper wants to make: said to be made', params: z.object({ one: part }), ...set })
export const setTwo = endpoint({ id: 'watch.set_two', method: 'PUT', path: '/ingest/:one/:two', summary: 'A template that a shipper wants to keep: said to be kept', params: z.object({ one: part, two: part }), ...set })
export const setThree = endpoint({ id: 'watch.set_three', method: 'PUT', path: '/ingest/:one/:two/:three', summary: 'A lifecycle that a shipper wants to keep: said to be kept', params: z.object({ one: part, two: part, three: part }), ...set })

/** OpenTelemetry's, for exporters whose endpoint is the address that ends with `/ingest`. */
export const ingestOtlp = endpoint({
  id: 'watch.ingest_otlp', method: 'POST', path: '/ingest/v1/logs', summary: 'Log records of OpenTelemetry (OTLP over HTTP, JSON or protobuf); answered when they are on the disk', raw: true, exactBody: true, bodyLimit: BODY_MAX, access: anyone,
  accepts: ['application/x-protobuf', 'application/json'], answers: ['application/x-protobuf', 'application/json'], refuses, body: z.unknown(),
})
