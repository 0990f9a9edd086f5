import { afterEach, expect, test, vi } from 'vitest'
import type { LoaderFunctionArgs } from 'react-router'
import { caseLoader } from './loaders.ts'

const args = { params: { caseId: 'c1' }, request: new Request('http://here.example/console/cases/c1') } as unknown as LoaderFunctionArgs
const answers = (kind: 'main' | 'tied', obligations: () => Response): void => {
  vi.stubGlobal('fetch', async (address: string) => (address.startsWith('/api/obligations') ? obligations() : address.startsWith('/api/notices') ? Response.json({}, { status: 503 }) : Response.json({ id: 'c1', kind })))
}
afterEach(() => { vi.unstubAllGlobals() })

test('what could not be read is told apart from what does not run', async () => {
  const failed = (): Response => Response.json({ code: 'unavailable', params: {} }, { status: 503 })
  answers('main', failed)
  expect((await caseLoader(args)).nearest).toBe('unread')
  answers('tied', failed)
  expect((await caseLoader(args)).nearest).toBe('unread')
  answers('main', () => Response.json({ nearest: null, counts: { due: 0, exceeded: 0 } }))
  expect((await caseLoader(args)).nearest).toBeNull()
  answers('tied', () => Response.json({ rows: [], words: {} }))
  expect((await caseLoader(args)).nearest).toBeNull()
})
