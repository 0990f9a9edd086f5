import { HASH, MAIL, NAME, NONE, PATH, RANGE, URL_, V4, V6 } from '../form/classes.ts'
import { readForm } from '../form/read.ts'
import { hashLeft, hashRight } from './hash.ts'
import { withPort } from './add.ts'
import { readRange } from './range.ts'
import { nextOf, originOf, portAt, takeOut, whatOf, type Store } from './store.ts'
import { find, slotV4 } from './table.ts'

/** All that a source said no longer counts, or counts again. Constant in the number of its indicators; their room comes back with the next generation. */
export function setWithdrawn(store: Store, source: string, withdrawn: boolean): void {
  if (withdrawn) store.withdrawn.add(source)
  else store.withdrawn.delete(source)
  store.origins.forEach((origin, id) => {
    if (origin.source !== source) return
    if (withdrawn) store.withdrawnOrigins.add(id)
    else store.withdrawnOrigins.delete(id)
  })
}

/** Takes out what this source said of this very value. Answers how many rows went. */
export function remove(store: Store, value: string, source: string): number {
  const bytes = new TextEncoder().encode(value)
  let removed = 0
  for (let at = headOf(store, bytes); at > 0; at = nextOf(store, at)) {
    const id = at
    const what = whatOf(store, id), klass = what & 15
    if (what < 16 || store.origins[originOf(store, id)]!.source !== source) continue
    if (klass === V6 && portAt(store, id) !== store.form.port) continue
    takeOut(store, id)
    removed++
  }
  return removed
}

/** The newest record of the very value that this text writes, or 0. A v6 address is followed by its other ports. */
export function headOf(store: Store, bytes: Uint8Array): number {
  const form = store.form
  const found = readForm(bytes, 0, bytes.length, form)
  const range = readRange(bytes, 0, bytes.length)
  if (range && range !== 'too-wide') {
    const key = new TextEncoder().encode(range.text)
    return find(store, hashLeft(key, 0, key.length, RANGE), RANGE, key, 0, key.length)
  }
  if (found === NONE) return 0
  const bare = found === URL_ && form.end === form.hostEnd && (form.port === 0 || form.host !== NAME)
  const klass = bare ? form.host : found
  if (klass === V4 && form.port === 0) return store.v4[slotV4(store, form.v4) + 1]!
  if (klass === V4) {
    const key = Uint8Array.of(form.v4 >>> 24, form.v4 >>> 16, form.v4 >>> 8, form.v4, form.port >> 8, form.port)
    return find(store, hashLeft(key, 0, 6, V4), V4, key, 0, 6)
  }
  if (klass === V6) return find(store, hashLeft(form.v6, 0, 16, V6), V6, form.v6, 0, 16)
  if (klass === NAME && form.port === 0) return find(store, hashRight(form.key, 0, form.hostEnd, NAME), NAME, form.key, 0, form.hostEnd)
  if ((klass === NAME || klass === URL_) && form.port > 0) {
    const to = withPort(form, store.scratch)
    return find(store, hashLeft(store.scratch, 0, to, URL_), URL_, store.scratch, 0, to)
  }
  return klass === URL_ || klass === PATH || klass === HASH || klass === MAIL ? find(store, hashLeft(form.key, 0, form.end, klass), klass, form.key, 0, form.end) : 0
}
