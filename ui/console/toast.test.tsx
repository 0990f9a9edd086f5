import { expect, test } from 'vitest'
import { takesBack } from './toast.tsx'

/** An element inside what these selectors find. */
const press = (key: string, ...inside: readonly string[]): boolean =>
  takesBack({ key, ctrlKey: false, metaKey: false, altKey: false, target: { closest: (selector: string) => (inside.some((one) => selector.includes(one)) ? {} : null) } as unknown as Element })

test('a letter takes back only from the message or from a list with keys', () => {
  expect(press('z')).toBe(false)
  expect(press('z', '.toast')).toBe(true)
  expect(press('z', '[data-keys]')).toBe(true)
  expect(press('z', '[data-keys]', 'textarea')).toBe(false)
  expect(press('y', '.toast')).toBe(false)
})
