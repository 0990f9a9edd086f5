/** One step by itself: its id, its type, its properties, and the definitions that it names. */
import { isObject, of, pointer, textOf, type Json, type JsonObject } from '../types.ts'
import type { Finder } from './finder.ts'
import { typeOfId } from './ids.ts'
import { commandTypes, needed, stepShapes, stepTypes, type StepType } from './steps.data.ts'

export const isStepType = (type: unknown): type is StepType => (stepTypes as readonly unknown[]).includes(type)
export const nameOfStep = (id: string, step: Json | undefined): string => (isObject(step) && textOf(step, 'name')) || id

export function checkStep(root: JsonObject, id: string, step: Json, found: Finder): void {
  const path = pointer('workflow', id)
  const ofId = typeOfId(id)
  if (!isObject(step)) return found.error('wrong_type', path, { expected: 'object' }, id)
  const name = nameOfStep(id, step)
  const type = of(step, 'type')
  if (type === undefined) found.error('missing', `${path}/type`, { name: 'type' }, name)
  else if (!isStepType(type)) found.error('unknown_step_type', `${path}/type`, { found: String(type).slice(0, 60) }, name)
  if (ofId === undefined) found.error('wrong_id', path, { expected: `${isStepType(type) ? type : 'TYPE'}--UUID`, found: id.slice(0, 110) }, name)
  else if (isStepType(type) && ofId !== type) found.error('id_not_of_type', path, { type, found: ofId }, name)
  const wrong = found.shapes(step, path, stepShapes, name)
  if (!isStepType(type)) return
  for (const property of needed[type]) if (of(step, property) === undefined) found.error('missing', path + pointer(property), { name: property }, name)
  if (type === 'end') for (const property of ['on_completion', 'on_success', 'on_failure']) if (of(step, property) !== undefined) found.error('end_goes_on', path + pointer(property), { name: property }, name)
  if (of(step, 'on_completion') !== undefined && (of(step, 'on_success') !== undefined || of(step, 'on_failure') !== undefined)) found.error('either_or', `${path}/on_completion`, {}, name)
  if (!wrong.has('commands')) checkCommands(step, path, name, found)
  if (!wrong.has('next_steps')) checkTwice(step, path, name, found)
  checkNamed(root, step, path, name, wrong, found)
}

function checkCommands(step: JsonObject, path: string, name: string, found: Finder): void {
  const commands = of(step, 'commands') as readonly Json[] | undefined
  if (commands?.length === 0) found.error('missing', `${path}/commands/0`, { name: 'commands' }, name)
  commands?.forEach((command, i) => {
    const at = `${path}/commands/${i}`
    if (!isObject(command)) return found.error('wrong_type', at, { expected: 'object' }, name)
    const type = of(command, 'type')
    if (typeof type !== 'string') found.error(type === undefined ? 'missing' : 'wrong_type', `${at}/type`, type === undefined ? { name: 'type' } : { expected: 'string' }, name)
    else if (!commandTypes.includes(type)) found.warning('unknown_command', `${at}/type`, { found: type.slice(0, 60) }, name)
    found.shapes(command, at, { command: 'string', command_b64: 'string', content: 'string', content_b64: 'string', description: 'string' }, name)
  })
}

function checkTwice(step: JsonObject, path: string, name: string, found: Finder): void {
  const seen = new Set<string>()
  ;((of(step, 'next_steps') ?? []) as readonly string[]).forEach((id, i) => {
    if (seen.has(id)) found.error('duplicate_step', `${path}/next_steps/${i}`, { id: id.slice(0, 110) }, name)
    seen.add(id)
  })
}

/** A person carries the step out: an agent that nobody has described is worth a word and no refusal. */
function checkNamed(root: JsonObject, step: JsonObject, path: string, name: string, wrong: ReadonlySet<string>, found: Finder): void {
  const known = (group: string, id: string) => { const all = of(root, group); return isObject(all) && Object.hasOwn(all, id) }
  const ask = (id: string, at: string) => { if (!known('agent_definitions', id) && !known('target_definitions', id)) found.warning('unknown_definition', at, { id: id.slice(0, 110) }, name) }
  const agent = of(step, 'agent')
  if (typeof agent === 'string') ask(agent, `${path}/agent`)
  if (!wrong.has('targets')) ((of(step, 'targets') ?? []) as readonly string[]).forEach((id, i) => ask(id, `${path}/targets/${i}`))
}
