/** Who is who: people, their roles and how they sign in. */
import * as z from 'zod'
import { anyone, endpoint, lang, roles, uuid, type Actor } from '#platform/contract/index.ts'

export const membership = z.object({ role: z.enum(roles), partyId: uuid.nullable() })
export type Membership = z.output<typeof membership>

/** Who is signed in, as the console and the space need it. */
export const session = z.object({
  signedIn: z.boolean(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), twoFactor: z.boolean(), passkeys: z.number().int() }).nullable(),
  roles: z.array(z.enum(roles)),
  parties: z.array(z.object({ id: uuid, name: z.string() })),
  centre: z.object({ name: z.record(z.string(), z.string()), region: z.record(z.string(), z.string()), demo: z.boolean(), languages: z.array(lang), timeZone: z.string(), phone: z.string(), hours: z.string() }),
})
export const readSession = endpoint({ id: 'identity.session', method: 'GET', path: '/api/identity/session', summary: 'Who is signed in, and what the centre is called', access: anyone, response: session })

export type Person = { readonly id: string; readonly name: string; readonly memberships: readonly Membership[] }

export type IdentityService = {
  /** The person behind a request's cookie, or undefined. */
  person(headers: Headers): Promise<Person | undefined>
  /** Names by person id, for timelines. Unknown ids are left out. */
  names(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Makes a person with a password or an invitation link; used by set-up, invitations and the demonstration. */
  createPerson(actor: Actor, person: { name: string; email: string; password?: string; memberships: readonly Membership[] }): Promise<{ id: string; invitation?: string }>
}
