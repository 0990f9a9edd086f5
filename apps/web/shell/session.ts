/** Who is here, for the loaders of the frames: light, because the first load of the app carries it. */
import { redirect, type LoaderFunctionArgs } from 'react-router'
import { auth, currentSession, homeOf, isOfCentre, type Session } from '#modules/identity/web/api.ts'
import { BODY } from '#ui/console/space.ts'
import { keep, kept } from './preferences.ts'

export type { Session }

/** Whoever comes to the door is a guest: nothing here asks for a session. */
export const gateLoader = ({ request }: LoaderFunctionArgs): Promise<Session> => currentSession(request.signal)

/** Leads to sign-in, and back again afterwards, when nobody is signed in; to the second step while it is owed; to set-up while the centre is not made. */
export async function sessionLoader({ request }: LoaderFunctionArgs): Promise<Session> {
  const found = await currentSession(request.signal)
  if (!found.centre.ready) throw redirect('/set-up')
  const { pathname, search } = new URL(request.url)
  const next = `next=${encodeURIComponent(pathname + search)}`
  if (!found.signedIn) throw redirect(`/sign-in?${next}`)
  if (found.secondStep) throw redirect(`/protect?${next}`)
  return found
}

/** The console is the centre's: who works for a body is led to its space instead of to a page of refusals. */
export async function centreLoader(args: LoaderFunctionArgs): Promise<Session> {
  const session = await sessionLoader(args)
  if (!isOfCentre(session)) throw redirect(homeOf(session))
  return session
}

/** Also says for which body: the one of the address, else the last one chosen, else the first. */
export async function spaceLoader(args: LoaderFunctionArgs): Promise<Session> {
  const session = await sessionLoader(args)
  if (isOfCentre(session)) throw redirect(homeOf(session))
  const url = new URL(args.request.url)
  const asked = url.searchParams.get(BODY)
  const body = bodyOf(session, asked)
  if (body && body.id !== asked) {
    url.searchParams.set(BODY, body.id)
    throw redirect(url.pathname + url.search)
  }
  if (body) keep(BODY, body.id)
  return session
}

export const bodyOf = ({ parties }: Session, asked: string | null) =>
  parties.find(({ id }) => id === asked) ?? parties.find(({ id }) => id === kept(BODY)) ?? parties[0]

/** Ends the session on the server first: a lost answer leaves the person signed in and saying so, not the reverse. */
export async function signOut(): Promise<Response> {
  await auth('POST /sign-out')
  return redirect('/sign-in')
}
