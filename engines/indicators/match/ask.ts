import { hex16 } from '../form/address.ts'
import { HASH, KIND, MAIL, NAME, PATH, URL_, V4, V6, type Form } from '../form/classes.ts'
import { finish, hashLeft, START, step } from '../store/hash.ts'
import { withPort } from '../store/add.ts'
import type { Found } from '../store/found.ts'
import { stab } from '../store/ranges.ts'
import { holds, nextOf, portAt, sisterOf, whatOf, type Store } from '../store/store.ts'
import { find, slotV4 } from '../store/table.ts'
import { type Reason } from '../types.ts'

/** Boundaries of a path that are tried: a URL of a thousand slashes costs no more than one of this many. */
const MAX_PREFIXES = 64
/** Of the ports that are known of an address whose port was not seen, this many are told, the latest first. */
export const MAX_SISTERS = 32

/** Everything in the store that speaks of this form at this moment. */
export function ask(store: Store, form: Form, now: number, found: Found): void {
  switch (form.class) {
    case V4: case V6: return askAddress(store, form, now, found)
    case NAME:
      askName(store, form.key, 0, form.hostEnd, now, found, 'same')
      if (form.port > 0 && store.urls > 0) askUrl(store, form, now, found)
      return
    case URL_:
      if (form.host === NAME) askName(store, form.key, 0, form.hostEnd, now, found, 'host-of-url', form.end === form.hostEnd)
      else askAddress(store, form, now, found)
      if (store.urls > 0) askUrl(store, form, now, found)
      if (store.paths > 0) askPrefixes(store, form.key, form.hostEnd, form.end, form.hostEnd, PATH, now, found, 'path')
      return
    case PATH: if (store.paths > 0) askPrefixes(store, form.key, 0, form.end, 0, PATH, now, found, 'path')
      return
    case MAIL:
      chain(store, find(store, hashLeft(form.key, 0, form.end, MAIL), MAIL, form.key, 0, form.end), now, found, 'same')
      askName(store, form.key, form.hostEnd, form.end, now, found, 'host-of-mail')
      return
    case HASH: chain(store, find(store, hashLeft(form.key, 0, form.end, HASH), HASH, form.key, 0, form.end), now, found, 'same')
  }
}

function askAddress(store: Store, form: Form, now: number, found: Found): void {
  if (form.host === V6) return askV6(store, form, now, found)
  const slot = slotV4(store, form.v4)
  for (let at = store.v4[slot + 1]!; at > 0; at = nextOf(store, at)) tellAddress(store, at, form, now, found, false)
  const latest = store.v4[slot + 2]!
  if (latest > 0 && form.seen > 0) {
    const key = store.scratch
    key[0] = form.v4 >>> 24; key[1] = form.v4 >>> 16; key[2] = form.v4 >>> 8; key[3] = form.v4; key[4] = form.seen >> 8; key[5] = form.seen
    for (let at = find(store, hashLeft(key, 0, 6, V4), V4, key, 0, 6); at > 0; at = nextOf(store, at)) tellAddress(store, at, form, now, found, false)
  } else for (let at = latest, told = 0; at > 0 && told < MAX_SISTERS; at = sisterOf(store, at)) if (tellAddress(store, at, form, now, found, true)) told++
  stab(store.ranges4, form.v4, (id) => tellRange(store, id, now, found))
}

function askV6(store: Store, form: Form, now: number, found: Found): void {
  let told = 0
  for (let at = find(store, hashLeft(form.v6, 0, 16, V6), V6, form.v6, 0, 16); at > 0; at = nextOf(store, at)) {
    const port = portAt(store, at), unseen = port !== 0 && form.seen === 0
    if (port !== 0 && port !== form.seen && !unseen) continue
    if (unseen && told >= MAX_SISTERS) continue
    if (tellAddress(store, at, form, now, found, unseen) && unseen) told++
  }
  if (store.ranges6.id.length > 0) stab(store.ranges6, hex16(form.v6), (id) => tellRange(store, id, now, found))
}

function tellAddress(store: Store, id: number, form: Form, now: number, found: Found, unseen: boolean): boolean {
  if (!holds(store, id, now)) return false
  note(found, id, unseen ? 'port-unseen' : form.class !== URL_ ? 'same' : whatOf(store, id) >> 4 !== KIND.url ? 'host-of-url' : form.end === form.hostEnd ? 'same' : 'under-path')
  return true
}

function tellRange(store: Store, id: number, now: number, found: Found): void {
  if (!holds(store, id, now)) return
  note(found, id, 'in-range')
}

/** Every suffix at a dot, by one walk from the right. A host name and a URL without path are only themselves. */
function askName(store: Store, key: Uint8Array, from: number, to: number, now: number, found: Found, base: Reason, urlWhole = true): void {
  let hash = START, dotted = false
  for (let i = to - 1; i >= from; i--) {
    hash = step(hash, key[i]!)
    if (key[i] === 46) dotted = true
    // A name without a dot is no indicator (`too-wide`): the last label by itself is not asked for.
    if ((i > from && key[i - 1] !== 46) || !dotted) continue
    const whole = i === from
    for (let at = find(store, finish(hash, NAME), NAME, key, i, to); at > 0; at = nextOf(store, at)) {
      const id = at, kind = whatOf(store, id) >> 4
      if ((!whole && kind !== KIND.domain) || !holds(store, id, now)) continue
      note(found, id, !whole ? 'under-domain' : base === 'host-of-url' && kind === KIND.url ? (urlWhole ? 'same' : 'under-path') : base)
    }
  }
}

/** A URL that names a port speaks of that port only; one that names none, of any. */
function askUrl(store: Store, form: Form, now: number, found: Found): void {
  if (form.end > form.hostEnd) askPrefixes(store, form.key, 0, form.end, form.hostEnd, URL_, now, found, 'under-path')
  if (form.port === 0) return
  const to = withPort(form, store.scratch)
  askPrefixes(store, store.scratch, 0, to, to - (form.end - form.hostEnd), URL_, now, found, 'under-path')
}

/** Every prefix that ends before `/`, `?` or `&`, and the whole; from `first` on. */
function askPrefixes(store: Store, key: Uint8Array, from: number, to: number, first: number, form: number, now: number, found: Found, below: Reason): void {
  let hash = START, asked = 0
  for (let i = from; i < to; i++) {
    const c = key[i]!
    if (i >= first && i > from && (c === 47 || c === 63 || c === 38) && asked++ < MAX_PREFIXES) chain(store, find(store, finish(hash, form), form, key, from, i), now, found, below)
    hash = step(hash, c)
  }
  if (to > from) chain(store, find(store, finish(hash, form), form, key, from, to), now, found, below === 'path' ? 'path' : 'same')
}

function chain(store: Store, head: number, now: number, found: Found, why: Reason): void {
  for (let at = head; at > 0; at = nextOf(store, at)) {
    if (!holds(store, at, now)) continue
    note(found, at, why)
  }
}

function note(found: Found, id: number, why: Reason): void {
  found.ids[found.count] = id
  found.why[found.count++] = why
}
