import { expect, test } from 'vitest'
import type { NoticeContent } from '../../contract.ts'
import { changedIn, clean, merge } from './merge.ts'

const text = { title: 'Titolo', summary: 'Sintesi', cause: ['Causa'], stillWorks: [], citizenDeadlines: [], personalData: [], falseMessages: [] }
const base: NoticeContent = {
  sourceLang: 'it', texts: { it: text, fr: text, en: text }, reviewed: ['it'], behind: { it: [], fr: [], en: [] }, topics: ['Residenza'],
  services: [{ serviceId: null, name: 'Anagrafe', state: 'down', since: null, nextUpdateAt: null }], places: [], office: { name: 'Ufficio', lines: [] }, attachments: [], nextUpdateAt: null, expiresAt: '2026-12-16T11:00:00.000Z',
}
const withIt = (change: Partial<NoticeContent['texts']['it']>, more: Partial<NoticeContent> = {}): NoticeContent => ({ ...base, ...more, texts: { ...base.texts, it: { ...text, ...change } } })

test('each one’s fields are kept; what both changed keeps the screen and is named', () => {
  const mine = withIt({ title: 'Mio', summary: 'Mia sintesi' })
  const theirs = withIt({ title: 'Suo', cause: ['Sua causa'] }, { nextUpdateAt: '2026-12-09T11:00:00.000Z' })
  const { content, theirs: fromThem, both } = merge(base, mine, theirs)
  expect(content.texts.it).toEqual({ ...text, title: 'Mio', summary: 'Mia sintesi', cause: ['Sua causa'] })
  expect(content.nextUpdateAt).toBe('2026-12-09T11:00:00.000Z')
  expect([fromThem, both]).toEqual([['texts.it.cause', 'nextUpdateAt'], ['texts.it.title']])
})

test('a save of one’s own is no news, and what the server computes follows the server', () => {
  const mine = withIt({ title: 'Mio' })
  const theirs = { ...mine, behind: { it: [], fr: ['title' as const], en: ['title' as const] } }
  expect(merge(base, mine, theirs)).toEqual({ content: theirs, theirs: [], both: [] })
  expect(changedIn(theirs, merge(base, mine, theirs).content)).toEqual([])
})

test('empty lines and empty rows are not sent', () => {
  const sent = clean({ ...withIt({ title: ' Mio ', cause: ['a ', '', ' b'] }), places: [{ name: '', lines: [''] }], office: { name: ' U ', lines: ['x', ''], href: ' ' } })
  expect([sent.texts.it.title, sent.texts.it.cause, sent.places, sent.office]).toEqual(['Mio', ['a', 'b'], [], { name: 'U', lines: ['x'] }])
})
