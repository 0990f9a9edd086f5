import { createContext, useContext } from 'react'

export type SpaceBody = { readonly id: string; readonly name: string }

/** For which body the person works right now, and for which others they could. */
export type Space = { readonly body: SpaceBody; readonly bodies: readonly SpaceBody[] }

/** The parameter of every address under /space that says for which body. The layout puts it where it is absent. */
export const BODY = 'body'

/** For loaders: the body of the address. Empty only on the way to the address that has one, so an answer is never shown. */
export const bodyIn = (address: string): string => new URL(address).searchParams.get(BODY) ?? ''

/** The same path for the body of now: for links and forms under /space. */
export const inSpace = (path: string, { body }: Space): string => `${path}${path.includes('?') ? '&' : '?'}${BODY}=${body.id}`

export const SpaceContext = createContext<Space | undefined>(undefined)

export function useSpace(): Space {
  const space = useContext(SpaceContext)
  if (!space) throw new Error('useSpace outside the space')
  return space
}
