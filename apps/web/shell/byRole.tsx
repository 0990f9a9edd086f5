import type { ComponentType } from 'react'
import { redirect, useLoaderData, type LoaderFunctionArgs } from 'react-router'
import { homeOf, isOfCentre } from '#modules/identity/web/api.ts'
import { ConsoleLayout } from './layout.tsx'
import { sessionLoader, type Session } from './session.ts'

/** The console is the centre's: who works for a body is led to its space instead of to a page of refusals. */
export async function centreLoader(args: LoaderFunctionArgs): Promise<Session> {
  const session = await sessionLoader(args)
  if (!isOfCentre(session)) throw redirect(homeOf(session))
  return session
}

/** A person's own page stands in the frame they work in. */
export function AccountLayout({ space: SpaceLayout }: { space: ComponentType }) {
  return isOfCentre(useLoaderData() as Session) ? <ConsoleLayout /> : <SpaceLayout />
}
