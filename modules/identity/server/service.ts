/** What identity offers: who is behind a cookie, people and their roles, invitations. */
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { LIVE, Refusal, type Actor } from '#platform/contract/index.ts'
import { record } from '#platform/audit/index.ts'
import type { Database, Tx } from '#platform/db/index.ts'
import type { Ground } from '#platform/module.ts'
import { linkTo, type IdentityService, type PersonRow } from '../contract.ts'
import { isWellFormed, mayKeep } from '../core/memberships.ts'
import { passwordProblem } from '../core/password.ts'
import type { Auth } from './auth.ts'
import * as store from './store.ts'
import { endTokens } from './store/tokens.ts'

export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')
/** 256 bits: guessing it is not a matter for limits. */
export const newToken = () => randomBytes(32).toString('base64url')

export type People = {
  list(actor: Actor, filter: { text: string; limit: number; offset: number }): Promise<{ total: number; people: PersonRow[] }>
  invite(actor: Actor, person: NewPerson): Promise<Invited>
  renewInvitation(actor: Actor, personId: string): Promise<Invited>
  checkInvitation(token: string): Promise<{ name: string; email: string; expiresAt: string }>
  acceptInvitation(given: { token: string; name: string; password: string }): Promise<{ email: string }>
  grant(actor: Actor, personId: string, grant: store.Grant): Promise<{ id: string }>
  revoke(actor: Actor, membershipId: string): Promise<void>
  resetSecondFactor(actor: Actor, personId: string): Promise<void>
  /** The person with this address; with a link to choose a password where they have no way in. @throws Refusal `not_found`. */
  wayIn(actor: Actor, email: string): Promise<{ id: string; name: string; link?: string }>
}
export type NewPerson = { readonly name: string; readonly email: string; readonly password?: string; readonly memberships: readonly store.Grant[] }
export type Invited = { readonly id: string; readonly existing: boolean; readonly invitation: string | null; readonly expiresAt: string | null }
export type PartyNames = (ids: readonly string[]) => Promise<readonly { id: string; name: string }[]>
export type Parts = { readonly ground: Ground; readonly pool: pg.Pool; readonly people: Database; readonly auth: Auth; readonly partyNames: PartyNames }

const HOUR_MS = 3_600_000
const INVITATION_HOURS = 72

