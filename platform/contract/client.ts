/** The typed client that follows from a contract. Used by the console, by tests and by the command line. */
import type { BodyInput, Endpoint, ParamsOf, Problem, QueryInput, ResponseOf } from './index.ts'
import { Refusal } from './refused.ts'

export type CallInput<E> = { params?: Partial<ParamsOf<E>> & Record<string, unknown>; query?: QueryInput<E>; body?: BodyInput<E>; signal?: AbortSignal }
export type Client = <E extends Endpoint>(endpoint: E, input?: CallInput<E>) => Promise<ResponseOf<E>>

/** @throws Refusal with the code of the problem details. */
export function createClient(options: { base?: string; fetch?: typeof fetch; headers?: Record<string, string> } = {}): Client {
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args))
  return async (endpoint, input = {}) => {
    const address = (options.base ?? '') + addressOf(endpoint, input.params ?? {}, (input.query ?? {}) as Record<string, unknown>)
    const response = await send(address, {
      method: endpoint.method,
      headers: { accept: 'application/json', ...(input.body === undefined ? {} : { 'content-type': 'application/json' }), ...options.headers },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.signal ? { signal: input.signal } : {}),
    })
    if (response.status === 204) return undefined as never
    const answer: unknown = await response.json().catch(() => undefined)
    if (!response.ok) {
      const problem = answer as Problem | undefined
      throw new Refusal(problem?.code ?? 'failed', { ...problem?.params, ...(problem?.fields ? { fields: problem.fields } : {}) })
    }
    return answer as never
  }
}

export function addressOf(endpoint: Pick<Endpoint, 'path'>, params: Record<string, unknown>, query: Record<string, unknown> = {}): string {
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(key, String(one))
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
