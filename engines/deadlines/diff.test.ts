import { describe, expect, test } from 'vitest'
import { diffObligations } from './diff.ts'
import { evaluate } from './evaluate.ts'
import { factsOf, smallTown, soonAfter } from './fixtures/parties.ts'
import type { Obligation } from './types.ts'

const breach = { party: smallTown, incident: { personalData: 'yes' }, decisions: { gdprRisk: { value: 'risk' } } }
const rows = (document: Parameters<typeof factsOf>[0], now = soonAfter): readonly Obligation[] => evaluate(factsOf(document), now).obligations

describe('what changed, and why', () => {
  test('nothing, when only time passes within the term', () => {
    expect(diffObligations(rows(breach), rows(breach, new Date('2026-10-06T12:00:00+02:00')))).toEqual([])
  })
  test('stored rows with ISO strings equal computed ones', () => {
    expect(diffObligations(JSON.parse(JSON.stringify(rows(breach))), rows(breach))).toEqual([])
  })
  test('a corrected awareness moves the moment and says from which clock', () => {
    const moved = rows({ ...breach, clocks: { aware: { at: '2026-10-05T08:00:00+02:00' } } })
    const change = diffObligations(rows(breach), moved).find(({ id }) => id === 'EU-GDPR33/notification')!
    expect(change.summary).toEqual({
      code: 'change_moment',
      params: { stage: 'notification', before: '2026-10-08T08:00:00.000Z', after: '2026-10-08T06:00:00.000Z' },
    })
    expect(change.fields.map(({ field }) => field)).toEqual(['strictAt', 'legalAt', 'outerAt', 'fromMoment'])
    expect(change.because.map(({ code }) => code)).toEqual(['runs_from'])
  })
  test('a decision turns one row into another', () => {
    const high = rows({ ...breach, decisions: { gdprRisk: { value: 'high' } } })
    const changes = diffObligations(rows(breach), high).map(({ id, change }) => `${change} ${id}`)
    expect(changes).toEqual(['added EU-GDPR34/communication', 'removed EU-GDPR34/all'])
  })
  test('exceeded is a change of state with its reason', () => {
    const [change] = diffObligations(rows(breach), rows(breach, new Date('2026-10-09T12:00:00+02:00')))
    expect(change).toMatchObject({ id: 'EU-GDPR33/notification', summary: { code: 'change_state', params: { before: 'due', state: 'exceeded' } } })
    expect(change!.because.map(({ code }) => code)).toContain('exceeded')
  })
})
