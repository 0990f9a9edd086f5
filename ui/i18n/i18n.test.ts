import { describe, expect, test } from 'vitest'
import { formats } from './formats.ts'
import { translator } from './translator.ts'

const now = '2026-12-09T10:40:00Z'

describe('formats', () => {
  test('moments are of the zone, not of the machine', () => {
    expect(formats('it', now).moment('2026-12-08T05:00:00Z')).toBe('mar 8 dic, 06:00')
    expect(formats('fr', now, 'Europe/Paris').moment('2026-12-08T05:00:00Z')).toBe('mar. 8 déc., 06:00')
    expect(formats('en', now, 'UTC').moment('2026-12-08T05:00:00Z')).toBe('Tue 8 Dec, 05:00')
  })

  test('the year is said when it is another one', () => {
    expect(formats('it', now).shortDate('2023-12-08T05:00:00Z')).toBe('ven 8 dic 2023')
  })

  test('the hour that does not exist and the hour that comes twice', () => {
    expect(formats('it', now).time('2026-03-29T01:00:00Z')).toBe('03:00')
    expect(formats('it', now).time('2026-10-25T00:30:00Z')).toBe('02:30')
    expect(formats('it', now).time('2026-10-25T01:30:00Z')).toBe('02:30')
  })

  test.each([
    ['2026-12-09T14:00:00Z', 'fra 3 ore 20 min', 'dans 3 heures 20 min', 'in 3 hours 20 min'],
    ['2026-12-09T11:41:00Z', 'fra 1 ora 1 min', 'dans 1 heure 1 min', 'in 1 hour 1 min'],
    ['2026-12-08T05:00:00Z', '1 giorno 5 ore fa', 'il y a 1 jour 5 heures', '1 day 5 hours ago'],
    ['2026-12-19T10:40:00Z', 'fra 10 giorni', 'dans 10 jours', 'in 10 days'],
    ['2026-12-09T10:40:30Z', 'adesso', 'maintenant', 'now'],
  ])('relative to now: %s', (at, it, fr, en) => {
    expect([formats('it', now).relative(at), formats('fr', now).relative(at), formats('en', now).relative(at)]).toEqual([it, fr, en])
  })
})

describe('translator', () => {
  const catalogue = {
    it: { 'case.one': '{n} caso', 'case.other': '{n} casi', hello: 'Ciao {name}' },
    fr: { 'case.one': '{n} dossier', 'case.other': '{n} dossiers', hello: 'Bonjour {name}' },
    en: { 'case.one': '{n} case', 'case.other': '{n} cases', hello: 'Hello {name}' },
  }

  test('plurals follow the language: zero is singular in French only', () => {
    expect([0, 1, 2].map((n) => translator(catalogue, 'fr').n('case', n))).toEqual(['0 dossier', '1 dossier', '2 dossiers'])
    expect([0, 1, 2].map((n) => translator(catalogue, 'it').n('case', n))).toEqual(['0 casi', '1 caso', '2 casi'])
    expect(translator(catalogue, 'it').n('case', 1_000_000)).toBe('1.000.000 casi')
  })

  test('a value is put as it is, even when it looks like a placeholder', () => {
    expect(translator(catalogue, 'it')('hello', { name: '{n} $& $1' })).toBe('Ciao {n} $& $1')
    expect(translator(catalogue, 'it')('hello', {})).toBe('Ciao {name}')
  })
})
