import { expect, test } from 'vitest'
import { withFirst, type Chunks } from './first.ts'

const chunks: Chunks = {
  'apps/web/index.html': { file: 'assets/app.js', imports: ['_react.js'] },
  '_react.js': { file: 'assets/react.js' },
  '_shared.js': { file: 'assets/shared.js', imports: ['_react.js', '_deep.js'] },
  '_deep.js': { file: 'assets/deep.js', imports: ['_shared.js'] },
  'apps/web/shell/layout.tsx': { file: 'assets/frame.js', imports: ['_shared.js'] },
  'modules/intake/web/pages/desk.tsx': { file: 'assets/desk.js', imports: ['_shared.js', '_react.js'] },
}
const page = '<html><head><title>x</title></head><body></body></html>'
const scripts = (text: string) => [...text.matchAll(/rel="modulepreload" crossorigin href="([^"]+)"/g)].map((found) => found[1])

test('parts and all that they need are named once, without what the page has anyway', () => {
  const text = withFirst(page, '/console/reports', chunks)
  expect(scripts(text)).toEqual(['/assets/frame.js', '/assets/shared.js', '/assets/deep.js', '/assets/desk.js'])
  expect(text).toContain('<link rel="preload" as="fetch" crossorigin href="/api/intake/reports?limit=50">')
  expect(text.endsWith('</head><body></body></html>')).toBe(true)
})

test('a page that is not named stays as it was built; a part that was not built is said', () => {
  expect(withFirst(page, '/protect', chunks)).toBe(page)
  expect(() => withFirst(page, '/sign-in', chunks)).toThrow('the web has no part apps/web/shell/gate.tsx')
})
