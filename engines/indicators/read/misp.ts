import { addText, type Added } from '../store/add.ts'
import { originId, type Store } from '../store/store.ts'
import { refang } from '../form/refang.ts'
import type { Loaded, Origin, Tlp } from '../types.ts'
import { mispKinds, mispWithPort, momentOf, tlpOf } from './origin.ts'
import { makeTally } from './tally.ts'

export type MispOptions = { /** Also attributes that are not marked for detection. */ readonly all?: boolean }

/**
 * A MISP event, a list of events or of attributes: `{Event}`, `{response: […]}`, `{Attribute: […]}`. Those with `to_ids` are taken,
 * deleted ones are not; attributes of objects too. TLP from the tags, family from the galaxies. The number of a problem is that of the attribute.
 */
export function readMisp(store: Store, text: string, origin: Origin, options: MispOptions = {}): Loaded {
  const tally = makeTally()
  let root: unknown
  try { root = JSON.parse(text) } catch (error) { tally.note(1, 'bad-document', String(error)); return tally.loaded() }
  let number = 0
  const take = (raw: unknown, event: Origin) => {
    number++
    const one = object(raw)
    if (typeof one?.['type'] !== 'string' || typeof one['value'] !== 'string') { tally.note(number, 'bad-document', 'an attribute without type or value'); return }
    if (one['deleted'] === true || (one['to_ids'] !== true && !options.all)) return
    const own = withTags(event, one)
    // `last_seen` is when it was seen, not until when it holds.
    const from = momentOf(String(one['first_seen'] ?? one['timestamp'] ?? ''))
    for (const outcome of addAttribute(store, one['type'], one['value'], { ...own, ...(typeof one['category'] === 'string' ? { category: one['category'] } : {}), ...(from !== undefined ? { validFrom: from } : {}) })) tally.note(number, outcome, `${one['type']} ${one['value']}`)
  }
  const walk = (raw: unknown, base: Origin) => {
    if (Array.isArray(raw)) { for (const one of raw) walk(one, base); return }
    const one = object(raw)
    if (!one) { tally.note(number, 'bad-document', 'neither an event nor a list of them'); return }
    if (one['Event'] !== undefined) { walk(one['Event'], base); return }
    if (one['response'] !== undefined) { walk(one['response'], base); return }
    if (typeof one['type'] === 'string' && one['value'] !== undefined) { take(one, base); return }
    const event = withTags(base, one)
    for (const raw of list(one['Attribute'])) take(raw, event)
    for (const raw of list(one['Object'])) for (const inner of list(object(raw)?.['Attribute'])) take(inner, event)
  }
  walk(root, origin)
  return tally.loaded()
}

/** One attribute may hold two values (`domain|ip`); a type that is no indicator is told, not taken. */
export function addAttribute(store: Store, type: string, value: string, origin: Origin): Added[] {
  const id = originId(store, origin)
  if ((mispWithPort as readonly string[]).includes(type)) {
    const [host, port] = value.split('|')
    const clear = refang(host!.trim())
    return [addText(store, `${clear.includes(':') ? `[${clear}]` : clear}:${port ?? ''}`, 'endpoint', id, origin)]
  }
  const parts = Object.hasOwn(mispKinds, type) ? mispKinds[type]! : undefined
  if (!parts || parts.length === 0) return ['unknown-kind']
  const values = parts.length > 1 || parts[0]!.part > 0 ? value.split('|') : [value]
  return parts.map(({ part, kind }) => (values[part] === undefined || values[part]!.trim() === '' ? 'empty' : addText(store, refang(values[part]!), kind, id, origin)))
}

function withTags(origin: Origin, one: Record<string, unknown>): Origin {
  let tlp: Tlp | undefined, family: string | undefined
  for (const raw of list(one['Tag'])) {
    const name = object(raw)?.['name']
    if (typeof name !== 'string') continue
    if (/^tlp:/i.test(name)) tlp = tlpOf(name) ?? tlp
    const galaxy = /^misp-galaxy:[^=]+="(.*)"$/.exec(name)
    if (galaxy) family ??= galaxy[1]
  }
  return { ...origin, ...(tlp ? { tlp } : {}), ...(family ? { family } : {}) }
}

const object = (value: unknown) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : undefined)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
