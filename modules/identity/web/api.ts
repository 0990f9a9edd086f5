/** Calls of these pages: the typed client, the sign-in library's routes, and refusals as plain data. Without schemas: sign-in loads none. */
import type * as z from 'zod'
import { createClient } from '#platform/contract/client.ts'
import type { Endpoint, FieldProblem, RefusalCode, Role } from '#platform/contract/index.ts'
import { Refusal } from '#platform/contract/refused.ts'
import { doors, type AuthRoute } from '../contract-doors.ts'
import type { authPost, readSession, session, startSingleSignOn } from '../contract.ts'

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
export async function auth(route: AuthRoute, body: object = {}): Promise<unknown> {
  const door = doors.auth(route)
  return client(door as unknown as typeof authPost, door.method === 'GET' ? {} : { body: body as never })
}

export type DemoAccount = { readonly role: Role; readonly name: string; readonly email: string; readonly password: string }

/** Empty where the centre is none of demonstration, or its list does not answer: sign-in works without it. */
export async function demoAccountsOf({ centre }: Session): Promise<readonly DemoAccount[]> {
  if (!centre.demo) return []
  const answer = await attempt(() => client(demoAccounts))
  return answer.done ? (answer.data as { accounts: readonly DemoAccount[] }).accounts : []
}
/** Offered by the demonstration's server beside the modules. */
const demoAccounts = { method: 'GET', path: '/api/demo/accounts' } as unknown as Endpoint

export const currentSession = (signal?: AbortSignal): Promise<Session> => client(doors.session as unknown as typeof readSession, signal ? { signal } : {})

/** The address at the provider where a sign-in goes on. @throws Refusal. */
export const singleSignOn = async (next: string | undefined): Promise<string> => (await client(doors.singleSignOn as unknown as typeof startSingleSignOn, { body: next ? { next } : {} })).url

export const isOfCentre = ({ roles: held }: Pick<Session, 'roles'>): boolean => held.some((role) => role === 'coordinator' || role === 'analyst' || role === 'liaison' || role === 'researcher')
/** Where a person's work begins; whoever still owes a second step is led to it first. */
export const homeOf = (found: Pick<Session, 'roles' | 'secondStep'>): string => (found.secondStep ? '/protect' : isOfCentre(found) ? '/console' : '/space')

/** The text of a field, trimmed; empty where it is absent. */
export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
/** A password as typed: its spaces are its own. */
export const secretOf = (form: FormData, name: string): string => String(form.get(name) ?? '')
