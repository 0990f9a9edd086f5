import { correlationTypes, type CorrelationDocument, type CorrelationType, type Head, type Json, type JsonObject } from '../types.ts'
import { isList, isObject, isScalar, textOf, textsOf } from './json.ts'
import type { Complaint } from './place.ts'

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000, M: 30 * 86_400_000, y: 365 * 86_400_000 }
const operators = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'] as const
type Condition = CorrelationDocument['condition']

export function readCorrelation(head: Head, document: JsonObject, complaints: Complaint[]): CorrelationDocument {
  const complain = (code: string, message: string, ...at: string[]) => { complaints.push({ code, message, at: ['correlation', ...at] }) }
  const value = document['correlation']
  const body = isObject(value) ? value : {}
  const given = textOf(body['type']) ?? ''
  const type = isType(given) ? given : 'event_count'
  if (!isType(given)) complain('bad_type', `The type of a correlation is one of ${correlationTypes.join(', ')}, not "${given}".`, 'type')
  const condition = readCondition(body['condition'], type, complain)
  const rules = textsOf(body['rules'])
  const named = rules.length > 0 || condition.expression === undefined ? rules : identifiers(condition.expression)
  if (named.length === 0) complain('no_rules', 'A correlation names the rules that it is about, by id or name.', 'rules')
  if (new Set(named).size < named.length) complain('rule_twice', 'A rule is named twice.', 'rules')
  return {
    ...head, kind: 'correlation', type, rules: named, groupBy: textsOf(body['group-by']), timespanMs: readTimespan(body['timespan'], complain),
    aliases: readAliases(body['aliases'], named, complain), condition, generate: (body['generate'] ?? document['generate']) === true,
  }
}

type Complain = (code: string, message: string, ...at: string[]) => void
const isType = (text: string): text is CorrelationType => (correlationTypes as readonly string[]).includes(text)

function readTimespan(value: Json | undefined, complain: Complain): number {
  const [, count, unit] = /^\s*(\d{1,9})\s*([smhdwMy])\s*$/.exec(textOf(value) ?? '') ?? []
  const ms = count === undefined || unit === undefined ? 0 : Number(count) * units[unit]!
  if (ms <= 0 || ms > 10 * units['y']!) complain('bad_timespan', 'The timespan is a number and a unit: 30s, 15m, 1h, 7d, 2w, 1M (30 days), 1y (365 days); ten years at most.', 'timespan')
  return ms
}

function readAliases(value: Json | undefined, rules: readonly string[], complain: Complain): CorrelationDocument['aliases'] {
  if (value === undefined || value === null) return {}
  const wrong = () => complain('bad_aliases', 'Aliases are a map from alias to a map from rule to field.', 'aliases')
  if (!isObject(value)) { wrong(); return {} }
  return Object.fromEntries(Object.entries(value).map(([alias, byRule]) => {
    if (!isObject(byRule) || !Object.values(byRule).every(isScalar)) { wrong(); return [alias, {}] }
    for (const rule of Object.keys(byRule)) if (!rules.includes(rule)) complain('unknown_rule', `The alias ${alias} speaks of "${rule}", which is not among the rules of this correlation.`, 'aliases', alias, rule)
    return [alias, Object.fromEntries(Object.entries(byRule).map(([rule, field]) => [rule, String(field)]))]
  }))
}

function readCondition(value: Json | undefined, type: CorrelationType, complain: Complain): Condition {
  const temporal = type === 'temporal' || type === 'temporal_ordered'
  if (typeof value === 'string') {
    if (!temporal) complain('bad_condition', `A condition in words is for temporal correlations; ${type} asks for bounds such as \`gte: 10\`.`, 'condition')
    return { bounds: [], expression: value }
  }
  if (value === undefined && temporal) return { bounds: [] }
  const body = isObject(value) ? value : {}
  const bounds = operators.flatMap((op) => {
    const than = body[op]
    if (than === undefined) return []
    const number = typeof than === 'number' ? than : typeof than === 'string' && /^-?\d+(\.\d+)?$/.test(than.trim()) ? Number(than) : undefined
    if (number === undefined) complain('bad_condition', `\`${op}\` is a number.`, 'condition', op)
    return number === undefined ? [] : [{ op, value: number }]
  })
  const unknown = Object.keys(body).filter((name) => name !== 'field' && name !== 'percentile' && !(operators as readonly string[]).includes(name))
  if (unknown.length > 0) complain('bad_condition', `"${unknown[0]}" is not known in a condition: ${operators.join(', ')}, field, percentile are.`, 'condition', unknown[0]!)
  if (!temporal && unknown.length === 0 && operators.every((op) => body[op] === undefined)) complain('no_condition', `${type} needs a condition with a bound such as \`gte: 10\`.`, 'condition')
  const fields = textsOf(body['field'])
  if (type.startsWith('value_') && fields.length !== 1) complain('no_field', isList(body['field']) ? 'One field can be counted, not several.' : `${type} needs \`field\` in its condition.`, 'condition', 'field')
  const percentile = body['percentile']
  const good = typeof percentile === 'number' && percentile >= 0 && percentile <= 100
  if (percentile !== undefined && !good) complain('bad_percentile', 'The percentile is a number from 0 to 100.', 'condition', 'percentile')
  return { ...(fields[0] === undefined ? {} : { field: fields[0] }), ...(good ? { percentile } : {}), bounds }
}

/** The names in an extended condition, each once. */
export const identifiers = (expression: string): string[] => [...new Set(expression.match(/[^\s()]+/g)?.filter((word) => !/^(and|or|not)$/i.test(word)) ?? [])]
