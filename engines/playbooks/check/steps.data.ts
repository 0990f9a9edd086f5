/** The step types of CACAO 2.0 section 4, the commands of section 5, and by which properties a step leads on. */
export const stepTypes = ['start', 'end', 'action', 'playbook-action', 'parallel', 'if-condition', 'while-condition', 'switch-condition'] as const
export type StepType = (typeof stepTypes)[number]

/** Properties beyond `type` that a step of this type cannot do without. */
export const needed: Readonly<Record<StepType, readonly string[]>> = {
  'start': [], 'end': [], 'action': ['commands'], 'playbook-action': ['playbook_id'], 'parallel': ['next_steps'],
  'if-condition': ['condition', 'on_true'], 'while-condition': ['condition', 'on_true'], 'switch-condition': ['switch', 'cases'],
}

/** Known by name; another one is shown as well, with a warning. */
export const commandTypes: readonly string[] = ['manual', 'bash', 'caldera-cmd', 'elastic', 'http-api', 'jupyter', 'kestrel', 'openc2-http', 'openc2', 'powershell', 'sigma', 'ssh', 'yara']

/** What each property of a step has to be. */
export const stepShapes: Readonly<Record<string, 'string' | 'whole' | 'list' | 'texts' | 'object'>> = {
  name: 'string', description: 'string', condition: 'string', switch: 'string', playbook_id: 'string', playbook_version: 'string', agent: 'string', owner: 'string',
  on_completion: 'string', on_success: 'string', on_failure: 'string', on_true: 'string', on_false: 'string',
  delay: 'whole', timeout: 'whole', commands: 'list', next_steps: 'texts', targets: 'texts', in_args: 'texts', out_args: 'texts', external_references: 'list',
  cases: 'object', step_variables: 'object', step_extensions: 'object',
}

export const rootShapes: Readonly<Record<string, 'string' | 'boolean' | 'texts' | 'list' | 'object'>> = {
  name: 'string', description: 'string', revoked: 'boolean',
  playbook_types: 'texts', playbook_activities: 'texts', labels: 'texts', markings: 'texts', industry_sectors: 'texts', derived_from: 'texts', external_references: 'list',
  playbook_variables: 'object', agent_definitions: 'object', target_definitions: 'object', extension_definitions: 'object', authentication_info_definitions: 'object',
  data_marking_definitions: 'object', playbook_extensions: 'object',
}
/** What these hold are objects by name. */
export const definitions = ['playbook_variables', 'agent_definitions', 'target_definitions', 'extension_definitions', 'authentication_info_definitions', 'data_marking_definitions'] as const
