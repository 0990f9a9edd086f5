import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isProven, RECORD_PREFIX, tokenOf } from './claims.ts'
import { covers, datesProblem, decide, overlap, stateAt, type Consent } from './consent.ts'

const at = (text: string) => new Date(text)
const consent = (more: Partial<Consent> = {}): Consent => ({ id: 'c', what: 'scan', asset: null, from: at('2026-01-01T00:00:00Z'), until: at('2027-01-01T00:00:00Z'), withdrawnAt: null, ...more })
const site = { kind: 'domain', value: 'comune.fintopoli.it' } as const
const now = at('2026-06-01T00:00:00Z')

describe('what was allowed', () => {
  it('is nothing by default', () => {
    expect(decide([], [site], 'scan', now, site)).toEqual({ yes: false, why: 'never_given', consentId: null })
    expect(decide([consent({ what: 'logs' })], [site], 'scan', now, site)).toMatchObject({ yes: false, why: 'never_given' })
  })

  it('holds from its first moment, and no longer at its end or at its withdrawal', () => {
    const one = consent()
    expect([one.from, new Date(one.until.getTime() - 1), one.until, new Date(one.from.getTime() - 1)].map((when) => stateAt(one, when))).toEqual(['holds', 'holds', 'ended', 'to_come'])
    expect([new Date(now.getTime() - 1), now].map((when) => decide([consent({ withdrawnAt: now })], [site], 'scan', when, site).why)).toEqual(['given', 'withdrawn'])
  })

  it('one that holds wins over one that is over, and a new one over a withdrawn one', () => {
    expect(decide([consent({ id: 'old', withdrawnAt: at('2026-03-01T00:00:00Z') }), consent({ id: 'new', from: at('2026-04-01T00:00:00Z') })], [site], 'scan', now, site)).toEqual({ yes: true, why: 'given', consentId: 'new' })
  })

  it('for one name reaches the names below it and no others, and is no consent to everything', () => {
    const one = consent({ asset: site })
    const held = [{ kind: 'domain', value: 'fintopoli.it' } as const]
    expect(decide([one], held, 'scan', now, { kind: 'domain', value: 'posta.comune.fintopoli.it' }).yes).toBe(true)
    expect(decide([one], held, 'scan', now, { kind: 'domain', value: 'altro.fintopoli.it' })).toMatchObject({ yes: false, why: 'other_asset' })
    expect(decide([one], held, 'scan', now)).toMatchObject({ yes: false, why: 'other_asset' })
  })

  it('is no licence to scan what is not the body’s own', () => {
    expect(decide([consent()], [], 'scan', now, site)).toEqual({ yes: false, why: 'not_held', consentId: null })
    expect(decide([consent({ what: 'logs' })], [], 'logs', now).yes).toBe(true)
  })

  it.each([
    ['192.0.2.0/24', '192.0.2.77', true], ['192.0.2.0/24', '192.0.3.1', false], ['192.0.2.0/24', '192.0.0.0/16', false], ['192.0.2.0/24', '192.0.2.128/25', true], ['2001:db8::/32', '2001:db8:1::/48', true], ['2001:db8::/32', '192.0.2.1', false], ['198.51.100.7', '198.51.100.7', true],
  ])('%s reaches %s: %s', (outer, inner, yes) => {
    expect(covers({ kind: 'address_range', value: outer }, { kind: 'address_range', value: inner })).toBe(yes)
  })

  it('a name that only ends alike is another', () => {
    expect(covers({ kind: 'domain', value: 'topoli.it' }, { kind: 'domain', value: 'fintopoli.it' })).toBe(false)
    expect(overlap({ kind: 'domain', value: 'a.fintopoli.it' }, { kind: 'domain', value: 'fintopoli.it' })).toBe(true)
  })

  it('is never a yes outside its dates, whatever the others are', () => {
    const day = fc.integer({ min: 0, max: 1000 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000))
    fc.assert(fc.property(fc.array(fc.tuple(day, day, fc.option(day, { nil: null })), { maxLength: 5 }), day, (rows, when) => {
      const all = rows.map(([from, until, withdrawnAt], i) => consent({ id: String(i), from, until, withdrawnAt }))
      const { yes } = decide(all, [site], 'scan', when, site)
      expect(yes).toBe(all.some((one) => one.from <= when && when < one.until && (one.withdrawnAt === null || when < one.withdrawnAt)))
    }))
  })

  it('lasts two years at most, and does not end before it begins or before today', () => {
    expect(datesProblem(now, at('2028-06-01T00:00:00Z'), now)).toBeUndefined()
    expect(datesProblem(now, at('2028-06-01T00:00:01Z'), now)).toBe('too-long')
    expect(datesProblem(now, now, now)).toBe('until')
    expect(datesProblem(at('2020-01-01T00:00:00Z'), at('2021-01-01T00:00:00Z'), now)).toBe('past')
  })
})

describe('the record in the name', () => {
  it('is ours whole, or not at all', () => {
    const token = tokenOf(Uint8Array.from({ length: 16 }, (_, i) => i * 16))
    expect(token).toMatch(/^[a-z2-7]{26}$/)
    expect(isProven(['v=spf1 -all', ` ${RECORD_PREFIX}${token} `], token)).toBe(true)
    expect(isProven([`${RECORD_PREFIX}${token}x`, `x${RECORD_PREFIX}${token}`, RECORD_PREFIX], token)).toBe(false)
  })
})
