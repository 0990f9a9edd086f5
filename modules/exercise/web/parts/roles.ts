import { useRouteLoaderData } from 'react-router'
import type * as z from 'zod'
import type { session } from '#modules/identity/contract.ts'

type Session = z.output<typeof session>

export function useRights(): { readonly start: boolean; readonly enter: boolean; readonly inside: boolean } {
  const found = useRouteLoaderData('console') as Session | undefined
  const has = (role: Session['roles'][number]): boolean => found?.roles.includes(role) ?? false
  // Who sees only some bodies cannot be moved to another realm: the server would leave the real one on the screen.
  return { start: has('coordinator'), enter: has('coordinator') || has('analyst'), inside: found?.exercise ?? false }
}
