import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'
import { factsOf, listedFirm, smallTown, soonAfter } from '../fixtures/parties.ts'
import type { Obligation } from '../types.ts'

const serious = { isTypes: { 'IS-1': 'yes' }, personalData: 'no' }
const yes = { significant: { value: 'yes', reasoning: 'every service stopped' } }

function rowsOf(regime: string, document: Parameters<typeof factsOf>[0], now = soonAfter): readonly Obligation[] {
  return evaluate(factsOf(document), now).obligations.filter((row) => row.regime === regime)
}
function one(regime: string, document: Parameters<typeof factsOf>[0], now = soonAfter): { state: string; reasons: string[]; missing: readonly string[] } {
  const row = rowsOf(regime, document, now)[0]!
  return { state: row.state, reasons: row.reasons.map(({ code }) => code), missing: row.missing }
}

describe('Law 90: who', () => {
  const law90 = (party: object): ReturnType<typeof one> => one('IT-L90', { party: { ...smallTown, ...party }, incident: serious })
  test.each([
    ['100,000 inhabitants are not more than 100,000', { population: 100_000 }, 'not_applicable', 'l90_small_municipality'],
    ['100,001 are', { population: 100_001 }, 'due', 'l90_population_over'],
    ['a small regional capital', { population: 33_000, regionalCapital: 'yes' }, 'due', 'l90_capital'],
    ['a region', { kind: 'region' }, 'due', 'l90_kind'],
    ['a metropolitan city', { kind: 'metropolitan_city' }, 'due', 'l90_kind'],
    ['a province is not named', { kind: 'province' }, 'not_applicable', 'l90_kind_not_named'],
    ['a school is not named', { kind: 'school' }, 'not_applicable', 'l90_kind_not_named'],
    ['a hospital that is not an ASL is not named', { kind: 'hospital' }, 'not_applicable', 'l90_kind_not_named'],
    ['an ASL', { kind: 'health_agency', asl: 'yes' }, 'due', 'l90_asl'],
    ['a health agency that is no ASL', { kind: 'health_agency', asl: 'no' }, 'not_applicable', 'l90_not_asl'],
    ['urban transport, catchment exactly 100,000', { kind: 'transport_company', transport: { scope: 'urban', catchment: 100_000 }, inHouse: { ofLaw90Body: 'no', activity: 'transport' } }, 'due', 'l90_transport'],
    ['urban transport, 99,999', { kind: 'transport_company', transport: { scope: 'urban', catchment: 99_999 }, inHouse: { ofLaw90Body: 'no', activity: 'transport' } }, 'not_applicable', 'l90_not_transport'],
    ['extra-urban in a metropolitan city', { kind: 'transport_company', transport: { scope: 'extra_urban', inMetropolitanCity: 'yes' } }, 'due', 'l90_transport'],
    ['in-house IT company', { kind: 'provider', inHouse: { ofLaw90Body: 'yes', activity: 'it_services' } }, 'due', 'l90_in_house'],
    ['in-house company for another activity', { kind: 'provider', inHouse: { ofLaw90Body: 'yes', activity: 'other' } }, 'not_applicable', 'l90_not_in_house'],
  ])('%s', (_name, party, state, reason) => {
    const row = law90(party)
    expect(row.state).toBe(state)
    expect(row.reasons).toContain(reason)
  })
  test.each([
    ['population', { population: undefined }, 'party.population'],
    ['capital', { regionalCapital: undefined }, 'party.regionalCapital'],
    ['capital said to be unknown', { regionalCapital: 'unknown' }, 'party.regionalCapital'],
    ['ASL', { kind: 'health_agency' }, 'party.asl'],
    ['in-house', { kind: 'provider' }, 'party.inHouse'],
    ['catchment', { kind: 'transport_company', transport: { scope: 'urban' } }, 'party.transport.catchment'],
  ])('an unknown fact is asked for, not guessed: %s', (_name, party, path) => {
    const row = law90(party)
    expect(row.state).toBe('awaiting_input')
    expect(row.missing).toContain(path)
  })
  test('deferred kinds from 13 January 2025, named kinds from 17 July 2024', () => {
    const clocks = { aware: { at: '2025-01-12T23:30:00+01:00' } }
    const now = new Date('2025-01-13T00:00:00+01:00')
    const town = { ...smallTown, population: 150_000 }
    expect(one('IT-L90', { party: town, incident: serious, clocks }, now)).toMatchObject({ state: 'not_in_force' })
    expect(one('IT-L90', { party: { ...town, kind: 'region' }, incident: serious, clocks }, now).state).toBe('due')
    const next = { aware: { at: '2025-01-13T00:30:00+01:00' } }
    expect(one('IT-L90', { party: town, incident: serious, clocks: next }, new Date('2025-01-13T01:00:00+01:00')).state).toBe('due')
    const earlier = { aware: { at: '2024-07-16T12:00:00+02:00' } }
    expect(one('IT-L90', { party: { ...town, kind: 'region' }, incident: serious, clocks: earlier }, now)).toMatchObject({ state: 'not_in_force' })
  })
  test('the taxonomy in force is that of the day of awareness', () => {
    const party = { ...smallTown, kind: 'region' }
    const at = (aware: string): Obligation => rowsOf('IT-L90', { party, incident: serious, clocks: { aware: { at: aware } } })[0]!
    expect(at('2026-02-16T23:59:00+01:00').certainty).toBe('memory')
    expect(at('2026-02-17T00:00:00+01:00').source).toContain('26A00713')
  })
  test('outside the taxonomy: not due; one type unknown: asked', () => {
    const party = { ...smallTown, kind: 'region' }
    expect(one('IT-L90', { party, incident: { isTypes: { 'IS-1': 'no', 'IS-2': 'no', 'IS-3': 'no' } } })).toMatchObject({ state: 'not_applicable' })
    const asked = one('IT-L90', { party, incident: { isTypes: { 'IS-1': 'no', 'IS-3': 'no', 'IS-4': 'yes' } } })
    expect(asked).toMatchObject({ state: 'awaiting_input', missing: ['incident.isTypes.IS-2'] })
  })
})

