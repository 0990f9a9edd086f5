import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { digestOf, holds, leavesOf, spanOf } from './proof.ts'
import { cutoff, isTurn, lastTurn, nextTurn } from './terms.ts'

describe('terms', () => {
  const at = (text: string) => new Date(text)
  it.each([
    ['2026-11-22T06:00:00Z', { minutes: 15 }, '2026-11-22T05:45:00Z'],
    ['2026-11-22T06:00:00Z', { days: 30 }, '2026-10-23T06:00:00Z'],
    ['2026-11-22T06:00:00Z', { years: 5 }, '2021-11-22T06:00:00Z'],
    ['2028-02-29T06:00:00Z', { years: 1 }, '2027-02-28T06:00:00Z'],
    ['2028-02-29T06:00:00Z', { years: 4 }, '2024-02-29T06:00:00Z'],
  ] as const)('at %s a term of %o is over for what began by %s', (now, term, before) => {
    expect(cutoff(at(now), term).toISOString()).toBe(at(before).toISOString())
  })

  it('the turn comes once a day, at half past two at night, and a missed one is made up for', () => {
    expect(lastTurn(at('2026-11-22T02:29:59Z')).toISOString()).toBe('2026-11-21T02:30:00.000Z')
    expect(lastTurn(at('2026-11-22T02:30:00Z')).toISOString()).toBe('2026-11-22T02:30:00.000Z')
    expect(nextTurn(at('2026-11-22T06:00:00Z')).toISOString()).toBe('2026-11-23T02:30:00.000Z')
    expect(isTurn(at('2026-11-22T06:00:00Z'), undefined)).toBe(true)
    expect(isTurn(at('2026-11-22T06:00:00Z'), at('2026-11-22T02:31:00Z'))).toBe(false)
    expect(isTurn(at('2026-11-23T02:29:00Z'), at('2026-11-22T06:00:00Z'))).toBe(false)
    expect(isTurn(at('2026-11-23T02:30:00Z'), at('2026-11-22T06:00:00Z'))).toBe(true)
    expect(isTurn(at('2026-11-30T11:00:00Z'), at('2026-11-22T06:00:00Z'))).toBe(true)
  })
})

describe('the proof', () => {
  it('holds every id that went and no other, whatever their order', () => {
    const ids = Array.from({ length: 1000 }, () => randomUUID())
    const leaves = leavesOf(ids)
    expect(leaves.length).toBe(32_000)
    expect(ids.every((id) => holds(leaves, id))).toBe(true)
    expect(Array.from({ length: 1000 }, () => randomUUID()).some((id) => holds(leaves, id))).toBe(false)
    expect(digestOf(leavesOf(ids.toReversed())).equals(digestOf(leaves))).toBe(true)
    expect(digestOf(leavesOf(ids.slice(1))).equals(digestOf(leaves))).toBe(false)
    expect(holds(leavesOf([]), 'x')).toBe(false)
  })

  it('says from when to when, of as many rows as there are, and not of one without a moment', () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => ({ id: String(i), at: new Date(i * 1000) }))
    expect(spanOf(rows)).toEqual({ oldest: new Date(0), newest: new Date(199_999_000) })
    expect(() => spanOf([...rows, { id: 'x', at: new Date(Number.NaN) }])).toThrow('x has no moment')
  })
  it('is made as it is written down, so that anybody can make it again', () => {
    const sha = (text: string | Buffer) => createHash('sha256').update(text).digest()
    const [a, b] = [sha('a'), sha('b')]
    const sorted = Buffer.compare(a, b) < 0 ? [a, b] : [b, a]
    expect(digestOf(leavesOf(['b', 'a'])).toString('hex')).toBe(sha(Buffer.concat(sorted)).toString('hex'))
  })
})
