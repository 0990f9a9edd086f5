/** The few words in which the structure of an incident is told (structure.data.ts). */
import type { TermsAt } from './names.data.ts'

export type Form =
  | { readonly is: 'text'; readonly least?: number; readonly most?: number; readonly like?: RegExp; /** As the older editions wrote it. */ readonly likeOld?: RegExp }
  | { readonly is: 'term'; readonly of: TermsAt }
  | { readonly is: 'country' | 'currency' | 'flag' | 'open' }
  | { readonly is: 'whole' | 'number'; readonly from?: number; readonly to?: number; readonly toOld?: number }
  /** Each thing once, unless `repeats`. Older editions may give one thing alone. */
  | { readonly is: 'list'; readonly of: Form; readonly repeats?: boolean; readonly least: number }
  | {
    readonly is: 'object'; readonly fields: Fields
    readonly needs: readonly string[]
    /** Asked for since 1.4. */
    readonly needsNow: readonly string[]
    /** Other fields may stand beside. */
    readonly open: boolean
    readonly least: number
    /** Fields, or forms of them, that only the older editions had. */
    readonly old: Fields
  }
export type Fields = { readonly [name: string]: Form }

export const text = (more: { least?: number; most?: number; like?: RegExp; likeOld?: RegExp } = {}): Form => ({ is: 'text', ...more })
export const note: Form = { is: 'text', least: 1 }
export const term = (of: TermsAt): Form => ({ is: 'term', of })
export const whole = (more: { from?: number; to?: number; toOld?: number } = {}): Form => ({ is: 'whole', ...more })
export const number: Form = { is: 'number' }
export const flag: Form = { is: 'flag' }
export const open: Form = { is: 'open' }
export const country: Form = { is: 'country' }
export const currency: Form = { is: 'currency' }
export const list = (of: Form, more: { repeats?: boolean; least?: number } = {}): Form => ({ is: 'list', of, least: 1, ...more })
export const terms = (of: TermsAt): Form => list(term(of))
export const object = (fields: Fields, more: { needs?: readonly string[]; needsNow?: readonly string[]; open?: boolean; least?: number; old?: Fields } = {}): Form => ({ is: 'object', fields, needs: [], needsNow: [], open: false, least: 0, old: {}, ...more })