describe('NIS2: who and from when', () => {
  const nis2 = (acn: object | undefined, aware: string): ReturnType<typeof one> =>
    one('IT-NIS2', { party: { ...listedFirm, acn }, incident: serious, decisions: yes, clocks: { aware: { at: aware } } }, new Date(aware))
  test('nine months from the notice, in local calendar months', () => {
    const acn = { status: 'important', noticeReceivedOn: '2025-04-14' }
    expect(nis2(acn, '2026-01-13T23:59:00+01:00').state).toBe('not_in_force')
    expect(nis2(acn, '2026-01-14T00:00:00+01:00').state).toBe('due')
  })
  test('first listed in 2026: 1 January 2027, whatever the day of the notice', () => {
    const acn = { status: 'essential', noticeReceivedOn: '2026-02-10' }
    expect(nis2(acn, '2026-12-31T23:59:00+01:00')).toMatchObject({ state: 'not_in_force' })
    expect(nis2(acn, '2027-01-01T00:00:00+01:00').state).toBe('due')
  })
  test('first wave without a recorded notice: only January 2026 is in doubt', () => {
    const acn = { status: 'essential', firstListedYear: 2025 }
    expect(nis2(acn, '2025-12-31T12:00:00+01:00').state).toBe('not_in_force')
    expect(nis2(acn, '2026-01-20T12:00:00+01:00')).toMatchObject({ state: 'awaiting_input', missing: ['party.acn.noticeReceivedOn'] })
    expect(nis2(acn, '2026-02-01T12:00:00+01:00').state).toBe('due')
  })
  test('listing unknown, or listed without any date: asked', () => {
    expect(nis2(undefined, '2026-10-05T10:00:00+02:00')).toMatchObject({ state: 'awaiting_input', missing: ['party.acn.status'] })
    expect(nis2({ status: 'important' }, '2026-10-05T10:00:00+02:00').missing).toEqual(['party.acn.noticeReceivedOn'])
  })
  test('which determination applies is that of the day of awareness', () => {
    const acn = { status: 'important', noticeReceivedOn: '2025-04-01' }
    const at = (aware: string): string => rowsOf('IT-NIS2', { party: { ...listedFirm, acn }, incident: serious, decisions: yes, clocks: { aware: { at: aware } } })[0]!.source
    expect(at('2026-01-14T12:00:00+01:00')).toContain('164179/2025')
    expect(at('2026-01-15T00:00:00+01:00')).toContain('379907')
  })
  test('IS-4 counts for essential entities only; the tests are shown beside the decision', () => {
    const incident = { isTypes: { 'IS-1': 'no', 'IS-2': 'no', 'IS-3': 'no', 'IS-4': 'yes' }, art25: { a: 'yes', b: 'no' } }
    const tests = (status: string) => evaluate(factsOf({ party: { ...listedFirm, acn: { status, firstListedYear: 2025 } }, incident }), soonAfter).significance!
    expect(tests('essential')).toMatchObject({ pointsAt: 'yes', decision: 'undecided' })
    expect(tests('important')).toMatchObject({ pointsAt: 'undecided' })
    expect(tests('important').types.find(({ type }) => type === 'IS-4')).toMatchObject({ countsForNis2: false, countsForLaw90: false })
  })
  test('undecided: awaiting, with the provisional moment; "no" without reasoning closes nothing', () => {
    const rows = rowsOf('IT-NIS2', { party: listedFirm, incident: serious })
    expect(rows[0]).toMatchObject({ state: 'awaiting_input', missing: ['decisions.significant'] })
    expect(rows[0]!.strictAt).toEqual(new Date('2026-10-06T10:00:00+02:00'))
    const bare = one('IT-NIS2', { party: listedFirm, incident: serious, decisions: { significant: { value: 'no' } } })
    expect(bare).toMatchObject({ state: 'awaiting_input', missing: ['decisions.significant.reasoning'] })
    const reasoned = one('IT-NIS2', { party: listedFirm, incident: serious, decisions: { significant: { value: 'no', reasoning: 'a test system' } } })
    expect(reasoned.state).toBe('not_applicable')
  })
})

