/** The wire: endpoints and events are declared once, here described, and everything else (validation, client, permission tests, openapi.json) follows. */
import * as z from 'zod'
import type { Access } from './access.ts'
import type { RefusalCode } from './refusal.ts'

export * from './access.ts'
export * from './channel.ts'
export * from './marks.ts'
export * from './pap.ts'
export * from './refusal.ts'
export * from './refused.ts'
export * from './tlp.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Shape = z.ZodObject

export type Endpoint<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> = {
  /** `module.action`, unique: key of the audit entry, of the client and of the permission tests. */
  readonly id: string
  readonly method: Method
  /** Fastify path: `/api/cases/:caseId`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly response: R
  /** Success status; 200 unless said. */
  /** 303: a form that was taken leads on. */
  readonly status: 200 | 201 | 202 | 204 | 303
  /** Bytes in or out instead of JSON: the handler is given the raw request and reply. */
  readonly raw: boolean
  /** Of a raw endpoint that takes JSON: the handler reads the bytes as they were sent, since they are signed. */
  readonly exactBody: boolean
  /** Largest body in bytes; 1 MiB unless said. */
  readonly bodyLimit: number
  /** Of a raw endpoint: what may be sent, and what comes back where `response` does not say it. */
  readonly media: { readonly accepts: readonly string[]; readonly answers: readonly string[] }
  /** Codes beyond those that its shape implies (openapi.ts, `statusesOf`). */
  readonly refuses: readonly RefusalCode[]
  /** Id of the endpoint that answers the same at its first address. */
  readonly sameAs: string | undefined
}

const nothing = z.object({})
type Nothing = typeof nothing

type Declared<P, Q, B, R> = {
  readonly id: string; readonly method: Method; readonly path: string; readonly summary: string; readonly access: Access
  readonly params?: P; readonly query?: Q; readonly body?: B; readonly response?: R
  readonly status?: 200 | 201 | 202 | 204 | 303; readonly raw?: boolean; readonly exactBody?: boolean; readonly bodyLimit?: number
  readonly accepts?: readonly string[]; readonly answers?: readonly string[]; readonly refuses?: readonly RefusalCode[]; readonly sameAs?: string
}

export function endpoint<P extends Shape = Nothing, Q extends Shape = Nothing, B extends z.ZodType = z.ZodUndefined, R extends z.ZodType = z.ZodUndefined>(
  { accepts = [], answers = [], ...declared }: Declared<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return {
    status: 200, raw: false, exactBody: false, bodyLimit: 1_048_576, refuses: [], sameAs: undefined,
    ...declared,
    media: { accepts, answers },
    params: declared.params ?? (nothing as unknown as P),
    query: declared.query ?? (nothing as unknown as Q),
    body: declared.body ?? (z.undefined() as unknown as B),
    response: declared.response ?? (z.undefined() as unknown as R),
  }
}

export type ParamsOf<E> = E extends Endpoint<infer P, Shape, z.ZodType, z.ZodType> ? z.output<P> : never
export type QueryOf<E> = E extends Endpoint<Shape, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never
export type BodyOf<E> = E extends Endpoint<Shape, Shape, infer B, z.ZodType> ? z.output<B> : never
export type ResponseOf<E> = E extends Endpoint<Shape, Shape, z.ZodType, infer R> ? z.output<R> : never
/** What a caller writes: defaults may be left out. */
export type QueryInput<E> = E extends Endpoint<Shape, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never
export type BodyInput<E> = E extends Endpoint<Shape, Shape, infer B, z.ZodType> ? z.input<B> : never

/** An outbox event: written in the transaction that made it true, delivered at least once. */
export type EventType<P extends z.ZodType = z.ZodType> = { readonly name: string; readonly payload: P }
export const event = <P extends z.ZodType>(name: string, payload: P): EventType<P> => ({ name, payload })
export type PayloadOf<E> = E extends EventType<infer P> ? z.output<P> : never

/** Building blocks of the wire. */
/** Of a row: counted up with each change, sent back by whoever changes it. */
export const version = z.number().int().min(0).max(2_147_483_647)
export const uuid = z.uuid()
/** Between two moments that every calendar and the database hold. */
export const isUsable = (text: string) => { const at = Date.parse(text); return at >= Date.UTC(1900, 0, 1) && at < Date.UTC(9999, 11, 31) }
export const instant = z.iso.datetime({ offset: true }).refine(isUsable, { error: 'between 1900 and 9999' }).describe('ISO 8601 with offset')
export const languages = ['it', 'fr', 'en'] as const
export type Lang = (typeof languages)[number]
export const lang = z.enum(languages)
/** One text in the three languages. */
export const trilingual = z.object({ it: z.string(), fr: z.string(), en: z.string() }).meta({ id: 'Trilingual' })
export type Trilingual = z.output<typeof trilingual>
/** Any JSON: of others' documents, whose shape is theirs. */
export const anyJson = z.json().meta({ id: 'Json', description: 'any JSON' })
/** No control characters, and written so that every reader of JSON Schema understands it: few know `\p{Cc}`. */
// oxlint-disable-next-line no-control-regex -- they are what it keeps out
export const noControls = /^[^\u0000-\u001f\u007f-\u009f]*$/
/** A line typed by a person: trimmed, bounded, no control characters. */
export const line = (max = 200) => z.string().trim().min(1).max(max).regex(noControls, { error: 'control characters are not allowed' })
/** A longer text typed by a person: line breaks allowed. */
// oxlint-disable-next-line no-control-regex -- the same, but for tab and the ends of lines
export const prose = (max = 10_000) => z.string().trim().max(max).regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/, { error: 'control characters are not allowed' })
export const page = { limit: z.coerce.number().int().min(1).max(500).default(50), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) }
