import { describe, expect, test } from 'vitest'
import type { WeekFacts } from '../contract-catalogue.ts'
import { askOf, daysOfWeek, inShort, weekBefore, weekText } from './week.ts'

const facts: WeekFacts = {
  from: '2026-11-23', to: '2026-11-29', sources: [{ label: 'Server del protocollo', lines: 12_345, before: 12_000, silent: [], broken: 0, incomplete: false }, { label: 'Firewall', lines: 70, before: 700, silent: [], broken: 0, incomplete: false }],
  found: 0, foundBefore: 2, open: 0, taken: 0, closed: 0, cases: [], worst: '',
}
const [server, firewall] = facts.sources as [WeekFacts['sources'][number], WeekFacts['sources'][number]]
const langs = ['it', 'fr', 'en'] as const

describe('which week', () => {
  const of = (iso: string, zone = 'Europe/Rome') => weekBefore(new Date(iso), zone)
  test('from Monday at five by the clocks of the centre; later that week it is still the same', () => {
    expect(of('2026-11-30T03:59:00Z')).toBeUndefined()
    expect(of('2026-11-30T04:00:00Z')).toEqual({ week: '2026-W48', from: '2026-11-23', to: '2026-11-29', next: '2026-11-30', before: '2026-11-16' })
    expect(of('2026-12-06T22:59:00Z')?.week).toBe('2026-W48')
    expect(of('2026-12-06T23:30:00Z')).toBeUndefined()
    expect(of('2026-07-06T03:00:00Z', 'Europe/Paris')?.week).toBe('2026-W27')
  })
  test('the year is that of its Thursday', () => {
    expect([of('2027-01-04T12:00:00Z')?.week, of('2026-01-05T12:00:00Z')?.week, of('2027-01-11T12:00:00Z')?.week, of('2025-01-06T12:00:00Z')?.week]).toEqual(['2026-W53', '2026-W01', '2027-W01', '2025-W01'])
  })
  test('its days, over the change of clocks too', () => {
    expect(daysOfWeek('2026-10-19')).toEqual(['2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22', '2026-10-23', '2026-10-24', '2026-10-25'])
  })
})

describe('what is asked: one thing', () => {
  const ask = (more: Partial<WeekFacts>) => askOf({ ...facts, ...more })
  const silent = { ...server, silent: ['2026-11-25'] }
  test('silence before all, then the record, then a case, then what never came, then what is faulty', () => {
    expect(ask({ sources: [{ ...firewall, silent: ['2026-11-25', '2026-11-26'] }, silent, { ...firewall, incomplete: true }], cases: ['C-1'] })).toEqual({ kind: 'silent', label: 'Firewall' })
    expect(ask({ sources: [{ ...silent, incomplete: true }], cases: ['C-1'] })).toEqual({ kind: 'incomplete', label: 'Server del protocollo' })
    expect(ask({ cases: ['C-1'], sources: [{ ...server, lines: 0, before: 0 }] })).toEqual({ kind: 'case', label: 'C-1' })
    expect(ask({ sources: [{ ...server, lines: 0, before: 0 }, { ...firewall, broken: 3 }] }).kind).toBe('never')
    expect(ask({ sources: [{ ...firewall, broken: 3 }] }).kind).toBe('broken')
    expect(ask({}).kind).toBe('nothing')
  })
})

describe('in words', () => {
  test('a quiet week, in three languages', () => {
    expect(langs.map((lang) => inShort(facts, lang))).toEqual([
      'È stata una settimana tranquilla. Righe controllate: 12.415. Il centro non ha trovato nulla di sospetto. Non dovete fare nulla.',
      'La semaine a été calme. Lignes contrôlées\u202f: 12\u202f415. Le centre n’a rien trouvé de suspect. Vous n’avez rien à faire.',
      'It was a quiet week. Lines looked at: 12,415. The centre found nothing suspicious. You have nothing to do.',
    ])
    expect(weekText(facts, 'en')).toMatchObject({ looked: ['Lines looked at: 12,415.', 'Server del protocollo: 12,345.', 'Firewall: 70.'], silent: [], compared: ['About as much came as the week before (12,700).', 'Suspicious things the week before: 2.'] })
  })
  test('silence is said by its days, and before what was found', () => {
    const said = weekText({ ...facts, found: 2, open: 1, taken: 1, worst: 'high', cases: ['C-00007'], sources: [{ ...server, silent: ['2026-11-25', '2026-11-29'] }, { ...firewall, silent: daysOfWeek('2026-11-23') }] }, 'it')
    expect(said.headline).toBe('Una fonte ha smesso di inviare: in quei giorni il centro non ha visto nulla.')
    expect(said.silent).toEqual(['Da «Server del protocollo» non è arrivato nulla in questi giorni: mercoledì 25 novembre e domenica 29 novembre.', 'Da «Firewall» non è arrivato nulla per tutta la settimana.'])
    expect(said.found).toEqual(['Fatti sospetti trovati: 2.', 'Almeno uno può essere grave.', 'Ancora da guardare: 1.', 'Una persona del centro se ne occupa: 1.', 'Il centro ha aperto un caso: C-00007.'])
    expect(said.ask).toEqual({ kind: 'silent', text: 'Chiedete a chi cura il sistema perché «Firewall» non invia più.' })
  })
  test('much more, much less, nothing to compare with, no source', () => {
    const compared = (lines: number, before: number) => weekText({ ...facts, sources: [{ ...server, lines, before }] }, 'en').compared[0]
    expect([compared(150, 100), compared(50, 100), compared(149, 100), compared(9, 0)]).toEqual(['Much more came than the week before (100).', 'Much less came than the week before (100).', 'About as much came as the week before (100).', 'There is no week before to compare with.'])
    expect(weekText({ ...facts, sources: [] }, 'en')).toMatchObject({ headline: 'Nothing came to be looked at this week.', looked: ['No source sends to the centre.'] })
  })
})
