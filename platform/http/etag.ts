/** Tags of what is answered: whoever has it already gets no body (RFC 9110, 13.1.2). */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export const tagOf = (body: Buffer | string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

/** Compared weakly: a proxy that packs an answer writes `W/` before its tag. */
export const hasTag = (asked: string | undefined, tag: string): boolean => asked === tag || (asked !== undefined && (asked.trim() === '*' || asked.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)))

/** The headers of the answer are set already. */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, body: Buffer | string): FastifyReply {
  const tag = tagOf(body)
  reply.header('etag', tag)
  return hasTag(request.headers['if-none-match'], tag) ? reply.status(304).send() : reply.send(body)
}
