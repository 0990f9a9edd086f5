/** All that is wrong with a parsed document, each with its place. Linear in the document; nothing here calls itself. */
import { MAX_DEPTH, MAX_STEPS } from '../limits.ts'
import { isObject, of, pointer, type Json, type JsonObject, type Problem } from '../types.ts'
import { checkGraph } from './flow.ts'
import { typeOfId } from './ids.ts'
import { checkStep } from './step.ts'
import { definitions, rootShapes } from './steps.data.ts'
import { createFinder, type Finder } from './finder.ts'

export function checkPlaybook(value: unknown): readonly Problem[] {
  const found = createFinder()
  if (!isObject(value)) { found.error('not_object', ''); return found.problems }
  if (!isKeepable(value, found)) return found.problems
  checkRoot(value, found)
  const workflow = of(value, 'workflow')
  if (workflow === undefined) found.error('missing', '/workflow', { name: 'workflow' })
  else if (!isObject(workflow)) found.error('wrong_type', '/workflow', { expected: 'object' })
  else if (Object.keys(workflow).length > MAX_STEPS) found.error('too_many_steps', '/workflow', { count: Object.keys(workflow).length, max: MAX_STEPS })
  else {
    for (const [id, step] of Object.entries(workflow)) checkStep(value, id, step, found)
    checkGraph(value, workflow, found)
  }
  return found.problems
}

/** Deep enough to be a trap, or text that no database keeps. Names count as well as values. */
function isKeepable(root: JsonObject, found: Finder): boolean {
  const open: [Json, string, number][] = [[root, '', 0]]
  let ok = true
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, path, depth] = next
    if (typeof part === 'string' && !isText(part)) { ok = false; found.error('unkeepable_text', path) }
    if (typeof part !== 'object' || part === null) continue
    if (depth >= MAX_DEPTH) { found.error('too_deep', path, { max: MAX_DEPTH }); return false }
    for (const [name, one] of Object.entries(part)) {
      if (!isText(name)) { ok = false; found.error('unkeepable_text', path) }
      open.push([one as Json, path + pointer(name), depth + 1])
    }
  }
  return ok
}
/** PostgreSQL keeps no U+0000 and no half of a surrogate pair. */
const isText = (text: string) => !text.includes('\u0000') && text.isWellFormed()

function checkRoot(root: JsonObject, found: Finder): void {
  for (const name of ['type', 'spec_version', 'id', 'name', 'created_by', 'created', 'modified', 'workflow_start']) if (of(root, name) === undefined) found.error('missing', pointer(name), { name })
  found.is(root, 'type', ['playbook'])
  const version = of(root, 'spec_version')
  if (version !== undefined && version !== 'cacao-2.0') found.error('wrong_spec_version', '/spec_version', { found: String(version).slice(0, 60), expected: 'cacao-2.0' })
  found.shapes(root, '', rootShapes)
  if (of(root, 'name') === '') found.error('missing', '/name', { name: 'name' })
  for (const [name, type] of [['id', 'playbook'], ['created_by', 'identity']] as const) {
    const id = of(root, name)
    if (id !== undefined && (typeof id !== 'string' || typeOfId(id) !== type)) found.error('wrong_id', pointer(name), { expected: `${type}--UUID`, found: String(id).slice(0, 110) })
  }
  checkTimes(root, found)
  for (const name of ['priority', 'severity', 'impact']) {
    const value = of(root, name)
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100)) found.error('out_of_range', pointer(name), { min: 0, max: 100 })
  }
  if (of(root, 'revoked') === true) found.warning('revoked', '/revoked')
  for (const group of definitions) {
    const all = of(root, group)
    if (isObject(all)) for (const [name, one] of Object.entries(all)) if (!isObject(one)) found.error('wrong_type', pointer(group, name), { expected: 'object' })
  }
  checkCredentials(root, found)
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
function checkTimes(root: JsonObject, found: Finder): void {
  const at: Record<string, number> = {}
  for (const name of ['created', 'modified', 'valid_from', 'valid_until']) {
    const value = of(root, name)
    if (value === undefined) continue
    const form = typeof value === 'string' && value.length <= 40 ? TIME.exec(value) : null
    const moment = form ? Date.parse(value as string) : Number.NaN
    if (Number.isNaN(moment)) { found.error('wrong_time', pointer(name), { found: String(value).slice(0, 60) }); continue }
    if (form![1]?.length !== 4) found.warning('not_milliseconds', pointer(name), { found: String(value) })
    at[name] = moment
  }
  if (at['modified']! < at['created']!) found.warning('modified_before_created', '/modified')
  if (at['valid_until']! <= at['valid_from']!) found.error('valid_never', '/valid_until')
}

/** Whoever exports the playbook hands these out as well. */
const secrets = ['password', 'token', 'private_key', 'oauth_header', 'client_secret', 'secret']
function checkCredentials(root: JsonObject, found: Finder): void {
  const all = of(root, 'authentication_info_definitions')
  if (!isObject(all)) return
  for (const [id, one] of Object.entries(all)) if (isObject(one)) for (const name of secrets) if (typeof of(one, name) === 'string' && of(one, name) !== '') found.warning('credentials', pointer('authentication_info_definitions', id, name), { name })
}
