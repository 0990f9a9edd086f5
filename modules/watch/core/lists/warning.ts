/** A MISP warning list: values that are often reported and seldom mean harm. */
import { createGuard, type WarningList } from '#engines/indicators/index.ts'

export type ReadWarning = { readonly list: WarningList | null; readonly refused: number; readonly problems: readonly { readonly line: number; readonly code: string; readonly message: string }[] }
const types = ['cidr', 'hostname', 'string', 'substring']

/** Expressions are refused: nothing bounds the time that one takes. */
export function readWarning(text: string): ReadWarning {
  const refuse = (code: string, message: string): ReadWarning => ({ list: null, refused: 1, problems: [{ line: 1, code, message }] })
  let root: unknown
  try { root = JSON.parse(text) } catch (error) { return refuse('bad-document', String(error)) }
  const { name, type, list, matching_attributes: attributes } = (typeof root === 'object' && root !== null ? root : {}) as Record<string, unknown>
  if (typeof name !== 'string' || typeof type !== 'string' || !Array.isArray(list)) return refuse('bad-document', 'a warning list has a name, a type and a list')
  if (type === 'regex') return refuse('regex', 'expressions are not taken: only plain values')
  if (!types.includes(type)) return refuse('unknown-kind', `the type is one of ${types.join(', ')}`)
  const texts = list.filter((one): one is string => typeof one === 'string' && one.trim() !== '')
  const warning: WarningList = { name, type, list: texts, ...(Array.isArray(attributes) ? { matching_attributes: attributes.filter((one): one is string => typeof one === 'string') } : {}) }
  const { problems } = createGuard([warning])
  return { list: warning, refused: problems.length + list.length - texts.length, problems: problems.map(({ message }) => ({ line: 0, code: 'unreadable', message })) }
}
