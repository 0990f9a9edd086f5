import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeNext } from './next.ts'

const origin = 'https://centro.example'

test('pages of the site are kept with query and fragment', () => {
  for (const path of ['/console', '/console/cases?state=open', '/space/people#a', '/account']) expect(safeNext(path, origin)).toBe(path)
})

test('another site, another scheme, the door itself and nonsense are not', () => {
  const refused = [null, '', 'console', '//altrove.example/console', '/\\altrove.example', 'https://altrove.example/console', 'javascript:alert(1)', '/sign-in', '/sign-out', '/consolex', '/console/../api/auth/sign-out', '/%5caltrove.example', '/']
  expect(refused.map((asked) => safeNext(asked, origin))).toEqual(refused.map(() => undefined))
})

test('whatever comes, the answer stays on this origin', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((text) => `/console${text}`), fc.string().map((text) => `/${text}`)), (asked) => {
    const found = safeNext(asked, origin)
    return found === undefined || new URL(found, origin).origin === origin
  }))
})
