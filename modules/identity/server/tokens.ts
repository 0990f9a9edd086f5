/** Keys for programs: made, listed, ended, and who stands behind one. */
import type pg from 'pg'
import { record } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock.ts'
import { Refusal, type Actor, type BodyOf, type Endpoint, type ResponseOf } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import type { Person } from '../contract.ts'
import { TOKEN_CALLS, TOKEN_DAYS, TOKEN_PREFIX, type listTokens, type makeToken } from '../contract-access.ts'
import { reaches } from '../core/scopes.ts'
import { hashToken, newToken } from './service.ts'
import * as store from './store/tokens.ts'

export type Tokens = {
  /**
   * The person behind a key, with the roles they hold now. Undefined: the endpoint is open to anybody and the key was not made for it.
   * @throws Refusal `unauthenticated` for one that is unknown, over or taken back, `scope`, `busy`.
   */
  person(token: string, endpoint: Endpoint): Promise<Person | undefined>
  list(actor: Actor): Promise<ResponseOf<typeof listTokens>>
  make(actor: Actor, session: { readonly strong: boolean; readonly vouched: boolean }, body: BodyOf<typeof makeToken>): Promise<ResponseOf<typeof makeToken>>
  revoke(actor: Actor, tokenId: string): Promise<void>
}
type Needs = { readonly pool: pg.Pool; readonly people: Database; readonly clock: Clock; readonly scopes: () => readonly string[] }

const DAY_MS = 86_400_000
/** More than anybody keeps an eye on. */
const MOST_EACH = 50

export function createTokens({ pool, people, clock, scopes }: Needs): Tokens {
  return {
    person: async (token, endpoint) => {
      const now = clock.now()
      const found = await store.personByToken(pool, hashToken(token), now)
      if (!found) throw new Refusal('unauthenticated', { reason: 'TOKEN' })
      if (found.calls > TOKEN_CALLS) throw new Refusal('busy', { retryAfterSeconds: 60 - now.getUTCSeconds() })
      const { tokenId, scopes: given, id, name, memberships, required, enrolled, code, proven } = found
      if (!reaches(given, endpoint)) {
        if (endpoint.access.kind === 'public' && !endpoint.id.startsWith('identity.')) return undefined
        throw new Refusal('scope')
      }
      return { id, name, memberships, secondFactor: { required, enrolled, code, proven }, tokenId }
    },
    list: (actor) => people.as(actor, async (tx) => {
      const now = clock.now()
      const tokens = await store.tokensOf(tx, actor.id)
      return {
        scopes: [...scopes()],
        tokens: tokens.map(({ id, name, scopes: given, madeAt, expiresAt, revokedAt, lastUsedAt }) => ({
          id, name, scopes: [...given], madeAt: madeAt.toISOString(), expiresAt: expiresAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null,
          state: revokedAt ? 'revoked' as const : expiresAt <= now ? 'expired' as const : 'active' as const,
        })),
      }
    }),
    make: (actor, session, { name, scopes: wanted, expiresAt: asked }) => people.as(actor, async (tx) => {
      const now = clock.now()
      const known = scopes()
      const stranger = wanted.findIndex((one) => !known.includes(one))
      if (stranger >= 0) throw new Refusal('invalid', { fields: [{ path: `body.scopes.${stranger}`, problem: 'no such scope' }] })
      const expiresAt = asked === undefined ? new Date(now.getTime() + TOKEN_DAYS.usual * DAY_MS) : new Date(asked)
      if (expiresAt <= now || expiresAt.getTime() > now.getTime() + TOKEN_DAYS.most * DAY_MS) throw new Refusal('invalid', { fields: [{ path: 'body.expiresAt', problem: 'from now to a year ahead' }] })
      if (await store.liveTokens(tx, actor.id, now) >= MOST_EACH) throw new Refusal('conflict', { reason: 'TOO_MANY_TOKENS' })
      const token = TOKEN_PREFIX + newToken()
      const given = [...new Set(wanted)]
      const id = await store.saveToken(tx, { userId: actor.id, name, tokenHash: hashToken(token), scopes: given, ...session, at: now, expiresAt })
      await record(tx, actor, now, { action: 'identity.makeToken', object: `token:${id}`, detail: { name, scopes: given, expiresAt: expiresAt.toISOString() } })
      return { id, token, expiresAt: expiresAt.toISOString() }
    }),
    revoke: (actor, tokenId) => people.as(actor, async (tx) => {
      const now = clock.now()
      if (!(await store.endToken(tx, tokenId, actor.id, now))) throw new Refusal('not_found')
      await record(tx, actor, now, { action: 'identity.revokeToken', object: `token:${tokenId}` })
    }),
  }
}

/** The key of a request, where it carries one of ours; other kinds of `Authorization` are not for this door. */
export function tokenIn(headers: Headers): string | undefined {
  const [scheme = '', value = ''] = (headers.get('authorization') ?? '').trim().split(/\s+/)
  return scheme.toLowerCase() === 'bearer' && value.startsWith(TOKEN_PREFIX) ? value : undefined
}

/** What of a request says who calls. */
export const credentialsOf = ({ headers: { cookie = '', authorization = '' } }: { headers: { cookie?: string; authorization?: string } }): Headers => new Headers({ cookie, authorization })
