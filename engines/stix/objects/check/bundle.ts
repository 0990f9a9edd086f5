/** A bundle: each object alone, then what can only be seen together. */
import type { Json } from '../../types.ts'
import { isRecord } from '../types.ts'
import { checkObject } from './check.ts'
import { checked, notes, type Checked, type Note } from './problems.ts'
import { suggested } from './relations.ts'
import { measure } from './size.ts'
import { typeOfId } from './values.ts'

export type CheckedBundle = Checked & { readonly objects: readonly Checked[] }
type Found = { readonly [name: string]: Json }

/** `valid` is that of the bundle and of all its objects. Problems of an object stand with it, those of the bundle in `problems`. */
export function checkBundle(value: unknown): CheckedBundle {
  const { note, problems } = notes()
  if (!isRecord(value)) { note('', 'not-an-object'); return { ...checked(undefined, problems), objects: [] } }
  const type = value['type'], id = value['id'], list = value['objects']
  if (type !== 'bundle') note('type', type === undefined ? 'missing' : 'type', type)
  if (id === undefined) note('id', 'missing')
  else if (typeOfId(id) === undefined) note('id', 'id', id)
  else if (typeOfId(id) !== 'bundle') note('id', 'id-type', id, { type: 'bundle' })
  if (value['spec_version'] !== undefined && value['spec_version'] !== '2.0' && value['spec_version'] !== '2.1') note('spec_version', 'vocabulary', value['spec_version'], { vocabulary: 'version' })
  if (list !== undefined && !Array.isArray(list)) note('objects', 'kind', list as Json, { expected: 'list' })
  else if (Array.isArray(list) && list.length === 0) note('objects', 'empty')
  const objects = together(Array.isArray(list) ? list : [])
  const whole = checked(value, problems)
  return { ...whole, valid: whole.valid && objects.every((one) => one.valid), objects }
}

/** Objects that came together, each with its own problems and those that the others show. */
export function together(list: readonly unknown[]): Checked[] {
  const byId: Map<string, Found> = new Map(), seen: Set<string> = new Set()
  for (const one of list) if (isRecord(one) && typeof one['id'] === 'string' && !byId.has(one['id'])) byId.set(one['id'], one)
  return list.map((one) => {
    const alone = checkObject(one)
    if (!isRecord(one) || alone.problems.some(({ code }) => code === 'too-deep' || code === 'too-large')) return alone
    const { note, problems } = notes()
    const version = `${String(one['id'])} ${String(one['modified'] ?? one['created'] ?? '')}`
    if (typeof one['id'] === 'string') { if (seen.has(version)) note('id', 'duplicate', one['id']); seen.add(version) }
    checkTogether(one, byId, note)
    return problems.length === 0 ? alone : checked(one, [...alone.problems, ...problems])
  })
}

function checkTogether(object: Found, byId: ReadonlyMap<string, Found>, note: Note): void {
  for (const name of Object.keys(object)) {
    const value = object[name]!
    if (name.endsWith('_ref') && typeof value === 'string') { if (isStray(value, byId)) note(name, 'dangling', value) }
    else if (name.endsWith('_refs') && Array.isArray(value)) value.forEach((one, i) => { if (typeof one === 'string' && isStray(one, byId)) note(`${name}[${i}]`, 'dangling', one) })
  }
  if (object['type'] === 'relationship') {
    const [source, target] = [typeOfId(object['source_ref']), typeOfId(object['target_ref'])]
    if (source !== undefined && target !== undefined && typeof object['relationship_type'] === 'string' && !suggested(source, object['relationship_type'], target)) note('relationship_type', 'relationship', object['relationship_type'], { source, target })
  }
  if (object['type'] === 'language-content' && isRecord(object['contents'])) checkLanguage(object['contents'], byId.get(String(object['object_ref'])), note)
}

/** Markings of TLP need not travel with what they mark. */
const isStray = (id: string, byId: ReadonlyMap<string, Found>): boolean => typeOfId(id) !== undefined && !byId.has(id) && !id.startsWith('marking-definition--')

/** Section 7.1: a translation has the kind of what it translates; of a property that is not there nothing is known. */
function checkLanguage(contents: Found, target: Found | undefined, note: Note): void {
  if (!target || measure(target)) return
  for (const [language, words] of Object.entries(contents)) {
    if (!isRecord(words)) continue
    for (const [name, word] of Object.entries(words)) {
      const at = `contents.${language}.${name}`
      if (!Object.hasOwn(target, name)) note(at, 'selector-unknown', name)
      else if (kindOf(word) !== kindOf(target[name]!)) note(at, 'kind', word, { expected: kindOf(target[name]!) })
      else if (Array.isArray(word) && word.length !== (target[name] as readonly Json[]).length) note(at, 'kind', undefined, { expected: 'list' })
    }
  }
}
const kindOf = (value: Json): string => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)
