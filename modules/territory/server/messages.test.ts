import { expect, test } from 'vitest'
import en from '../messages.en.json' with { type: 'json' }
import fr from '../messages.fr.json' with { type: 'json' }
import it from '../messages.it.json' with { type: 'json' }

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join()

test('the three languages have the same keys and the same placeholders', () => {
  for (const other of [en, fr] as Record<string, string>[]) {
    expect(Object.keys(other)).toEqual(Object.keys(it))
    for (const [key, text] of Object.entries(it)) expect([key, holes(other[key]!)]).toEqual([key, holes(text)])
  }
})
