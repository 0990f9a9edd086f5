import { expect, test } from 'vitest'
import * as z from 'zod'
import { anonymous, anyone, endpoint } from '../contract/index.ts'
import { createLog } from '../log/index.ts'
import { createHttp, rawRoute } from './index.ts'

const page = endpoint({ id: 'test.page', method: 'GET', path: '/n/:slug', access: anyone, summary: '', params: z.object({ slug: z.string() }), raw: true, answers: ['text/html'] })

test('an address that is too long, or that nobody can read, is not found in our own words and under our own headers', async () => {
  const http = createHttp({ log: createLog('silent', () => new Date()), origins: [], authenticate: async () => anonymous, errorPage: async () => '<h1>404</h1>' })
  http.mount([rawRoute(page, async ({ reply }) => reply.send('here'))])
  expect((await http.inject('/n/a')).body).toBe('here')
  for (const url of [`/n/${'a'.repeat(400)}`, '/n/%zz', '/n/%FF%FE']) {
    const program = await http.inject(url)
    expect([url.slice(0, 8), program.statusCode, program.headers['content-type'], program.json().code]).toEqual([url.slice(0, 8), 404, 'application/problem+json; charset=utf-8', 'not_found'])
    expect(program.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'self'") })
    const browser = await http.inject({ url, headers: { accept: 'text/html' } })
    expect([browser.statusCode, browser.headers['content-type'], browser.body]).toEqual([404, 'text/html; charset=utf-8', '<h1>404</h1>'])
  }
  await http.close()
})
