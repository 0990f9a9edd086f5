/** Calls of these pages: the typed client, the sign-in library's routes, and refusals as plain data. */
import * as z from 'zod'
import { createClient } from '#platform/contract/client.ts'
import { endpoint, Refusal, anyone, roles, type FieldProblem, type RefusalCode } from '#platform/contract/index.ts'
import { authGet, authPost, readSession, type authRoutes, type session } from '../contract.ts'

export const client = createClient()

export type Session = z.output<typeof session>

/** A refusal without its class, so that it can stand in the data of an action. */
export type Refused = { readonly code: RefusalCode; readonly reason?: string; readonly retryAfterSeconds?: number; readonly fields: readonly FieldProblem[] }
export type Outcome<T = unknown> = { readonly done: true; readonly data: T } | { readonly done: false; readonly refused: Refused }

/**
 * For routes: a refusal changed nothing, so nothing is read again. Without the network the second reading would fail too,
 * and its error page would take away what the person had typed.
 */
export const unlessRefused = ({ actionResult, defaultShouldRevalidate }: { actionResult?: unknown; defaultShouldRevalidate: boolean }): boolean =>
  (actionResult as Partial<Outcome> | undefined)?.done === false ? false : defaultShouldRevalidate

/** Runs the work of an action. What is not a refusal and not the network is thrown on, to the error page. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: true, data: await work() }
  } catch (error) {
    // fetch throws a TypeError when there was no answer at all.
    if (error instanceof TypeError) return { done: false, refused: { code: 'unavailable', reason: 'OFFLINE', fields: [] } }
    if (!(error instanceof Refusal)) throw error
    const { reason, retryAfterSeconds, fields } = error.params
    return {
      done: false,
      refused: {
        code: error.code, fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [],
        ...(typeof reason === 'string' ? { reason } : {}),
        ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
      },
    }
  }
}

/** @throws Refusal with the library's code in `params.reason`. */
export async function auth(route: (typeof authRoutes)[number], body: object = {}): Promise<unknown> {
  const [method, path] = route.split(' ') as ['GET' | 'POST', string]
  const declared = { ...(method === 'GET' ? authGet : authPost), path: `/api/auth${path}` }
  return client(declared, method === 'GET' ? {} : { body: body as never })
}

const demoAccounts = z.object({ accounts: z.array(z.object({ role: z.enum(roles), name: z.string(), email: z.string(), password: z.string() })) })
export type DemoAccount = z.output<typeof demoAccounts>['accounts'][number]
const readDemoAccounts = endpoint({ id: 'demo.accounts', method: 'GET', path: '/api/demo/accounts', summary: 'The accounts of the demonstration', access: anyone, response: demoAccounts })

/** Empty where the centre is none of demonstration, or its list does not answer: sign-in works without it. */
export async function demoAccountsOf({ centre }: Session): Promise<readonly DemoAccount[]> {
  if (!centre.demo) return []
  const answer = await attempt(async () => demoAccounts.parse(await client(readDemoAccounts)))
  return answer.done ? answer.data.accounts : []
}

export const currentSession = (signal?: AbortSignal): Promise<Session> => client(readSession, signal ? { signal } : {})

export const isOfCentre = ({ roles: held }: Pick<Session, 'roles'>): boolean => held.some((role) => role === 'coordinator' || role === 'analyst' || role === 'liaison' || role === 'researcher')
export const homeOf = (found: Pick<Session, 'roles'>): string => (isOfCentre(found) ? '/console' : '/space')

/** The text of a field, trimmed; empty where it is absent. */
export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
/** A password as typed: its spaces are its own. */
export const secretOf = (form: FormData, name: string): string => String(form.get(name) ?? '')
