/** A refusal without the words of the catalogue: what the first load of the app needs of it. */
import type { RefusalCode } from './refusal.ts'

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly params: Readonly<Record<string, unknown>>
  constructor(code: RefusalCode, params: Readonly<Record<string, unknown>> = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.code = code
    this.params = params
  }
}
