import { expect, test } from 'vitest'
import type { NoticeContent } from '../contract.ts'
import { noticeCard, type Out } from './views.ts'

const now = new Date('2026-12-09T12:00:00Z')
const service = { name: 'Anagrafe', state: 'down', since: null, note: '' } as unknown as NoticeContent['services'][number]
const out = (services: NoticeContent['services']): Out => {
  const texts = { title: 'Dati di chi ha usato lo sportello', summary: 'Che cosa è successo ai dati.' }
  return { slug: 'dati', content: { sourceLang: 'it', texts: { it: texts }, services } as unknown as NoticeContent, history: [], publishedAt: now, updatedAt: now, expiresAt: now }
}

test('a notice that names no service says nothing of services: least of all that they work', () => {
  const body = { slug: 'pieve', name: 'Comune di Pieve' }
  expect(noticeCard(out([]), body, [], 'it', now)).not.toHaveProperty('state')
  expect(noticeCard(out([service]), body, [], 'it', now).state).toBe('unknown')
})
