/** An incident of an older edition in the words of 1.4.1. What has no place any more stands under `plus.before`. */
import { checkIncident, terms } from '#engines/veris/index.ts'

export type Json = { readonly [name: string]: unknown }
type Open = { [name: string]: unknown }

/** @param given valid in its own edition. */
export function upgrade(given: Json): Json {
  const incident = structuredClone(given) as Open
  const before: Open = {}
  incident['schema_version'] = '1.4.1'
  incident['summary'] ??= ''
  for (const part of ['action', 'actor'] as const) {
    const { Unknown, ...others } = incident[part] as Open
    if (Unknown !== undefined) incident[part] = { unknown: {}, ...others }
  }
  const method = incident['discovery_method']
  if (typeof method === 'string') incident['discovery_method'] = methodOf(method, before)
  const victim = incident['victim'] as Open | undefined
  if (victim) { victim['government'] ??= [String(victim['industry']).startsWith('92') ? 'Unknown' : 'NA']; listed(victim, 'country'); listed(victim, 'region'); listed(victim, 'government') }
  for (const side of ['external', 'partner']) { const actor = (incident['actor'] as Open)[side] as Open | undefined; if (actor) for (const name of ['country', 'region', 'name']) listed(actor, name) }
  const asset = incident['asset'] as Open
  for (const name of ['cloud', 'hosting', 'management', 'ownership', 'country']) listed(asset, name)
  asset['cloud'] ??= ['Unknown']
  // What is still no part of the current edition is set aside, and what that leaves open is said to be unknown.
  for (let round = 0; round < 4; round += 1) {
    const { problems } = checkIncident(incident)
    if (problems.length === 0) break
    for (const { path, code } of problems) if (code !== 'missing') setAside(incident, path, before)
    for (const { path } of checkIncident(incident).problems) fill(incident, path)
  }
  if (Object.keys(before).length > 0) incident['plus'] = { ...(incident['plus'] as Open | undefined), before: { ...before, schema_version: given['schema_version'] } }
  return incident
}

const listed = (of: Open, name: string): void => { if (of[name] !== undefined && !Array.isArray(of[name])) of[name] = [of[name]] }

function methodOf(text: string, before: Open): Open {
  const [, side, rest = ''] = /^(ext|int|prt)\s*-\s*(.*)$/i.exec(text) ?? []
  const place = { ext: 'external', int: 'internal', prt: 'partner' }[side?.toLowerCase() ?? ''] as 'external' | 'internal' | 'partner' | undefined
  if (!place) { if (!/^(unknown|other)$/i.test(text)) before['discovery_method'] = text; return /^other$/i.test(text) ? { other: true } : { unknown: true } }
  const names = terms[`discovery_method.${place}.variety`] as readonly string[]
  const name = names.find((one) => one.toLowerCase() === rest.toLowerCase())
  if (!name) before['discovery_method'] = text
  return { [place]: { variety: [name ?? 'Unknown'] } }
}

/** `asset.hosting.0` is set aside as `asset.hosting`: a list is kept whole. */
function setAside(incident: Open, path: string, before: Open): void {
  const parts = path.split('.').filter((one, at, all) => !(at === all.length - 1 && /^\d+$/.test(one)))
  let at: Open | undefined = incident
  for (const part of parts.slice(0, -1)) at = at?.[part] as Open | undefined
  const last = parts.at(-1)!
  if (typeof at !== 'object' || at === null || Array.isArray(at) || at[last] === undefined) return
  before[parts.join('.')] = at[last]
  delete at[last]
}
function fill(incident: Open, path: string): void {
  const [, ...inner] = path.split('.')
  if (path === 'victim.industry') (incident['victim'] as Open)['industry'] = '00'
  else if (path === 'victim.country' || path === 'victim.government') (incident['victim'] as Open)[inner[0]!] = ['Unknown']
  else if (path === 'victim.employee_count') (incident['victim'] as Open)['employee_count'] = 'Unknown'
  else if (path === 'asset.cloud') (incident['asset'] as Open)['cloud'] = ['Unknown']
  else if (path === 'asset.assets') (incident['asset'] as Open)['assets'] = [{ variety: 'Unknown' }]
}
