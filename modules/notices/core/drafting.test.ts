import { expect, test, describe } from 'vitest'
import { languages } from '#platform/contract/index.ts'
import { noticeContent } from '../contract.ts'
import { draftContent, draftingAt, restoredContent, type DraftCase } from './drafting.ts'
import { applyEdit, shownText, wholeText } from './edit.ts'
import { nextNoon, sayMoments } from './moments.ts'
import { gulpease, readingMinutes, wordsPerSentence } from './readability.ts'

const now = new Date('2023-12-08T05:10:00Z')
const drafting = draftingAt(now, 'Europe/Rome')
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const service = (n: number, name: string, availability: 'down' | 'degraded' | 'none' = 'down') => ({ id: id(n), name, category: 'registry-office', availability, at: new Date('2023-12-08T05:00:00Z'), exposed: true, tampered: false })
const one: DraftCase = { partyName: 'Comune di Pieve Lumera', personalData: 'unknown', expectedAt: now, occurredAt: new Date('2023-12-08T05:00:00Z'), services: [service(1, 'Anagrafe e stato civile'), service(2, 'Tributi'), service(3, 'Mensa scolastica', 'degraded'), service(4, 'Posta', 'none')] }
const many: DraftCase = { ...one, services: Array.from({ length: 40 }, (_, n) => service(n, `Servizio con un nome piuttosto lungo numero ${n}`)) }
const cases: [string, DraftCase][] = [
  ['several', one], ['one', { ...one, services: [service(1, 'Anagrafe e stato civile')] }], ['many', many], ['partial', { ...one, services: [service(3, 'Mensa scolastica', 'degraded')] }],
  ['data only', { ...one, services: [service(4, 'Posta', 'none')] }], ['data yes', { ...one, personalData: 'yes' }], ['data no', { ...one, personalData: 'no' }],
]
const all = [...cases.map(([name, facts]) => [name, draftContent(facts, drafting, 'it')] as const), ['restored', restoredContent(draftContent(one, drafting, 'it'), drafting)] as const]

describe.each(all)('a draft (%s)', (_name, content) => {
  test('is what the contract accepts', () => { expect(noticeContent.safeParse(content).error?.issues ?? []).toEqual([]) })
  test('reads easily: Gulpease of at least 60 in Italian, 20 words a sentence in all three', () => {
    expect(gulpease(wholeText(content.texts.it))).toBeGreaterThanOrEqual(60)
    for (const lang of languages) expect(wordsPerSentence(wholeText(content.texts[lang]))).toBeLessThanOrEqual(20)
  })
  test('names no way of attack and promises nothing', () => {
    for (const lang of languages) expect(wholeText(content.texts[lang])).not.toMatch(/ransom|malware|phishing|cifrat|chiffr|encrypt|hacker|attac|attaqu|sicuro|secure|garanti|Nubilis|undefined|\[|\{/i)
  })
})

test('the words of the first morning, in the language and hour of the reader', () => {
  const { texts, services, expiresAt, nextUpdateAt } = draftContent(one, drafting, 'it')
  expect(texts.it.summary).toBe('Da venerdì 8 dicembre, ore 6, sono fermi: Anagrafe e stato civile, Tributi. Gli sportelli sono aperti nei soliti orari.')
  expect(texts.fr.summary).toBe('Services interrompus depuis le vendredi 8 décembre à 6\u00a0h\u202f: Anagrafe e stato civile, Tributi. Les guichets sont ouverts aux heures habituelles.')
  expect(texts.en.summary).toBe('Down since Friday 8 December, 06:00: Anagrafe e stato civile, Tributi. Desks are open at the usual hours.')
  expect(services.map((s) => [s.name, s.state])).toEqual([['Anagrafe e stato civile', 'down'], ['Tributi', 'down'], ['Mensa scolastica', 'limited']])
  expect([nextUpdateAt, expiresAt]).toEqual(['2023-12-08T11:00:00.000Z', '2023-12-16T11:00:00.000Z'])
  expect(draftContent(many, drafting, 'it').texts.it.summary).toContain('40 servizi sono fermi')
})

test('the next noon is noon by the clock on the wall, also on the day the clock changes', () => {
  const hour = (at: Date) => new Intl.DateTimeFormat('en', { timeZone: 'Europe/Rome', hour: 'numeric', hourCycle: 'h23' }).format(at)
  for (const start of ['2024-03-30T20:00:00Z', '2024-10-26T20:00:00Z', '2024-06-01T09:30:00Z', '2024-06-01T06:59:00Z']) expect(hour(nextNoon(new Date(start), 'Europe/Rome'))).toBe('12')
  expect(sayMoments('Europe/Rome').fr(new Date('2024-03-01T05:20:00Z'))).toBe('vendredi 1er mars à 6\u00a0h\u00a020')
})

test('reading time: 200 words a minute', () => {
  expect([1, 200, 201, 400].map((n) => readingMinutes('parola '.repeat(n)))).toEqual([1, 1, 2, 2])
})

test('the Gulpease formula, on a sentence counted by hand', () => {
  // 4 words, 1 sentence, 11 + 10 + 15 + 13 letters
  expect(gulpease('Certificati anagrafici temporaneamente indisponibili.')).toBeCloseTo(89 + (300 - 10 * 49) / 4, 5)
})

describe('translations', () => {
  const before = draftContent(one, drafting, 'it')
  const change = (texts: Partial<typeof before.texts.it>) => ({ ...before, texts: { ...before.texts, it: { ...before.texts.it, ...texts } } })
  test('what the source says now is shown where a translation lags, and said to be a translation', () => {
    const after = applyEdit(before, change({ citizenDeadlines: ['Il termine del 16 dicembre è spostato al 23.'] }))
    expect(after.behind).toEqual({ it: [], fr: ['citizenDeadlines'], en: ['citizenDeadlines'] })
    expect(shownText(after, 'fr')).toMatchObject({ translated: true, text: { citizenDeadlines: ['Il termine del 16 dicembre è spostato al 23.'], title: before.texts.fr.title } })
    const translated = applyEdit(after, { ...after, texts: { ...after.texts, fr: { ...after.texts.fr, citizenDeadlines: ['Le délai du 16 décembre est reporté au 23.'] } }, reviewed: ['it', 'fr'] })
    expect(translated.behind).toEqual({ it: [], fr: [], en: ['citizenDeadlines'] })
    expect(shownText(translated, 'fr')).toMatchObject({ translated: false, text: { citizenDeadlines: ['Le délai du 16 décembre est reporté au 23.'] } })
  })
  test('what is sent as re-read is not believed while it lags', () => {
    const read = applyEdit(before, { ...before, reviewed: ['it', 'fr', 'en'] })
    expect(read.reviewed).toEqual(['it', 'fr', 'en'])
    expect(applyEdit(read, { ...read, texts: { ...read.texts, it: { ...read.texts.it, title: 'Un altro titolo' } }, behind: { it: [], fr: [], en: [] } }).reviewed).toEqual(['it'])
  })
})