export function createPeople({ ground, people, auth, partyNames, pool }: Parts): People & Pick<IdentityService, 'person' | 'names' | 'peopleOf' | 'addressOf' | 'createPerson' | 'resetSecondFactorOf'> {
  const { clock, publicUrl } = ground

  const invite = async (actor: Actor, person: NewPerson): Promise<Invited> => {
    await refuseGrants(actor, person.memberships, partyNames)
    const email = person.email.trim().toLowerCase()
    if (person.password !== undefined) refuseWeak(person.password, { ...person, email }, 'body.password')
    const hash = person.password === undefined ? undefined : await auth.hashPassword(person.password)
    return people.as(actor, async (tx) => {
      const now = clock.now()
      const made = await store.savePerson(tx, { name: person.name, email }, now)
      if (made === undefined && hash !== undefined) throw new Refusal('conflict', { field: 'email' })
      const id = made ?? (await store.findByEmail(tx, email))!.id
      refuseForOneself(actor, id)
      if (made) await record(tx, actor, now, { action: 'identity.createPerson', object: `person:${id}` })
      if (hash !== undefined) await store.savePassword(tx, id, hash, now)
      await give(tx, actor, id, person.memberships, now)
      // Someone who never answered gets a new link from the coordinator alone: whoever wrote the old one could otherwise use the new roles.
      const needsLink = made ? hash === undefined : actor.roles.includes('coordinator') && !(await store.canSignIn(tx, id))
      return { id, existing: !made, ...(needsLink ? await issueLink(tx, actor, id, now) : { invitation: null, expiresAt: null }) }
    })
  }

  const issueLink = async (tx: Tx, actor: Actor, userId: string, now: Date) => {
    const token = newToken()
    const expiresAt = new Date(now.getTime() + INVITATION_HOURS * HOUR_MS)
    await store.saveInvitation(tx, { userId, tokenHash: hashToken(token), by: actor.id, at: now, expiresAt })
    await record(tx, actor, now, { action: 'identity.invite', object: `person:${userId}`, detail: { expiresAt: expiresAt.toISOString() } })
    return { invitation: linkTo(publicUrl, 'invitation', token), expiresAt: expiresAt.toISOString() }
  }

  return {
    person: async (headers) => {
      const token = await auth.sessionToken(headers)
      return token === undefined ? undefined : store.personBySession(pool, token, clock.now())
    },
    names: async (ids) => {
      const known = [...new Set(ids)].filter((id) => isUuid.test(id))
      return known.length === 0 ? new Map() : store.namesOf(pool, known)
    },
    peopleOf: async (partyIds) => (partyIds.length === 0 ? [] : store.peopleOf(pool, partyIds, clock.now())),
    addressOf: async (personId) => (isUuid.test(personId) ? (await store.profile(pool, personId))?.email : undefined),
    createPerson: async (actor, person) => {
      const { id, existing, invitation } = await invite(actor, person)
      return { id, ...(invitation ? { invitation } : {}), ...(existing ? { existing } : {}) }
    },
    invite,
    list: async (actor, filter) => {
      const parties = actor.roles.includes('coordinator') ? undefined : actor.parties
      const now = clock.now()
      const { total, people: listed } = await people.as(actor, (tx) => store.listPeople(tx, { ...filter, parties }))
      const names = new Map((await partyNames([...new Set(listed.flatMap((one) => one.memberships.flatMap(({ partyId }) => partyId ?? [])))])).map(({ id, name }) => [id, name]))
      return { total, people: listed.map((one) => rowOf(one, names, now)) }
    },
    renewInvitation: (actor, personId) => people.as(actor, async (tx) => {
      await mustExist(tx, personId)
      return { id: personId, existing: true, ...(await issueLink(tx, actor, personId, clock.now())) }
    }),
    checkInvitation: (token) => people.as(invited(''), async (tx) => {
      const { name, email, expiresAt } = await unused(tx, token, clock.now())
      return { name, email, expiresAt: expiresAt.toISOString() }
    }),
    acceptInvitation: ({ token, name, password }) => people.as(invited(''), async (tx) => {
      const now = clock.now()
      const invitation = await unused(tx, token, now)
      refuseWeak(password, { name, email: invitation.email }, 'body.password')
      await store.rename(tx, invitation.userId, name, now)
      await store.savePassword(tx, invitation.userId, await auth.hashPassword(password), now)
      await store.useInvitation(tx, invitation.id, now)
      await record(tx, invited(invitation.userId), now, { action: 'identity.acceptInvitation', object: `person:${invitation.userId}` })
      return { email: invitation.email }
    }),
    grant: async (actor, personId, grant) => {
      await refuseGrants(actor, [grant], partyNames)
      refuseForOneself(actor, personId)
      return people.as(actor, async (tx) => {
        // An admin does not learn by trying which ids are people: whoever is not of the body is added by address, through an invitation.
        if (actor.roles.includes('coordinator')) await mustExist(tx, personId)
        else if (!(await store.holdsOneOf(tx, personId, actor.parties))) throw new Refusal('not_found')
        return { id: (await give(tx, actor, personId, [grant], clock.now()))[0]! }
      })
    },
    revoke: (actor, membershipId) => people.as(actor, async (tx) => {
      const now = clock.now()
      const coordinators = await store.lockCoordinators(tx, now)
      const held = await store.lockMembership(tx, membershipId)
      if (!held || !mayKeep(actor, held)) throw new Refusal('not_found')
      if (coordinators.length === 1 && coordinators[0] === held.id) throw new Refusal('conflict', { reason: 'last_coordinator' })
      await store.deleteMembership(tx, held.id)
      await record(tx, actor, now, { action: 'identity.revoke', partyId: held.partyId, object: `person:${held.userId}`, detail: { role: held.role } })
    }),
    wayIn: (actor, email) => people.as(actor, async (tx) => {
      const found = await store.findByEmail(tx, email.trim().toLowerCase())
      if (!found) throw new Refusal('not_found')
      return { ...found, ...((await store.canSignIn(tx, found.id)) ? {} : { link: (await issueLink(tx, actor, found.id, clock.now())).invitation }) }
    }),
    resetSecondFactor: (actor, personId) => people.as(actor, (tx) => forgetFactor(tx, actor, personId, clock.now())),
    resetSecondFactorOf: (actor, email) => people.as(actor, async (tx) => {
      const found = await store.findByEmail(tx, email.trim().toLowerCase())
      if (!found) throw new Refusal('not_found')
      await forgetFactor(tx, actor, found.id, clock.now())
      return { name: found.name }
    }),
  }
}

