/** Steps of the story that several tests take: a body that is hit, two of its people, its notice before the public. */
import { PASSWORD } from './centre.ts'
import { json, signIn, type Api } from './server.ts'

export type Two = { readonly member: Api; readonly admin: Api }
export type Published = {
  readonly id: string; readonly caseId: string; readonly partyId: string
  /** The two words; the answers' statuses. */
  publish(two: Two): Promise<void>
  /** After a withdrawal: what was taken away is edited, and the two words are said again. */
  publishAgain(): Promise<void>
  /** Its public address. */
  path(reader: Api): Promise<string>
}

/** The first municipality that the model says is hit, which now says so itself. */
export async function publishable(analyst: Api, mainId: string, at = 0): Promise<Published> {
  const { items } = await json<{ items: { id: string; partyId: string; inferred: string; partyKind: string }[] }>(await analyst(`/api/cases?mainId=${mainId}&kind=tied&limit=200`))
  const tied = items.filter((one) => one.inferred === 'hit' && one.partyKind === 'municipality')[at]!
  await json(await analyst(`/api/cases/${tied.id}/answer`, { method: 'POST', body: { answer: 'hit', awareAt: new Date(Date.now() - 60_000).toISOString(), personalData: 'yes', callerName: 'Chi risponde' } }), 204)
  const [notice] = (await json<{ items: { id: string }[] }>(await analyst(`/api/notices?caseId=${tied.id}&limit=1`))).items
  const id = notice!.id
  let spoken: Two | undefined
  const read = async (api: Api) => json<{ version: number; state: string; content: object; live: { path: string } | null }>(await api(`/api/notices/${id}`))
  let path: string | undefined
  const publish = async (two: Two) => {
    spoken = two
    const { version } = await read(two.member)
    await json(await two.member(`/api/notices/${id}/confirm`, { method: 'POST', body: { version } }), 204)
    await json(await two.admin(`/api/notices/${id}/publish`, { method: 'POST', body: { version } }), 204)
  }
  return {
    id, caseId: tied.id, partyId: tied.partyId, publish,
    async publishAgain() {
      const { version, content } = await read(spoken!.member)
      await json(await spoken!.member(`/api/notices/${id}`, { method: 'PUT', body: { version, content } }))
      await publish(spoken!)
    },
    async path(reader) { return path ??= (await read(reader)).live!.path },
  }
}

/** A member and an administrator of one body, invited and signed in. */
export async function inviteTwo(address: string, coordinator: Api, partyId: string, name: string): Promise<Two> {
  const person = async (role: 'member' | 'admin') => {
    const email = `${role}@${name}.velarda.example`
    const { invitation } = await json<{ invitation: string }>(await coordinator('/api/identity/people', { method: 'POST', body: { name: `Persona di prova ${role}`, email, memberships: [{ role, partyId }] } }), 201)
    await json(await coordinator('/api/identity/invitations/accept', { method: 'POST', body: { token: new URL(invitation, address).hash.slice(1), name: `Persona di prova ${role}`, password: PASSWORD } }))
    return signIn(address, email, PASSWORD)
  }
  return { member: await person('member'), admin: await person('admin') }
}
