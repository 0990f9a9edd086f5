import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSpokenCode, spokenCode } from '#platform/contract/spokenCode.ts'
import { triesLeft } from './code.ts'
import { gapsIn, numberOf, overlaps } from './roster.ts'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 1, n))
const turn = (from: number, until: number) => ({ startsAt: hour(from), endsAt: hour(until) })

describe('turns', () => {
  it('leave gaps before, between and after', () => {
    expect(gapsIn([turn(10, 12), turn(2, 5)], hour(0), hour(20))).toEqual([{ from: hour(0), until: hour(2) }, { from: hour(5), until: hour(10) }, { from: hour(12), until: hour(20) }])
    expect(gapsIn([turn(-5, 30)], hour(0), hour(20))).toEqual([])
    expect(gapsIn([turn(40, 50), turn(-9, 0)], hour(0), hour(20))).toEqual([{ from: hour(0), until: hour(20) }])
  })

  it('an hour is in a gap if and only if nobody has it', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 9 })).map(([from, long]) => turn(from, from + long))
    fc.assert(fc.property(fc.array(span, { maxLength: 6 }), (turns) => {
      const gaps = gapsIn(turns, hour(0), hour(40))
      for (let n = 0; n < 40; n++) expect(gaps.some(({ from, until }) => from <= hour(n) && hour(n) < until), String(n)).toBe(!turns.some(({ startsAt, endsAt }) => startsAt <= hour(n) && hour(n) < endsAt))
    }))
  })

  it('that follow each other do not overlap', () => {
    expect([overlaps(turn(0, 5), turn(5, 9)), overlaps(turn(0, 5), turn(4, 9)), overlaps(turn(0, 9), turn(2, 3))]).toEqual([false, true, true])
  })
})

it.each([['+39 333 123 4567', 'IT', '+393331234567'], ['0039 055-1234567', 'IT', '+390551234567'], ['055 1234567', 'IT', '+390551234567'], ['06 12 34 56 78', 'FR', '+33612345678'], ['interno 12', 'IT', undefined], ['', 'IT', undefined], ['+0', 'FR', undefined]] as const)('%s in %s is %s', (typed, country, number) => {
  expect(numberOf(typed, country)).toBe(number)
})

describe('the code of a card', () => {
  it('is read back as it is said', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (random) => { const code = spokenCode(random); expect(readSpokenCode(` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code) }))
    expect(['', '1234567', 'UUUU-UUUU', '1234-56789'].map(readSpokenCode)).toEqual([undefined, undefined, undefined, undefined])
  })
  it('tries end for one person, and for all', () => {
    expect([triesLeft({ own: 0, all: 0 }), triesLeft({ own: 10, all: 10 }), triesLeft({ own: 0, all: 58 }), triesLeft({ own: 99, all: 99 })]).toEqual([10, 0, 2, 0])
  })
})
