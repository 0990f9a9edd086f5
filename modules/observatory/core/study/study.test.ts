import { describe, expect, it } from 'vitest'
import { studyFilter } from '../../contract-study.ts'
import { bodiesOf } from './denominators.ts'
import { extractOf } from './extract.ts'
import { figuresOf } from './figures.ts'
import type { StudyRow, Told } from './rows.ts'

const row = (more: Partial<StudyRow> = {}): StudyRow => ({
  startedOn: '2023-12-08', precision: 'day', year: 2023, hour: null, night: null, weekend: false, holiday: true, action: 'malware', kind: 'municipality', sector: 'O84', size: 'pop_5k', province: 'Nord', victims: 1, daysToRestore: 12, stillDown: false, providerIds: [], parties: [], ...more,
})
const told: Told = { names: new Map(), ifDown: new Map(), had: null }
const filter = studyFilter.parse({ kind: 'municipality' })
const many = [{ kind: 'municipality', size: 'pop_5k', province: 'Nord', year: null, count: 150 }, { kind: 'municipality', size: 'pop_20k', province: 'Nord', year: null, count: 50 }]

describe('figures of the catalogue', () => {
  it('are rates with intervals where there are bodies, and counts where there are none', () => {
    const made = figuresOf([row(), row({ year: 2024, startedOn: '2024-02-01', holiday: false })], many, filter, '2026-06-01', told)
    expect(made).toMatchObject({ attacks: 2, coverage: { day: 2, hour: 0, denominators: true }, by: { year: [{ key: '2023', count: 1, bodies: 200 }, { key: '2024', count: 1, bodies: 200 }] } })
    expect(made.by.year[0]!.rate!.value).toBeCloseTo(5, 12)
    expect(made.by.province).toMatchObject([{ key: 'Nord', count: 2, bodies: 400 }])
    expect(made.by.size).toMatchObject([{ key: 'pop_5k', bodies: 300 }])
    expect(figuresOf([row()], many, studyFilter.parse({}), '2026-06-01', told).by.year[0]).toMatchObject({ count: 1, bodies: null, rate: null })
    expect(made.season.holiday).toMatchObject({ hits: 1, of: 2 })
    expect(made.season.night).toBe(null)
    expect(made.restore).toMatchObject({ events: 2, median: 12 })
    expect(figuresOf([], many, filter, '2026-06-01', told)).toMatchObject({ attacks: 0, trend: null, change: null, by: { year: [] } })
  })
  it('compares as long before as after, and says what it does not prove', () => {
    const days = ['2024-01-05', '2024-02-05', '2024-03-05', '2024-04-05', '2024-08-05']
    const made = figuresOf(days.map((startedOn) => row({ startedOn, year: 2024 })), many, { ...filter, since: '2024-06-01' }, '2024-10-01', told)
    expect(made.effect).toMatchObject({ before: 3, after: 1, days: { after: 122 }, caveats: expect.arrayContaining(['no_control', 'few_events']) })
  })
  it('against those who had it not, in the same time and of the same kinds', () => {
    const at = (startedOn: string, party: string | null, kind = 'municipality') => row({ startedOn, year: 2024, kind, parties: party ? [party] : [] })
    const days = [...['2024-01-05', '2024-02-05', '2024-03-05', '2024-08-05'].map((day) => at(day, 'p1')), ...['2024-02-01', '2024-07-01', '2024-08-01'].map((day) => at(day, 'p2')), at('2024-07-03', 'p3', 'school'), at('2024-07-04', null)]
    const made = figuresOf(days, many, { ...studyFilter.parse({}), since: '2024-06-01' }, '2024-10-01', { ...told, had: new Map([['p1', 'municipality']]) }).effect!
    expect(made).toMatchObject({ before: 2, after: 1, control: { had: { before: 2, after: 1, bodies: 1 }, others: { before: 1, after: 2, bodies: 199 }, aside: 1 } })
    expect(made.caveats).not.toContain('no_control')
    expect(made.control!.against).toMatchObject({ value: 0.25 })
  })
  it('say of a provider how often it fell, and what would stop if it fell now', () => {
    const made = figuresOf([row({ providerIds: ['p'] })], many, filter, '2026-06-01', { ...told, names: new Map([['p', 'Nubilis']]), ifDown: new Map([['p', { services: 3, bodies: 2, people: 900 }]]) })
    expect(made.providers).toEqual([{ partyId: 'p', name: 'Nubilis', falls: 1, ifDown: { services: 3, bodies: 2, people: 900 } }])
  })
})

describe('denominators', () => {
  it('take what was entered up to the year, and say nothing for half of it', () => {
    const firms = [{ kind: 'firm', sector: 'C', year: 2020, count: 1000 }, { kind: 'firm', sector: 'C', year: 2022, count: 1100 }]
    expect(bodiesOf(firms, { kind: 'firm', sector: 'C' }, [2021, 2022])).toBe(2100)
    expect(bodiesOf(firms, { kind: 'firm', sector: 'C' }, [2019, 2020])).toBe(null)
    expect(bodiesOf(firms, { kind: 'firm', sector: 'Q' }, [2022])).toBe(null)
    expect(bodiesOf(firms, {}, [2022])).toBe(null)
  })
  it('count each body of a registry, whether it knows its size and its province or not', () => {
    const registry = [{ kind: 'municipality', region: 'R', province: 'Nord', size: 'pop_5k', year: null, count: 20 }, { kind: 'municipality', region: 'R', province: 'Nord', size: null, year: null, count: 1 }, { kind: 'municipality', region: 'R', province: null, size: null, year: null, count: 2 }]
    expect(bodiesOf(registry, { kind: 'municipality' }, [2023])).toBe(23)
    expect(bodiesOf(registry, { kind: 'municipality', province: 'Nord' }, [2023])).toBe(21)
    expect(bodiesOf(registry, { kind: 'municipality', size: 'pop_5k' }, [2023])).toBe(20)
  })
})

describe('rows for research', () => {
  it('stand among others, carry no reference, and have other pseudonyms in another grant', () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({ entryId: `e${i}`, partyId: `p${i}`, when: i < 11 ? `2023-0${1 + (i % 2)}-0${1 + (i % 5)}` : '2019-01-01', kind: 'municipality', sector: 'O84', size: 'pop_5k', place: 'R/Nord', rest: { action: 'malware', rsit: 'x' } }))
    const made = extractOf(rows, ['when', 'kind', 'action'], (id) => `h(${id})`)
    expect(made).toMatchObject({ columns: ['id', 'when', 'kind', 'action'], grain: ['month', 'kind'], dropped: 1, smallest: 5 })
    expect(made.rows.every((one) => one.length === 4 && one[3] === 'malware')).toBe(true)
    expect(JSON.stringify(made.rows)).not.toMatch(/"e\d|2019|rsit/)
  })
})
