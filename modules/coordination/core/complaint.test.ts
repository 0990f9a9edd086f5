/** The hour at which the insurance stops waiting, by the engine; and a draft that says only what is known. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regimeOf } from '#engines/deadlines/index.ts'
import { complainants, complaintCountries, complaintSituations } from '../contract-complaint.ts'
import { BLANK, readKnown, sheetOf, TERM_HOURS, type Told } from './complaint.ts'

const now = new Date('2026-10-06T08:00:00Z')
const told: Told = { country: 'FR', who: 'firm', situation: 'ransomware', knownAt: readKnown('2026-10-05T09:00', 'FR')! }
const until = (known: string, at = now) => sheetOf({ ...told, knownAt: readKnown(known, 'FR')! }, at, 'fr').term

describe('72 hours', () => {
  test('the vector of the reference: Monday nine o’clock, Thursday nine o’clock', () => {
    expect(until('2026-10-05T09:00')).toMatchObject({ at: '2026-10-08T07:00:00.000Z', exceeded: false })
  })
  test('real hours over a change of clocks: an hour earlier on the wall in autumn, an hour later in spring', () => {
    const wall = (iso: string | null | undefined) => new Intl.DateTimeFormat('fr', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(new Date(iso!))
    expect(wall(until('2026-10-24T10:00', new Date('2026-10-24T12:00:00Z'))!.at)).toBe('27/10/2026 09:00')
    expect(wall(until('2027-03-27T10:00', new Date('2027-03-27T12:00:00Z'))!.at)).toBe('30/03/2027 11:00')
    // The hour that comes twice is the first one: never later than what was meant.
    expect(readKnown('2026-10-25T02:30', 'FR')).toEqual(new Date('2026-10-25T00:30:00Z'))
  })
  test('exceeded is said, to the second', () => {
    expect(until('2026-10-05T09:00', new Date('2026-10-08T07:00:00Z'))!.exceeded).toBe(false)
    expect(until('2026-10-05T09:00', new Date('2026-10-08T07:00:01Z'))!.exceeded).toBe(true)
  })
  test('for persons, in Italy and before the law there is none; without a moment there is no hour', () => {
    expect(sheetOf({ ...told, who: 'person' }, now, 'fr').term).toBeNull()
    expect(sheetOf({ ...told, country: 'IT' }, now, 'fr').term).toBeNull()
    expect(until('2023-04-20T09:00')).toBeNull()
    expect(sheetOf({ ...told, knownAt: null }, now, 'fr').term).toMatchObject({ at: null, exceeded: false })
  })
  test('the hours of the sentence are those of the regime', () => {
    const term = regimeOf('FR-LOPMI')!.versions[0]!.stages[0]!.term
    expect(term).toMatchObject({ kind: 'hours', hours: TERM_HOURS })
    fc.assert(fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), fc.constantFrom('firm' as const, 'body' as const), (knownAt, who) => {
      const { at } = sheetOf({ ...told, who, knownAt }, knownAt, 'fr').term!
      expect(Date.parse(at!) - knownAt.getTime()).toBe(TERM_HOURS * 3_600_000)
    }))
  })
})

describe('the sheet', () => {
  test('a private person in France is told of THESEE for a fraud, a firm is not', () => {
    const names = (more: Partial<Told>) => sheetOf({ ...told, ...more }, now, 'it').where.map((one) => one.name)
    expect(names({ who: 'person', situation: 'fraud' })).toContain('THESEE')
    expect(names({ who: 'firm', situation: 'fraud' })).not.toContain('THESEE')
    expect(names({ country: 'IT' })[0]).toBe('Polizia Postale')
  })
  test('rules of law carry their article; the one of public officials is for bodies alone', () => {
    const of = (who: Told['who']) => sheetOf({ ...told, country: 'IT', who }, now, 'it').notes.map((one) => one.source)
    expect(of('person')).toEqual(['art. 333 c.p.p.', 'art. 120 e 124 c.p.', 'art. 124 c.p.'])
    expect(of('body')).toContain('art. 331 c.p.p.')
  })
  test('what is not known is a blank; what was typed stays what it is, braces too', () => {
    const { draft } = sheetOf({ ...told, knownAt: null, words: 'prima {name} poi $& dopo', name: '' }, now, 'it')
    expect(draft.lang).toBe('fr')
    expect(draft.paragraphs).toContain('Ce qui s’est passé\u202f: prima {name} poi $& dopo')
    expect(draft.paragraphs.join(' ')).toContain(`connaissance le ${BLANK}`)
    for (const country of complaintCountries) for (const who of complainants) for (const situation of complaintSituations) for (const lang of ['it', 'fr', 'en'] as const) {
      const sheet = sheetOf({ country, who, situation, knownAt: null }, now, lang)
      expect(sheet.draft.paragraphs.join(' '), `${country} ${who} ${situation}`).not.toMatch(/\{\w+\}|undefined/)
      expect([sheet.where.length, sheet.bring.length, sheet.leave.length, sheet.notes.length].every((n) => n > 0)).toBe(true)
    }
  })
  test('the hour in the draft is the wall’s of that country', () => {
    expect(sheetOf(told, now, 'en').draft.paragraphs.join(' ')).toContain('5 octobre 2026 à 09:00')
  })
})
