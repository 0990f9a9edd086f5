import type { ComponentType } from 'react'
import { useLoaderData } from 'react-router'
import { isOfCentre } from '#modules/identity/web/api.ts'
import { ConsoleLayout } from './layout.tsx'
import type { Session } from './session.ts'

/** A person's own page stands in the frame they work in. */
export const accountLayout = (SpaceLayout: ComponentType) => function AccountLayout() {
  return isOfCentre(useLoaderData() as Session) ? <ConsoleLayout /> : <SpaceLayout />
}
