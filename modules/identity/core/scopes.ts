/** What a key for programs may reach. Derived from the endpoints, so that a new one belongs somewhere without being thought of. */
import type { Endpoint } from '#platform/contract/index.ts'

type Named = Pick<Endpoint, 'id' | 'method'>
const READ_ALL = 'read'

/** Undefined: no key opens it, whatever it was made for. People, roles, sign-in and keys themselves need a person who is there. */
export function scopeOf({ id, method }: Named): string | undefined {
  const area = id.slice(0, id.indexOf('.'))
  return area === 'identity' ? undefined : `${area}:${method === 'GET' ? 'read' : 'write'}`
}

export function reaches(scopes: readonly string[], endpoint: Named): boolean {
  const needed = scopeOf(endpoint)
  return needed !== undefined && (scopes.includes(needed) || (endpoint.method === 'GET' && scopes.includes(READ_ALL)))
}

/** The closed list: reading everything, then each area that has something to read or to change. What anybody may call needs no key. */
export const scopesOf = (endpoints: readonly Pick<Endpoint, 'id' | 'method' | 'access'>[]): string[] =>
  [...new Set([READ_ALL, ...endpoints.filter(({ access }) => access.kind !== 'public').flatMap((one) => scopeOf(one) ?? [])])]
