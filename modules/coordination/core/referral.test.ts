/** Names without favour: whoever is left out is never named, turns even out, and the order of the input says nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bondKinds, responderLanguages, trades } from '../contract-responders.ts'
import { inForce, NAMES, readyAt, refer, type Need, type Tie, type Weighed } from './referral.ts'

const now = new Date('2026-12-09T10:00:00Z')
const need: Need = { trade: 'ransomware', place: 'Haute-Garonne', withinHours: 24, language: 'fr', bodyId: 'body', fallenId: 'fallen', timeZone: 'Europe/Paris' }
const one = (id: string, more: Partial<Weighed> = {}): Weighed => ({ id, active: true, trades: ['ransomware'], places: ['haute garonne'], everywhere: false, languages: ['fr'], readyHours: 4, notUntil: null, groupName: '', qualifications: [], bonds: [], turns: { shown: 0, first: 0, lastAt: null }, ...more })
const judged = (responder: Weighed, ties: readonly Tie[] = [], asked: Partial<Need> = {}) => {
  const { named, excluded } = refer({ ...need, ...asked }, [responder], ties, now, 's')
  return named[0]?.ties ?? excluded[0]!.reasons
}

const party = fc.constantFrom('body', 'fallen', 'r0', 'r1', 'r2', 'elsewhere')
const anyResponder = fc.record({
  active: fc.boolean(), trades: fc.subarray([...trades]), places: fc.subarray(['Haute-Garonne', 'Lot', 'Gers']), everywhere: fc.boolean(), languages: fc.subarray([...responderLanguages]),
  readyHours: fc.option(fc.integer({ min: 0, max: 200 })), notUntil: fc.option(fc.constantFrom('2026-12-08T00:00:00Z', '2026-12-09T20:00:00Z', '2027-01-01T00:00:00Z')), groupName: fc.constantFrom('', 'Gruppo', 'Altro'),
  qualifications: fc.array(fc.record({ kind: fc.constantFrom('pris' as const, 'other' as const), until: fc.constantFrom('2026-12-08', '2026-12-09', '2028-01-01') }), { maxLength: 2 }),
  bonds: fc.array(fc.record({ partyId: party, as: fc.constantFrom(...bondKinds) }), { maxLength: 3 }),
  turns: fc.record({ shown: fc.nat(5), first: fc.nat(5), lastAt: fc.option(fc.constantFrom('2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z')) }),
})
const responders = fc.array(anyResponder, { maxLength: 12 }).map((all): Weighed[] => all.map((rest, i) => ({ ...rest, id: i === 11 ? 'fallen' : `r${i}` })))
const ties = fc.array(fc.record({ partyId: party, onId: party, sure: fc.boolean() }), { maxLength: 8 })

describe('property', () => {
  test('nobody is both left out and named, nobody is lost, and no one who does not fit is named', () => {
    fc.assert(fc.property(responders, ties, fc.boolean(), (all, between, known) => {
      const asked = { ...need, fallenId: known ? 'fallen' : null }
      const { named, excluded } = refer(asked, all, between, now, 'seed')
      const [inside, outside] = [new Set(named.map(({ id }) => id)), new Set(excluded.map(({ id }) => id))]
      expect([...inside].filter((id) => outside.has(id))).toEqual([])
      expect(named.length).toBe(Math.min(NAMES, all.length - outside.size))
      expect(named.length).toBeGreaterThanOrEqual(Math.min(3, all.length - outside.size))
      for (const { id } of named) {
        const it = all.find((each) => each.id === id)!
        expect(it.active && it.trades.includes('ransomware') && it.languages.includes('fr') && (it.everywhere || it.places.includes('Haute-Garonne'))).toBe(true)
        expect(readyAt(it, now)!.getTime()).toBeLessThanOrEqual(now.getTime() + 24 * 3_600_000)
        expect(id).not.toBe(asked.fallenId)
        expect(it.bonds.some((bond) => bond.as === 'conflict' && (bond.partyId === 'body' || bond.partyId === asked.fallenId))).toBe(false)
        expect(it.bonds.some((bond) => (bond.as === 'owner' || bond.as === 'group') && bond.partyId === asked.fallenId)).toBe(false)
        if (!known) expect(between.some((tie) => tie.partyId === 'body' && tie.onId === id && tie.sure)).toBe(false)
      }
      // With a tie comes last.
      expect(named.map((each) => each.ties.length > 0)).toEqual(named.map((each) => each.ties.length > 0).toSorted((a, b) => Number(a) - Number(b)))
    }))
  })
  test('the order of the input says nothing', () => {
    fc.assert(fc.property(responders, ties, fc.integer(), fc.string(), (all, between, shift, seed) => {
      const turned = all.map((_, i) => all[(i + Math.abs(shift)) % all.length]!).toReversed()
      expect(refer(need, turned, between.toReversed(), now, seed)).toEqual(refer(need, all, between, now, seed))
    }))
  })
  test('over many referrals equal ones are named as often, give or take one; and first as often, when all are named', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }), fc.string(), (size, times, seed) => {
      const turns = new Map(Array.from({ length: size }, (_, i) => [`r${i}`, { shown: 0, first: 0, lastAt: null as string | null }]))
      for (let n = 0; n < times; n++) {
        const at = new Date(now.getTime() + n * 60_000)
        const { named } = refer(need, [...turns].map(([id, counted]) => one(id, { turns: { ...counted } })), [], at, `${seed} ${n}`)
        for (const [i, { id }] of named.entries()) { const counted = turns.get(id)!; counted.shown++; counted.first += i === 0 ? 1 : 0; counted.lastAt = at.toISOString() }
        const spread = (of: 'shown' | 'first') => Math.max(...[...turns.values()].map((it) => it[of])) - Math.min(...[...turns.values()].map((it) => it[of]))
        expect(spread('shown')).toBeLessThanOrEqual(1)
        if (size <= NAMES) expect(spread('first')).toBeLessThanOrEqual(1)
      }
    }), { numRuns: 60 })
  })
})

describe('what decides', () => {
  test('each reason to be left out', () => {
    expect(judged(one('a', { active: false, trades: ['web'], places: ['Lot'], languages: ['it'], readyHours: null }))).toEqual(['inactive', 'trade', 'place', 'language', 'unsaid'])
    expect(judged(one('a', { readyHours: 25 }))).toEqual(['late'])
    expect(judged(one('a', { notUntil: '2026-12-10T07:00:00Z' }))).toEqual(['late'])
    expect(judged(one('a', { notUntil: '2026-12-10T06:00:00Z' }))).toEqual([])
    expect(judged(one('fallen'))).toEqual(['fallen'])
    expect(judged(one('a', { bonds: [{ partyId: 'fallen', as: 'owner' }] }))).toEqual(['owner'])
    expect(judged(one('a', { bonds: [{ partyId: 'body', as: 'conflict' }] }))).toEqual(['declared'])
    expect(refer(need, [one('a', { groupName: 'Groupe Fictif' }), one('fallen', { groupName: 'groupe  fictif', active: false })], [], now, 's').excluded.find(({ id }) => id === 'a')!.reasons).toEqual(['owner'])
  })
  test('who supplies the body is left out while the way of the attack is not known, and last when it came by another', () => {
    const supplies = [{ partyId: 'body', onId: 'a', sure: true }]
    expect(judged(one('a'), supplies, { fallenId: null })).toEqual(['supplies_body'])
    expect(judged(one('a'), supplies)).toEqual(['supplies_you'])
    expect(judged(one('a'), [{ partyId: 'body', onId: 'a', sure: false }], { fallenId: null })).toEqual(['maybe'])
    expect(judged(one('a'), [{ partyId: 'a', onId: 'fallen', sure: true }])).toEqual(['case_tie'])
    expect(judged(one('a', { bonds: [{ partyId: 'fallen', as: 'customer' }] }))).toEqual(['case_tie'])
    expect(judged(one('a', { bonds: [{ partyId: 'body', as: 'customer' }] }))).toEqual(['works_for_you'])
    expect(refer(need, [one('a', { bonds: [{ partyId: 'body', as: 'customer' }] }), one('z', { turns: { shown: 9, first: 9, lastAt: '2026-12-08T00:00:00Z' } })], [], now, 's').named.map(({ id }) => id)).toEqual(['z', 'a'])
  })
  test('a qualification counts until its last day, and only one that counts brings forward', () => {
    expect(['2026-12-08', '2026-12-09'].map((until) => inForce(until, now, 'Europe/Paris'))).toEqual([false, true])
    // In Paris it is already the tenth.
    expect(inForce('2026-12-09', new Date('2026-12-09T23:30:00Z'), 'Europe/Paris')).toBe(false)
    const busy = { shown: 9, first: 9, lastAt: null }
    const order = (until: string) => refer(need, [one('plain'), one('pris', { turns: busy, qualifications: [{ kind: 'pris', until }] })], [], now, 's').named.map(({ id }) => id)
    expect([order('2026-12-08'), order('2026-12-09')]).toEqual([['plain', 'pris'], ['pris', 'plain']])
  })
})
