import type { Json } from '../types.ts'

/** Any object of STIX as it came: nothing is taken away, nothing is put in. */
export type StixObject = { readonly type: string; readonly id: string; readonly [property: string]: Json }
/** TLP 2.0, in the words of the contracts, strictest first. */
export const levels = ['red', 'amber+strict', 'amber', 'green', 'clear'] as const
export type Level = (typeof levels)[number]

export const isRecord = (value: unknown): value is { readonly [name: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value)