async function forgetFactor(tx: Tx, actor: Actor, personId: string, now: Date): Promise<void> {
  await mustExist(tx, personId)
  await store.forgetSecondFactor(tx, personId, now)
  await store.endSessions(tx, personId)
  // Made perhaps with the device that is lost; they would wake again with the next one.
  const tokens = await endTokens(tx, personId, now)
  await record(tx, actor, now, { action: 'identity.resetSecondFactor', object: `person:${personId}`, ...(tokens.length > 0 ? { detail: { tokens } } : {}) })
}

/** Saves the memberships and writes one entry for each. */
export async function give(tx: Tx, actor: Actor, userId: string, grants: readonly store.Grant[], now: Date): Promise<string[]> {
  const ids = await store.saveMemberships(tx, userId, grants, actor.id, now)
  for (const { role, partyId, validUntil } of grants) {
    await record(tx, actor, now, { action: 'identity.grant', partyId, object: `person:${userId}`, detail: { role, ...(validUntil ? { validUntil: validUntil.toISOString() } : {}) } })
  }
  return ids
}

/** @throws Refusal `invalid` with the field and the problem's name. */
export function refuseWeak(password: string, person: { name: string; email: string }, path: string): void {
  const problem = passwordProblem(password, person)
  if (problem) throw new Refusal('invalid', { fields: [{ path, problem }] })
}

/** A party that is another's is one that never was: `not_found`. A role at one's own party that is not one's to give: `forbidden`. */
async function refuseGrants(actor: Actor, grants: readonly store.Grant[], partyNames: PartyNames): Promise<void> {
  const broken = grants.findIndex((grant) => !isWellFormed(grant))
  if (broken >= 0) throw new Refusal('invalid', { fields: [{ path: `body.memberships.${broken}.partyId`, problem: 'this role needs a party, or none' }] })
  const named = [...new Set(grants.flatMap(({ partyId }) => partyId ?? []))]
  const known = new Set(actor.scope === 'all' ? (await partyNames(named)).map(({ id }) => id) : actor.parties)
  if (!named.every((partyId) => known.has(partyId))) throw new Refusal('not_found')
  if (!grants.every((grant) => mayKeep(actor, grant))) throw new Refusal('forbidden')
}

/** Who has a role for some hours does not make it last. */
function refuseForOneself(actor: Actor, personId: string): void {
  if (personId === actor.id && (actor.memberships ?? []).some(({ emergency }) => emergency)) throw new Refusal('forbidden')
}

async function unused(tx: Tx, token: string, now: Date): Promise<store.Invitation> {
  const invitation = await store.lockInvitation(tx, hashToken(token), now)
  if (!invitation) throw new Refusal('expired')
  return invitation
}

async function mustExist(tx: Tx, personId: string): Promise<void> {
  if (!(await store.exists(tx, personId))) throw new Refusal('not_found')
}

function rowOf(one: store.Listed, names: ReadonlyMap<string, string>, now: Date): PersonRow {
  const { hasPassword, linkUntil, memberships, ...rest } = one
  const iso = (text: string) => new Date(text).toISOString()
  return {
    ...rest,
    state: hasPassword || one.passkeys > 0 ? 'active' : linkUntil && linkUntil > now ? 'invited' : 'expired',
    memberships: memberships.map((held) => ({
      ...held, partyName: held.partyId === null ? null : names.get(held.partyId) ?? null, validUntil: held.validUntil === null ? null : iso(held.validUntil), grantedAt: iso(held.grantedAt),
    })),
  }
}

/** Whoever holds a link: a person once it has worked, nobody before. */
const invited = (id: string): Actor => ({ kind: id ? 'person' : 'anonymous', id, name: '', roles: [], scope: 'none', parties: [], realm: LIVE })
const isUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
