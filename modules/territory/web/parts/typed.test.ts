import { describe, expect, test } from 'vitest'
import { answerIn, countIn } from './typed.ts'

describe('a count that was typed', () => {
  test.each([['3000', 3000], ['98.000', 98_000], ['98,000', 98_000], ['1 234 567', 1_234_567], ['12\u202f345', 12_345], ['12\u00a0345', 12_345], [' 7 ', 7], ['0', 0], ['', null], ['  ', null]])('%j is %j', (text, count) => {
    expect(countIn(text)).toBe(count)
  })
  test.each(['98.000 (ISTAT 2024)', 'circa 3000', '12,5', '12.5', '1.2345', '-3', '3e4', '3000.', '1.23.456'])('%j is asked again', (text) => {
    expect(countIn(text)).toBe('count')
  })
})

describe('the ACN listing', () => {
  const form = (fields: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.set(name, value)
    return data
  }
  test('corrected, keeps the year of the first listing', () => {
    expect(answerIn('acn', form({ value: 'essential', noticeReceivedOn: '2026-04-02', firstListedYear: '2025' }))).toEqual({ status: 'essential', noticeReceivedOn: '2026-04-02', firstListedYear: 2025 })
    expect(answerIn('acn', form({ value: 'important', noticeReceivedOn: '' }))).toEqual({ status: 'important' })
  })
  test('that is none has neither letter nor year', () => {
    expect(answerIn('acn', form({ value: 'not_listed', noticeReceivedOn: '2026-04-02', firstListedYear: '2025' }))).toEqual({ status: 'not_listed' })
  })
})
