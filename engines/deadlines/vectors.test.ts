import { describe, expect, test } from 'vitest'
import { vectors } from './vectors.data.ts'
import { runVectors } from './vectors.ts'

describe('vectors of the field', () => {
  test.each(vectors.map((vector) => [`${vector.id}: ${vector.title}`, vector] as const))('%s', (_title, vector) => {
    expect(runVectors([vector])).toEqual({ passed: 1, failed: 0, failures: [] })
  })
  test('cover 1 to 20 and 7b', () => {
    const ids = new Set(vectors.map(({ id }) => id))
    for (let number = 1; number <= 20; number++) expect(ids).toContain(String(number))
    expect(ids).toContain('7b')
  })
  test('can fail: a moment an hour off, a wrong state, a row too many, facts that do not read', () => {
    const first = vectors[0]!
    const wrong = [
      { ...first, expect: [{ id: 'IT-NIS2/notification', strictAt: '2026-10-08T11:00:00+02:00' }] },
      { ...first, expect: [{ id: 'IT-NIS2/notification', state: 'sent' }] },
      { ...first, expect: [], onlyOpen: [] },
      { ...first, expect: [], absent: ['IT-NIS2/notification'] },
      { ...first, facts: { party: { country: 'IT' } } },
      { ...first, expect: [{ id: 'IT-NIS2/nothing' }] },
    ]
    expect(runVectors(wrong)).toMatchObject({ passed: 0, failed: 6 })
  })
})
