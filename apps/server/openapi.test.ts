import { readdirSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import { anonymous, type Endpoint } from '#platform/contract/index.ts'
import { createHttp } from '#platform/http/index.ts'
import { createLog } from '#platform/log/index.ts'
import { everyEndpoint } from './endpoints.ts'
import { documentOf, openApiRoute } from './openapi.ts'

type Operation = { operationId: string; 'x-access': 'anyone' | string[]; parameters?: { name: string; in: string }[]; responses: Record<string, unknown>; 'x-also-at'?: string[] }
const endpoints = everyEndpoint()
const text = documentOf(endpoints, '0.0.0')
const document = JSON.parse(text) as { paths: Record<string, Record<string, Operation>>; components: Record<string, Record<string, unknown>> }
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })))
const operation = (id: string) => operations.find((one) => one.operationId === id)!

describe('the one list of endpoints', () => {
  test('each id once, each address once', () => {
    expect(twice(endpoints.map((one) => one.id))).toEqual([])
    expect(twice(endpoints.map((one) => `${one.method} ${one.path.replace(/:\w+/g, ':')}`))).toEqual([])
  })

  test('what a contract declares is mounted: no door that leads nowhere', async () => {
    const root = new URL('../../modules/', import.meta.url)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /^\w+\/contract[\w-]*\.ts$/.test(path))
    const exported = (await Promise.all(files.map((path) => import(new URL(path, root).href) as Promise<object>))).flatMap((file) => Object.values(file) as unknown[]).filter(isEndpoint)
    expect(exported.length).toBeGreaterThan(80)
    expect(exported.filter((one) => !endpoints.includes(one)).map((one) => one.id)).toEqual([])
  })
})

describe('openapi.json', () => {
  test('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(JSON.parse(text) as Record<string, unknown>)
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
  })

  test('names every endpoint once, in its own place or at another’s', () => {
    const named = operations.map((one) => one.operationId)
    expect(twice(named)).toEqual([])
    for (const endpoint of endpoints) {
      if (endpoint.sameAs) expect(operation(endpoint.sameAs)['x-also-at'], endpoint.id).toContain(endpoint.path)
      else if (endpoint.path.endsWith('*')) expect(named.filter((id) => id.startsWith(`${endpoint.id}.`)).length, endpoint.id).toBeGreaterThan(0)
      else expect(operation(endpoint.id)?.['x-access'], endpoint.id).toEqual(endpoint.access.kind === 'public' ? 'anyone' : endpoint.access.roles)
    }
  })

  test('every reference leads somewhere, every component is used, every part of a path is a parameter', () => {
    const wanted = new Set([...text.matchAll(/"\$ref": "#\/components\/([^"]+)"/g)].map(([, name]) => name!))
    const there = new Set(['schemas', 'responses'].flatMap((kind) => Object.keys(document.components[kind]!).map((name) => `${kind}/${name}`)))
    expect([...wanted].filter((name) => !there.has(name))).toEqual([])
    expect([...there].filter((name) => name.startsWith('schemas/') && !wanted.has(name))).toEqual([])
    for (const { path, parameters = [] } of operations) expect(parameters.filter((one) => one.in === 'path').map((one) => one.name).sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
  })

  test('says what an endpoint takes, gives and refuses', () => {
    expect(Object.keys(operation('cases.close').responses)).toEqual(['204', '400', '401', '403', '404', '409', '413', '415', '422', 'default'])
    expect(Object.keys(operation('notices.page_home').responses)).toEqual(['200', 'default'])
    expect(Object.keys(operation('cases.readReply').responses)).toContain('410')
    expect(document).toMatchObject({ paths: {
      '/api/territory/imports': { post: { requestBody: { 'x-body-limit-bytes': 209_715_200, content: { 'application/octet-stream': {} } }, responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/ImportItem' } } } } } } },
      '/calendar/{token}': { get: { security: [], responses: { 200: { content: { 'text/calendar': {} } } } } },
      '/api/auth/sign-in/email': { post: { operationId: 'identity.authPost.sign-in.email' } },
      // Written with a default left out, read with it there.
      '/api/notices/{noticeId}': { put: { requestBody: { content: { 'application/json': { schema: { properties: { content: { $ref: '#/components/schemas/NoticeContentInput' } } } } } } } },
    } })
    expect(text).not.toMatch(/__schema|\$defs|9007199254740991/)
  })

  test('is served as it is drawn, to anyone, and may be kept', async () => {
    const http = createHttp({ log: createLog('silent', () => new Date(0)), origins: [], authenticate: async () => anonymous })
    http.mount([openApiRoute(() => endpoints, '0.0.0')])
    const answer = await http.inject('/api/openapi.json')
    expect({ status: answer.statusCode, ...answer.headers }).toMatchObject({ status: 200, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'public, max-age=3600' })
    expect(answer.body).toBe(text)
    await http.close()
  })
})

const twice = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at)
const isEndpoint = (value: unknown): value is Endpoint => typeof value === 'object' && value !== null && 'access' in value && 'path' in value && 'method' in value && 'response' in value
