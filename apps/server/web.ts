/** The built web: files with a hash in their name, the page of the app, and the renderer of the public documents. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Assets, PublicDocument, PublicRoute } from '#modules/notices/contract-public.ts'
import type { Report, ReportInput } from '#modules/observatory/contract-report.ts'
import type { Log } from '#platform/log/index.ts'
import { openings, withFirst } from './first.ts'

export type Render = <R extends PublicRoute>(route: R, document: PublicDocument<R>) => string
export type BuiltWeb = {
  readonly render: Render
  readonly assets: Assets
  serve(http: FastifyInstance): Promise<void>
}

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))
const appPaths = new Set([...Object.keys(openings), '/console', '/sign-out', '/set-up', '/invitation', '/protect', '/single-sign-on', '/account'])

type Manifest = Record<string, { file: string; css?: string[]; assets?: string[]; imports?: string[] }>

/** @throws Error when `npm run build` has not run. */
export async function loadWeb(log: Log): Promise<BuiltWeb> {
  if (!existsSync(`${dist}public.mjs`)) throw new Error('the web is not built: run npm run build')
  // A variable address: Node must not look for types of a generated file.
  const bundle = pathToFileURL(`${dist}public.mjs`).href
  const { render } = (await import(bundle)) as { render: Render }
  const manifest = JSON.parse(readFileSync(`${dist}client/.vite/manifest.json`, 'utf8')) as Manifest
  const style = manifest['ui/styles/public.scss']!
  const fonts = (style.assets ?? []).filter((name) => /titillium.*400|titillium.*600/.test(name)).map((name) => `/${name}`)
  const page = readFileSync(`${dist}client/apps/web/index.html`, 'utf8')
  log.debug('web loaded', { css: style.file })
  return {
    render,
    assets: { css: `/${style.file}`, print: `/${manifest['ui/styles/print.scss']!.file}`, fonts },
    async serve(http) {
      await http.register(fastifyStatic, { root: `${dist}client/assets`, prefix: '/assets/', immutable: true, maxAge: '365d', index: false, wildcard: true, preCompressed: true })
      http.get('/favicon.svg', (_request, reply) => reply.header('content-type', 'image/svg+xml').header('cache-control', 'public, max-age=86400').send(readFileSync(`${dist}client/favicon.svg`)))
      for (const path of appPaths) {
        const text = withFirst(page, path, manifest)
        http.get(path, (_request, reply) => reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').send(text))
      }
    },
  }
}

/** The yearly report is drawn by the same bundle as the public pages. @throws Error when `npm run build` has not run. */
export async function loadReports(): Promise<(input: ReportInput) => Report> {
  if (!existsSync(`${dist}public.mjs`)) throw new Error('the web is not built: run npm run build')
  return ((await import(pathToFileURL(`${dist}public.mjs`).href)) as { reportOf: (input: ReportInput) => Report }).reportOf
}
