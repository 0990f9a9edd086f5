/** Who may call an endpoint. What the caller then sees is the database's matter (row-level security). */
export const roles = ['coordinator', 'analyst', 'liaison', 'researcher', 'member', 'admin', 'provider'] as const
/** coordinator, analyst: the centre · liaison: a district · researcher: figures without names · member, admin: a body · provider: contact of a provider */
export type Role = (typeof roles)[number]

export type Access = { readonly kind: 'public' } | { readonly kind: 'roles'; readonly roles: readonly Role[] }

export const anyone: Access = { kind: 'public' }
export const can = (...allowed: Role[]): Access => ({ kind: 'roles', roles: allowed })
export const centre = ['coordinator', 'analyst'] as const satisfies readonly Role[]
export const ofBody = ['member', 'admin'] as const satisfies readonly Role[]
export const signedIn: Access = { kind: 'roles', roles }

/** The ordinary realm; an exercise has its own, `ex:` and its id, and sees no live case. */
export const LIVE = 'live'

export type Actor = {
  readonly kind: 'person' | 'system' | 'anonymous'
  /** Id of the person, or the name of the job; empty for anonymous. */
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  /** `all`: the centre · `parties`: only rows of `parties` · `none`: only what is public. */
  readonly scope: 'all' | 'parties' | 'none'
  /** Ids of the parties whose rows this actor may see and, with the right role, change. */
  readonly parties: readonly string[]
  readonly realm: string
  /** Roles as they were given, each with its party: a right that hangs on both asks here. Empty for jobs. */
  readonly memberships?: readonly { readonly role: Role; readonly partyId: string | null; readonly delegated?: true | undefined; readonly emergency?: true | undefined }[]
  /** Id of the key for programs that carries this call, where it is one and no person at a browser. */
  readonly tokenId?: string
  /** A person known by a password alone where the centre asks for more: until it is given, every role sleeps. */
  readonly lacks?: 'second_factor'
}

export const anonymous: Actor = { kind: 'anonymous', id: '', name: '', roles: [], scope: 'none', parties: [], realm: LIVE }

/** A job or a command acting for the centre. `name` says which; it stands in the audit log. */
export const system = (name: string, realm: string = LIVE): Actor => ({
  kind: 'system', id: name, name, roles: ['coordinator'], scope: 'all', parties: [], realm,
})

export function allows(access: Access, actor: Actor): 'yes' | 'unauthenticated' | 'second_factor' | 'forbidden' {
  if (access.kind === 'public') return 'yes'
  if (actor.kind === 'anonymous') return 'unauthenticated'
  if (actor.lacks) return actor.lacks
  return access.roles.some((role) => actor.roles.includes(role)) ? 'yes' : 'forbidden'
}
