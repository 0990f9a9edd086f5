import { describe, expect, it } from 'vitest'
import { languages } from '#platform/contract/index.ts'
import { emptyTexts, readFingerprint, sectionsOf, textOf } from './profile.ts'

const centre = { name: 'Velarda Centre', region: 'Velarda', country: 'IT', timeZone: 'Europe/Rome', phone: '800 000 000', afterHours: '', email: 'centro@velarda.example', certifiedMail: '', address: '' }
const numbers = ['1', '1.1', '1.2', '1.3', '2', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10', '2.11', '3', '3.1', '3.2', '3.3', '3.4', '4', '4.1', '4.2', '4.3', '5', '5.1', '5.2', '6', '7']
const empty = { texts: emptyTexts(), fingerprint: '', keyAddress: '', changedAt: null }

describe('RFC 2350', () => {
  it.each(languages)('has every heading in its order and no empty section, also before anybody wrote a word (%s)', (lang) => {
    const sections = sectionsOf(empty, centre, lang, 'https://centro.example')
    expect(sections.map((one) => one.number)).toEqual(numbers)
    for (const one of sections) expect(one.paragraphs.length > 0 || ['1', '2', '3', '4', '5'].includes(one.number), one.number).toBe(true)
    expect(JSON.stringify(sections)).not.toMatch(/[{]\w+}/)
  })

  it('says what was written, in the language of the page or in one that there is', () => {
    const texts = { ...emptyTexts(), constituency: { it: 'Enti della Velarda', fr: '', en: 'Bodies of Velarda' } }
    const of = (lang: 'it' | 'fr') => sectionsOf({ ...empty, texts, fingerprint: 'A'.repeat(40), changedAt: '2026-12-08T05:14:00.000Z' }, centre, lang, 'https://centro.example')
    const at = (lang: 'it' | 'fr', number: string) => of(lang).find((one) => one.number === number)!.paragraphs
    expect([at('it', '3.2'), at('fr', '3.2')]).toEqual([['Enti della Velarda'], ['Bodies of Velarda']])
    expect(at('it', '2.8')).toEqual([`Impronta della chiave PGP: ${Array.from({ length: 10 }, () => 'AAAA').join(' ')}`])
    expect(at('fr', '1.1')).toEqual(['Mis à jour le 2026-12-08.'])
  })

  it('as text stays within 72 signs a line and keeps every word', () => {
    const sections = sectionsOf({ ...empty, texts: { ...emptyTexts(), mission: { it: '', fr: '', en: 'one two three '.repeat(60) } } }, centre, 'en', 'https://centro.example')
    const text = textOf('Velarda Centre', sections)
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72)
    expect(text.match(/three/g)).toHaveLength(60)
    expect(text.startsWith('Velarda Centre\n==============\n\n1. Document information\n\n1.1. Date')).toBe(true)
  })

  it('reads a fingerprint as programs write it', () => {
    expect(['', ' abcd '.repeat(10), `0x${'12:'.repeat(20)}`, 'abc', 'g'.repeat(40)].map(readFingerprint)).toEqual(['', 'ABCD'.repeat(10), '12'.repeat(20), undefined, undefined])
  })
})
