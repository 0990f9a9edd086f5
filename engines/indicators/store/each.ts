import { V6 } from '../form/classes.ts'
import type { Indicator, Kind } from '../types.ts'
import { headOf } from './remove.ts'
import { afterOf, classAt, indicatorAt, kindAt, nextOf, portAt, valueAt, whatOf, type Store } from './store.ts'

const encoder = new TextEncoder()

/** Every different value of a kind once, with the newest of its records, in no order that means anything. */
export function eachValue(store: Store, use: (indicator: Indicator) => void): void {
  for (let id = 1; id < store.free; id = afterOf(store, id)) {
    if (whatOf(store, id) < 16) continue
    const value = valueAt(store, id)
    if (newest(store, value, kindAt(store, id)) === id) use(indicatorAt(store, id, value))
  }
}

/** Whether this store holds the value as this kind, whoever says so and until when. */
export const hasValue = (store: Store, value: string, kind: Kind): boolean => newest(store, value, kind) > 0

function newest(store: Store, value: string, kind: Kind): number {
  for (let at = headOf(store, encoder.encode(value)); at > 0; at = nextOf(store, at)) {
    if (whatOf(store, at) < 16 || kindAt(store, at) !== kind) continue
    if (classAt(store, at) === V6 && portAt(store, at) !== store.form.port) continue
    return at
  }
  return 0
}
