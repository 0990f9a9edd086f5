import type { Json } from '../types.ts'

/** Observables have no versions: all of one identifier are the same, and older than anything that has a date. */
export const beginning = '1970-01-01T00:00:00.000Z'

/** The moment that orders the versions of an object, with the digits given. */
export function versionOf(object: { readonly [property: string]: Json }): string {
  for (const name of ['modified', 'created']) if (typeof object[name] === 'string') return object[name]
  return beginning
}

/** Below 0 when `a` is older. Moments in UTC are compared to the last digit, however many either has. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [comparable(a), comparable(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** `…:00Z`, `…:00.0Z` and `…:00.000Z` are one moment. */
const comparable = (moment: string): string => moment.replace(/(?:\.(\d*?)0*)?Z$/i, (_, digits: string | undefined) => (digits ? `.${digits}` : ''))
