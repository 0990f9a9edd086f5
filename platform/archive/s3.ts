/** Signed requests to a bucket (AWS signature 4), tried again while the other side is busy or away. Secrets stand in no error. */
import { randomInt } from 'node:crypto'
import * as http from 'node:http'
import * as https from 'node:https'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'

/** A bucket and the folder in it. The address is that of the bucket, as requests go: its name in the path or before the host. */
export type BucketPlace = { readonly url: string; /** Empty, or ends with a slash. */ readonly prefix: string; readonly region: string; readonly keyId: string; readonly secret: string }
export type Asked = { readonly key?: string; readonly query?: Readonly<Record<string, string>>; readonly headers?: Readonly<Record<string, string>>; readonly body?: Uint8Array; readonly signal?: AbortSignal | undefined }
export type Answered = { readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array<ArrayBuffer>; /** Of an error, in the words of S3. */ readonly code: string }
export type Bucket = (method: 'GET' | 'PUT' | 'DELETE', asked: Asked) => Promise<Answered>
export type BucketOptions = { readonly tries?: number; readonly waitMs?: number; readonly limitMs?: number }

const TRIES = 5
/** Before the second try; twice as long before each further one, and up to half of it more. */
const WAIT_MS = 200
const LIMIT_MS = 20_000
/** A line slower than this is as good as none. */
const BYTES_A_MS = 1000
const TOLD = 500

export function bucketAt({ url, prefix, region, keyId, secret }: BucketPlace, { tries = TRIES, waitMs = WAIT_MS, limitMs = LIMIT_MS }: BucketOptions = {}): Bucket {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, region, service: 's3', retries: 0 })

  async function once(method: string, { key, query = {}, headers = {}, body, signal }: Asked): Promise<Answered> {
    const address = `${url}${key === undefined ? '' : `/${prefix}${key}`}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`
    const limit = AbortSignal.timeout(limitMs + Math.ceil((body?.length ?? 0) / BYTES_A_MS))
    const until = signal ? AbortSignal.any([signal, limit]) : limit
    if (method === 'DELETE') return answered(await sentWithLength(await client.sign(address, { method, headers }), until))
    return answered(await client.fetch(address, { method, headers, redirect: 'manual', signal: until, ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}) }))
  }

  /** @throws Trouble unless it was done, or there is none of this key (404 NoSuchKey). */
  return async (method, asked) => {
    for (let tried = 1; ; tried++) {
      const answer = await once(method, asked).catch((error: unknown) => ({ away: reasonOf(error) }))
      if (!('away' in answer) && (isDone(answer) || (answer.status === 404 && answer.code === 'NoSuchKey'))) return answer
      const passing = 'away' in answer || BUSY.has(answer.status) || answer.code === 'RequestTimeout'
      if (!passing || tried >= tries || asked.signal?.aborted) throw 'away' in answer ? trouble(`does not answer: ${answer.away}`, 'away') : trouble(saying(answer), answer.code || String(answer.status))
      await sleep(waitMs * 2 ** (tried - 1) * (1 + randomInt(500) / 1000))
    }
  }
}

async function answered(response: Response): Promise<Answered> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, code: response.ok ? '' : /<Code>(\w+)<\/Code>/.exec(Buffer.from(bytes).toString('utf8', 0, 10_000))?.[1] ?? '' }
}

/** With a length of 0, which `fetch` leaves out of a request to delete: some wait for a body that nobody announced, until the line is cut. */
async function sentWithLength({ url, method, headers }: Request, signal: AbortSignal): Promise<Response> {
  const [response, bytes] = await new Promise<[http.IncomingMessage, Buffer]>((resolve, reject) => {
    const failed = (error: Error) => { reject(signal.aborted ? signal.reason as Error : new Error('no answer', { cause: error })) }
    const request = (url.startsWith('https:') ? https : http).request(url, { method, headers: { ...Object.fromEntries(headers), 'content-length': '0' }, signal }, (answer) => { buffer(answer).then((whole) => { resolve([answer, whole]) }, failed) })
    request.on('error', failed).end()
  })
  const empty = response.statusCode === 204 || response.statusCode === 304
  return new Response(empty ? null : new Uint8Array(bytes), { status: response.statusCode!, headers: Object.entries(response.headersDistinct).flatMap(([name, values]) => values!.map((value): [string, string] => [name, value])) })
}

export type Trouble = Error & { readonly bucket: string }
const trouble = (message: string, bucket: string): Trouble => Object.assign(new Error(`the bucket of the archive ${message}`), { bucket })
export const isTrouble = (error: unknown): error is Trouble => error instanceof Error && 'bucket' in error

const BUSY: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504])
const isDone = ({ status }: Answered): boolean => status >= 200 && status < 300
const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } }
  return (cause?.code ?? cause?.message ?? message).slice(0, TOLD)
}
const hints: Readonly<Record<string, string>> = {
  SignatureDoesNotMatch: 'ARCHIVE_S3_SECRET is not the secret of this key',
  InvalidAccessKeyId: 'nobody knows ARCHIVE_S3_KEY_ID there',
  AccessDenied: 'this key may not do that; it needs to list, read, write and delete',
  NoSuchBucket: 'there is no bucket of this name: see ARCHIVE_S3_URL',
  AuthorizationHeaderMalformed: 'see ARCHIVE_S3_REGION',
  PermanentRedirect: 'the bucket is in another region: see ARCHIVE_S3_URL and ARCHIVE_S3_REGION',
  RequestTimeTooSkewed: 'the clock of this machine is wrong',
}
function saying({ status, code, bytes }: Answered): string {
  const message = /<Message>([^<]*)<\/Message>/.exec(Buffer.from(bytes).toString('utf8', 0, 10_000))?.[1] ?? ''
  return [`refuses: ${code || status}`, hints[code], message.slice(0, TOLD)].filter(Boolean).join('; ')
}
