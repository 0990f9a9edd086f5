import { redirect, type LoaderFunctionArgs } from 'react-router'
import type * as z from 'zod'
import { createClient } from '#platform/contract/client.ts'
import { readSession, type session } from '#modules/identity/contract.ts'

export type Session = z.output<typeof session>

export const client = createClient()

/** Leads to sign-in, and back again afterwards, when nobody is signed in; to set-up while the centre is not made. */
export async function sessionLoader({ request }: LoaderFunctionArgs): Promise<Session> {
  const found = await client(readSession, { signal: request.signal })
  if (!found.centre.ready) throw redirect('/set-up')
  if (!found.signedIn) {
    const { pathname, search } = new URL(request.url)
    throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
  }
  return found
}

/** Ends the session on the server first: a lost answer leaves the person signed in and saying so, not the reverse. */
export async function signOut(): Promise<Response> {
  const answer = await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
  if (!answer.ok) throw answer
  return redirect('/sign-in')
}
