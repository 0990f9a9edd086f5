/** Keys for programs, before everything that a centre mounts. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scopeOf, scopesOf } from '#modules/identity/server/index.ts'
import { modules } from '#modules/index.ts'
import { everyEndpoint } from './endpoints.ts'

const endpoints = everyEndpoint()
const scopes = scopesOf(endpoints)

test('each module but identity can be read with a key of its own, and nothing of identity with any', () => {
  expect(scopes.filter((scope) => scope.endsWith(':read')).map((scope) => scope.split(':')[0]).sort()).toEqual(modules.filter((name) => name !== 'identity').sort())
  expect(endpoints.filter((one) => one.id.startsWith('identity.')).flatMap((one) => scopeOf(one) ?? [])).toEqual([])
  expect(endpoints.filter((one) => one.access.kind !== 'public' && !one.id.startsWith('identity.') && !scopes.includes(scopeOf(one)!))).toEqual([])
})

test('each area has its word in the three languages', () => {
  for (const lang of ['it', 'fr', 'en']) {
    const words = JSON.parse(readFileSync(new URL(`../../modules/identity/messages-access.${lang}.json`, import.meta.url), 'utf8')) as Record<string, string>
    expect(scopes.flatMap((scope) => (scope.includes(':') && !words[`area.${scope.split(':')[0]}`] ? [`${lang} ${scope}`] : []))).toEqual([])
  }
})
