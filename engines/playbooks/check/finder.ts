/** Where problems are gathered, and the checks that every part of the document needs. */
import { isObject, of, pointer, type Json, type JsonObject, type Problem } from '../types.ts'

export type Finder = ReturnType<typeof createFinder>
type Params = Problem['params']
type Shape = 'string' | 'boolean' | 'whole' | 'list' | 'texts' | 'object'

export function createFinder() {
  const problems: Problem[] = []
  const add = (severity: Problem['severity']) => (code: Problem['code'], path: string, params: Params = {}, step?: string): void => void problems.push({ code, severity, path, params, ...(step ? { step } : {}) })
  const error = add('error')
  return {
    problems, error, warning: add('warning'),
    is(object: JsonObject, name: string, values: readonly string[]): void {
      const value = of(object, name)
      if (value !== undefined && !values.includes(value as string)) error('wrong_value', pointer(name), { expected: values.join(', ') })
    },
    /** Each property that is there has its shape. @returns the names of those that have not. */
    shapes(object: JsonObject, path: string, shapes: Readonly<Record<string, Shape>>, step?: string): ReadonlySet<string> {
      const wrong = new Set<string>()
      for (const [name, shape] of Object.entries(shapes)) {
        const value = of(object, name)
        if (value !== undefined && !hasShape(value, shape)) { wrong.add(name); error('wrong_type', path + pointer(name), { expected: shape }, step) }
      }
      return wrong
    },
  }
}

function hasShape(value: Json, shape: Shape): boolean {
  switch (shape) {
    case 'string': return typeof value === 'string'
    case 'boolean': return typeof value === 'boolean'
    case 'whole': return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= Number.MAX_SAFE_INTEGER
    case 'list': return Array.isArray(value)
    case 'texts': return Array.isArray(value) && value.every((one) => typeof one === 'string')
    case 'object': return isObject(value)
  }
}
