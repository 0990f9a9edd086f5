import type { Formats } from '#ui/i18n/formats.ts'

/** A ratio whose other side is nothing has no end: the wire carries the largest whole number for it. */
const ENDLESS = Number.MAX_SAFE_INTEGER
export const near = (f: Formats, value: number): string => (value >= ENDLESS ? '∞' : f.number(Math.round(value * 100) / 100))
export const range = (f: Formats, { low, high }: { low: number; high: number }): string => `${near(f, low)}–${near(f, high)}`
