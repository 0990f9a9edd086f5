import type { Json } from '../../types.ts'
import { compareVersions } from '../versions.ts'
import type { Note } from './problems.ts'
import { neverEmpty, rules, type Rules } from './rules.data.ts'
import { observableTables, partTables } from './table.ts'
import { commonObservable } from './observable.data.ts'
import { isMoment } from './values.ts'

const versions: Rules = { order: [['created', 'modified']] }

/** What the properties of one structure must be together. */
export function checkRules(object: { readonly [name: string]: Json }, name: string, path: string, note: Note): void {
  const here = (property: string) => (path === '' ? property : `${path}.${property}`)
  const has = (property: string) => object[property] !== undefined && object[property] !== null
  const found = name === 'versions' ? versions : Object.hasOwn(rules, name) ? rules[name]! : undefined
  for (const some of found?.some ?? []) if (!some.some(has)) note(here(some[0]!), 'needs', undefined, { some: [...some] })
  for (const [one, other] of found?.never ?? []) if (has(one) && has(other)) note(here(one), 'conflict', undefined, { with: other })
  for (const [one, other] of found?.with ?? []) if (has(one) && !has(other)) note(here(one), 'needs', undefined, { with: other })
  for (const [one, other, strict] of found?.order ?? []) {
    const [first, last] = [object[one], object[other]]
    if (typeof first !== 'string' || typeof last !== 'string' || !isMoment(first) || !isMoment(last)) continue
    const order = compareVersions(first, last)
    if (order > 0 || (strict && order === 0)) note(here(other), 'order', last, { after: one })
  }
  if (neverEmpty.includes(name)) {
    const own = Object.keys(observableTables[name] ?? partTables[name]!).filter((one) => !(path === '' && one !== 'extensions' && Object.hasOwn(commonObservable, one)))
    if (!own.some(has) && !(name === 'registry-value' && has('data'))) note(path, 'empty')
  }
}
