import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = readFileSync(new URL('../../ui/styles/_tokens.scss', import.meta.url), 'utf8')

// Colours taken from bootstrap-italia's tokens, written out so that a change of theirs is measured too.
const italia = { 'it.$it-color-background-primary': '#0066cc', 'it.$it-color-background-primary-hover': '#004d99', 'it.$it-color-background-emphasis': '#17324d' }

const text = 4.5
const mark = 3
/** [ink, ground, least ratio]. Marks on cells are drawings: 3:1 (WCAG 1.4.11). */
const pairs: readonly (readonly [string, string, number])[] = [
  ...['ink', 'ink-soft', 'primary', 'primary-strong'].flatMap((ink) => ['ground', 'ground-soft', 'selected'].map((ground) => [ink, ground, text] as const)),
  ...['hit', 'degraded', 'risk', 'restored', 'calm'].flatMap((s) => [[s, `${s}-tint`, text], [s, 'ground', text], [s, `${s}-cell`, mark]] as const),
  ['ink', 'hit-tint', text], ['ink', 'degraded-tint', text], ['ink', 'restored-tint', text], ['ink', 'degraded-cell', text], ['ink', 'calm-tint', text],
  ['on-primary', 'primary', text], ['on-primary', 'primary-strong', text], ['bar-soft', 'bar', text],
  ['control', 'ground', mark], ['control', 'ground-soft', mark],
]

test.each(['light', 'dark'])('%s: every pair of ink and ground is readable', (theme) => {
  const colours = coloursOf(theme)
  const weak = pairs.map(([ink, ground, least]) => ({ ink, ground, least, ratio: ratio(colours[ink]!, colours[ground]!) })).filter((p) => p.ratio < p.least)
  expect(weak.map((p) => `${p.ink} on ${p.ground}: ${p.ratio.toFixed(2)} < ${p.least}`)).toEqual([])
})

function coloursOf(theme: string): Record<string, string> {
  const block = source.match(new RegExp(`@mixin ${theme} \\{([^@]*?)\\n\\}`))![1]!
  const found = [...block.matchAll(/--([\w-]+): (?:#\{([^}]+)\}|(#[0-9a-f]{3,6}));/g)]
  return Object.fromEntries(found.map((m) => [m[1]!, m[3] ?? italia[m[2] as keyof typeof italia]]))
}

function ratio(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(hex: string): number {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(long.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}
