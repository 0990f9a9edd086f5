/** Every way in which a TAXII request ends, in TAXII's words (2.1, 3.6.1). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, refusals } from '#platform/contract/index.ts'
import { troubleOf } from '#platform/db/trouble.ts'
import type { Log } from '#platform/log/index.ts'
import { TAXII } from '../../contract-taxii.ts'
import { takesTaxii } from '../../core/asked.ts'

export type Failure = Error & { readonly status: number }
export const failing = (status: number, title: string): Failure => Object.assign(new Error(title), { status })
const isFailure = (error: unknown): error is Failure => error instanceof Error && 'status' in error && typeof error.status === 'number'

/** @throws Failure 406 */
export function speaksTaxii({ headers }: FastifyRequest): void { if (!takesTaxii(headers.accept)) throw failing(406, `only ${TAXII} is spoken here`) }

export type Answer = { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }

/** Bytes, not a text: fastify would write a charset behind the media type, and clients compare it letter by letter. */
export async function answer(log: Pick<Log, 'error'>, reply: FastifyReply, work: () => Promise<Answer>): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').header('content-type', TAXII)
  try {
    const { status = 200, headers = {}, body } = await work()
    return await reply.status(status).headers(headers).send(Buffer.from(body))
  } catch (error) {
    const { status, title } = told(error)
    if (status >= 500) log.error('a TAXII request failed', { error })
    if (status === 401) reply.header('www-authenticate', 'Basic realm="bastida", charset="UTF-8", Bearer')
    if (status === 503) reply.header('retry-after', '10')
    return reply.status(status).send(Buffer.from(JSON.stringify({ title, http_status: String(status) })))
  }
}

function told(error: unknown): { status: number; title: string } {
  if (isFailure(error)) return { status: error.status, title: error.message }
  const code = error instanceof Refusal ? error.code : troubleOf(error) === 'full' ? 'no_space' : troubleOf(error) ? 'unavailable' : 'failed'
  return { status: refusals[code].status, title: refusals[code].en }
}
