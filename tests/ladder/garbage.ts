/** Nonsense at every door, by somebody who may call it: refused or taken, and never a failure of ours. */
import { describe, expect, test } from 'vitest'
import { everyEndpoint } from '#apps/server/endpoints.ts'
import type { Endpoint } from '#platform/contract/index.ts'
import { sentOf } from './doors.ts'
import { samples } from './samples/index.ts'
import type { Sent, World } from './world/index.ts'

/** What is fit to break a value of this kind: beyond its column, beyond the calendar, beyond the database's alphabet. */
function nonsenseFor(value: unknown): unknown[] {
  if (typeof value === 'number') return [3_000_000_000, -1e308, Number.MAX_SAFE_INTEGER]
  if (typeof value !== 'string') return [deep, { 'a\u0000': 'b' }]
  const more = /^[\da-f]{8}-/.test(value) ? ['00000000-0000-4000-8000-000000000000'] : /^\d{4}-\d\d-/.test(value) ? ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-14:00', '1970-01-01T00:00:00Z'] : ['è'.repeat(70_000)]
  return ['a\u0000b', '\ud800', ...more]
}
const deep = JSON.parse('['.repeat(3000) + ']'.repeat(3000)) as unknown

export function garbage(world: () => World) {
  describe.each(everyEndpoint().filter((one) => one.sameAs === undefined && samples[one.id] !== undefined).map((one) => [`${one.method} ${one.path}`, one] as const))('%s', (_, endpoint) => {
    const caller = endpoint.access.kind === 'public' ? 'nobody' : (['coordinator', 'analyst', 'member'] as const).find((role) => endpoint.access.kind === 'roles' && endpoint.access.roles.includes(role))!
    test(`${caller} sends nonsense`, async () => {
      const w = world()
      const sample = samples[endpoint.id]!
      const ids = w.ids[sample.of ?? 'a']
      // Possible again, so that nonsense comes as far as it can.
      await sample.before?.(w, ids)
      const sent = await sentOf(w, endpoint, sample, ids)
      const failed: string[] = []
      const all = [...spoilt(endpoint, sent)]
      for (let from = 0; from < all.length; from += 6) {
        await Promise.all(all.slice(from, from + 6).map(async ([what, one]) => {
          const { status, text } = await w.send(caller, endpoint, one)
          if (status >= 500) failed.push(`${what} → ${status} ${text.slice(0, 200)} ${w.errors.at(-1)?.slice(0, 400) ?? ''}`)
        }))
      }
      w.errors.length = 0
      expect(failed.join("\n")).toBe("")
    })
  })
}

/** Each part of what is sent, in turn, replaced by each nonsense; the rest stays good. */
function* spoilt({ query }: Endpoint, sent: Sent): Generator<[string, Sent]> {
  for (const [name, value] of Object.entries(sent.params ?? {})) if (!/^[\da-f-]{36}$/.test(String(value))) for (const bad of ["a'b", '%', 'a\u0000b']) yield [`params.${name}`, { ...sent, params: { ...sent.params, [name]: bad } }]
  for (const name of Object.keys(query.shape)) for (const bad of ['a\u0000b', '-------------------------------------'.slice(0, 36), "'; --", 'x'.repeat(5000)]) yield [`query.${name}`, { ...sent, query: { ...sent.query, [name]: bad } }]
  if (sent.bytes) for (const content of ['', '\u0000\u0001', '{"a":', 'a=%00&hit=%']) yield ['bytes', { ...sent, bytes: { ...sent.bytes, content } }]
  if (sent.body !== undefined) for (const path of leavesOf(sent.body)) for (const bad of nonsenseFor(path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], sent.body))) yield [`body.${path.join('.')} = ${bad === deep ? 'deep' : JSON.stringify(bad).slice(0, 20)}`, { ...sent, body: replaced(sent.body, path, bad) }]
}

function leavesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (path.length > 3 || value === null || typeof value !== 'object') return [[...path]]
  return [...(path.length > 0 ? [[...path]] : []), ...Object.entries(value).slice(0, 8).flatMap(([key, one]) => leavesOf(one, [...path, key]))]
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
  ;(copy as Record<string, unknown>)[key] = replaced((value as Record<string, unknown>)[key], rest, by)
  return copy
}
