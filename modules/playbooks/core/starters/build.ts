/** From steps as one writes them to a CACAO 2.0 document: English in its own places, all three languages in our extension. */
import { TRANSLATIONS, type JsonObject, type Playbook } from '#engines/playbooks/index.ts'
import type { Trilingual } from '#platform/contract/index.ts'

export type Step =
  | { readonly do: Trilingual; readonly why: Trilingual }
  | { readonly ask: Trilingual; readonly yes: readonly Step[]; readonly no: readonly Step[] }
  | { readonly asLongAs: Trilingual; readonly steps: readonly Step[] }
  | { readonly together: Trilingual; readonly ways: readonly (readonly Step[])[] }
  | { readonly follow: Trilingual; readonly playbook: string }
export type Written = {
  /** The first four groups of every id in it: the last group counts its steps. */
  readonly uuid: string
  readonly name: Trilingual
  readonly description: Trilingual
  readonly labels: readonly string[]
  readonly severity: number
  /** Counted up by hand with every change: it tells versions apart. */
  readonly modified: string
  readonly steps: readonly Step[]
  /** When something goes wrong, whatever the step. */
  readonly exception: readonly Step[]
}

export const idOf = (uuid: string): string => `playbook--${uuid}-000000000000`
const CREATED = '2026-11-20T08:00:00.000Z'
/** Who wrote them: the project, and no centre. */
const AUTHOR = 'identity--2f6d0c1e-84b5-4c7a-9a3e-6b1d5f08c742'

export function build({ uuid, name, description, labels, severity, modified, steps, exception }: Written): Playbook {
  const workflow: Record<string, JsonObject> = {}
  let count = 0
  const next = (type: string) => `${type}--${uuid}-${(++count).toString(16).padStart(12, '0')}`
  const agent = `individual--${uuid}-ffffffffffff`
  const end = () => { const id = next('end'); workflow[id] = { type: 'end' }; return id }

  /** Back to front, so that each step knows where it leads. @returns the first one's id. */
  function chain(list: readonly Step[], to: string): string {
    return list.reduceRight((after, step) => put(step, after), to)
  }
  /** A branch ends in an end step of its own: what follows is the branching step's to say. */
  const branch = (list: readonly Step[]) => chain(list, end())
  function put(step: Step, to: string): string {
    if ('do' in step) return save('action', { ...named(step.do, step.why), commands: [{ type: 'manual', command: step.do.en }], agent, on_completion: to })
    if ('ask' in step) return save('if-condition', { ...named(step.ask), condition: step.ask.en, on_true: branch(step.yes), on_false: branch(step.no), on_completion: to })
    if ('asLongAs' in step) return save('while-condition', { ...named(step.asLongAs), condition: step.asLongAs.en, on_true: branch(step.steps), on_completion: to })
    if ('together' in step) return save('parallel', { ...named(step.together), next_steps: step.ways.map(branch), on_completion: to })
    return save('playbook-action', { ...named(step.follow), playbook_id: step.playbook, on_completion: to })
  }
  function save(type: string, step: JsonObject): string { const id = next(type); workflow[id] = { type, ...step }; return id }

  const start = save('start', { on_completion: chain(steps, end()) })
  return {
    type: 'playbook', spec_version: 'cacao-2.0', id: idOf(uuid), name: name.en, description: description.en, playbook_types: ['mitigation', 'remediation'], created_by: AUTHOR, created: CREATED, modified,
    severity, labels, workflow_start: start, ...(exception.length > 0 ? { workflow_exception: branch(exception) } : {}), workflow,
    playbook_extensions: { [TRANSLATIONS]: translations(name, description) },
    agent_definitions: { [agent]: { type: 'individual', name: 'Whoever handles the case' } },
    extension_definitions: { [TRANSLATIONS]: { type: 'extension-definition', name: 'Translations', description: 'Names and descriptions in other languages, by language code', created_by: AUTHOR, schema: 'urn:bastida:cacao:translations', version: '1.0.0' } },
  }
}

const named = (name: Trilingual, description?: Trilingual): JsonObject => ({ name: name.en, ...(description ? { description: description.en } : {}), step_extensions: { [TRANSLATIONS]: translations(name, description) } })
const translations = (name: Trilingual, description?: Trilingual): JsonObject => Object.fromEntries((['it', 'fr', 'en'] as const).map((lang) => [lang, { name: name[lang], ...(description ? { description: description[lang] } : {}) }]))