describe('the other regimes', () => {
  test('PSNC: one row for a party outside, one question when unknown, one hour or six inside', () => {
    const psnc = (party: object, incident: Readonly<Record<string, unknown>> = {}) => evaluate(factsOf({ party: { ...listedFirm, ...party }, incident }), soonAfter)
      .obligations.filter(({ regime }) => regime.startsWith('IT-PSNC')).map(({ id, state }) => `${id} ${state}`)
    expect(psnc({ psnc: 'no' })).toEqual(['IT-PSNC-B/all not_applicable'])
    expect(psnc({ psnc: undefined })).toEqual(['IT-PSNC-B/all awaiting_input'])
    expect(psnc({ psnc: 'yes' }, { psncTable: 'table_1' })).toEqual(['IT-PSNC-B/all not_applicable', 'IT-PSNC-A/notification due', 'IT-PSNC-C/all not_applicable'])
    const outside = evaluate(factsOf({ party: { ...listedFirm, psnc: 'yes' }, incident: { psncTable: 'outside_assets' } }), soonAfter)
    expect(outside.obligations.find(({ id }) => id === 'IT-PSNC-C/notification')).toMatchObject({ certainty: 'memory', verifiedOn: null, state: 'due' })
  })
  test('a kind settles what it can, a firm is asked', () => {
    expect(one('EU-DORA', { party: smallTown })).toMatchObject({ state: 'not_applicable', reasons: ['not_financial', 'settled_by_kind'] })
    expect(one('EU-DORA', { party: { ...listedFirm, financial: undefined } })).toMatchObject({ state: 'awaiting_input', missing: ['party.financial'] })
    expect(one('EU-CRA-VULN', { party: smallTown }).reasons).toContain('settled_by_kind')
    expect(one('EU-CRA-VULN', { party: { ...smallTown, manufacturer: 'yes' }, incident: { exploitedVulnerability: 'yes' } }).state).toBe('due')
  })
  test('CRA from 11 September 2026, local midnight', () => {
    const cra = (aware: string) => one('EU-CRA-VULN', {
      party: { ...listedFirm, manufacturer: 'yes' }, incident: { exploitedVulnerability: 'yes' }, clocks: { aware: { at: aware } },
    }, new Date('2026-09-11T01:00:00+02:00')).state
    expect(cra('2026-09-10T23:59:00+02:00')).toBe('not_in_force')
    expect(cra('2026-09-11T00:00:00+02:00')).toBe('due')
  })
  test('France: LOPMI, OIV, OSE, health', () => {
    const firm = { country: 'FR', kind: 'firm', financial: 'no', manufacturer: 'no', trustService: 'no', healthActor: 'no', oiv: 'no', ose: 'no', cyberInsured: 'no' }
    expect(one('FR-LOPMI', { party: firm })).toMatchObject({ state: 'not_applicable', reasons: ['not_insured'] })
    expect(one('FR-LOPMI', { party: { ...firm, cyberInsured: undefined } }).missing).toEqual(['party.cyberInsured'])
    expect(one('FR-LOPMI', { party: { ...firm, cyberInsured: 'yes' }, incident: { malicious: 'no' } }).state).toBe('not_applicable')
    expect(one('FR-LPM', { party: { ...firm, oiv: 'yes' }, incident: { onSiiv: 'yes' } }).state).toBe('due_without_hours')
    expect(one('FR-OSE', { party: { ...firm, ose: 'yes' }, decisions: yes }).state).toBe('due_without_hours')
    expect(one('FR-SANTE', { party: { ...firm, healthActor: 'yes' } })).toMatchObject({ state: 'awaiting_input', missing: ['decisions.healthSignificant'] })
    expect(one('FR-LOPMI', { party: { ...firm, cyberInsured: 'yes' }, incident: { malicious: 'yes' }, clocks: { aware: { at: '2023-04-23T12:00:00+02:00' } } }).state).toBe('not_in_force')
  })
  test('a party meets its own country and the Union, not the neighbour', () => {
    const { obligations } = evaluate(factsOf({ party: { country: 'FR', kind: 'municipality' } }), soonAfter)
    expect(obligations.some(({ regime }) => regime.startsWith('IT-'))).toBe(false)
    expect(evaluate(factsOf({ party: smallTown }), soonAfter).obligations.some(({ regime }) => regime.startsWith('FR-'))).toBe(false)
  })
})
