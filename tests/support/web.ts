/** The web as a centre serves it: built once a run by `build-web.ts`, so nothing here looks at pages of yesterday. And who looks. */
import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/**
 * Undefined where there is no Chromium: what needs one is then skipped, and the launcher says so in one line.
 * First the one without a window: the whole browser draws its bars and tabs for every page although nobody sees them.
 */
export const chrome = [process.env['BASTIDA_CHROMIUM'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))

/** Without hinting the browser that has no window draws letters as the other does. Room for the young objects, of which axe makes many: a sixth less of its time. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chrome!, args: ['--font-render-hinting=none', '--js-flags=--min-semi-space-size=16', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })

export const client = new URL('../../dist/client/', import.meta.url).pathname
export const readManifest = () => JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, { file: string; css?: string[]; assets?: string[] }>

const types: Readonly<Record<string, string>> = { '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.js': 'text/javascript' }

/** A file of the client; undefined where there is none, and the application's own page answers. `headers`: as the product sends them, so that a browser keeps what it has read. */
export function fileAt(path: string): { readonly type: string; readonly headers: Readonly<Record<string, string>>; readonly bytes: Buffer } | undefined {
  const type = types[extname(path)]
  const file = join(client, path)
  return type && existsSync(file) ? { type, headers: { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' }, bytes: readFileSync(file) } : undefined
}

export const page = { type: 'text/html; charset=utf-8', headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }, get bytes() { return readFileSync(join(client, 'apps/web/index.html')) } }
