import type { Json } from '../../types.ts'
import { isRecord } from '../types.ts'
import type { Note } from './problems.ts'

/** Section 7.2.3: every selector of a granular marking must lead to something in the object. */
export function readSelectors(object: { readonly [name: string]: Json }, note: Note): void {
  const markings = object['granular_markings']
  if (!Array.isArray(markings)) return
  markings.forEach((marking, i) => {
    const selectors = isRecord(marking) ? marking['selectors'] : undefined
    if (Array.isArray(selectors)) selectors.forEach((selector, j) => {
      if (typeof selector === 'string' && !leads(object, selector)) note(`granular_markings[${i}].selectors[${j}]`, 'selector', selector)
    })
  })
}

export function leads(object: Json, selector: string): boolean {
  let at: Json | undefined = object
  if (selector.length > 1000) return false
  for (const step of selector.split('.')) {
    const index = /^\[(\d{1,9})\]$/.exec(step)
    if (index) at = Array.isArray(at) ? at[Number(index[1])] : undefined
    else at = isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined
    if (at === undefined) return false
  }
  return true
}
