/** Programs that report by themselves (standardwebhooks.com): what is not signed by a known and active one is not there. */
import { randomBytes, randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { record } from '#platform/audit/index.ts'
import { Refusal, system, type Actor } from '#platform/contract/index.ts'
import { hookBody } from '../../contract-roads.ts'
import type { Incoming, Receipt } from '../../contract.ts'
import type { Context } from '../context.ts'
import { receive } from '../receiving.ts'
import { deleteSource, insertSource, listSources, sourceById, switchSource, usedSource } from '../store/roads-store.ts'

const SECRET_BYTES = 24
const ID_MAX = 200
const newSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`

export function createSources(context: Context) {
  const { ground: { db, clock, publicUrl }, needs } = context
  /** Checked against when there is no source, so that both answers take as long. */
  const nobody = newSecret()

  const list = (actor: Actor, page: { limit: number; offset: number }) => db.as(actor, async (tx) => {
    const { total, items } = await listSources(tx, page)
    return { total, items: items.map((one) => ({ id: one.id, name: one.name, partyId: one.party_id, active: one.active, madeAt: one.made_at.toISOString(), madeBy: one.made_by_name, usedAt: one.used_at?.toISOString() ?? null })) }
  })

  /** @throws Refusal not_found for a body that is not in the territory · key_missing. */
  async function add(actor: Actor, { name, partyId }: { name: string; partyId: string | null }): Promise<{ id: string; url: string; secret: string }> {
    const [id, secret] = [randomUUID(), newSecret()]
    const sealed = await needs.keys.seal(secret)
    await db.as(actor, async (tx) => {
      if (partyId !== null && (await needs.territory.parties(tx, [partyId])).length === 0) throw new Refusal('not_found')
      await insertSource(tx, { id, realm: actor.realm, partyId, name, secret: sealed, at: clock.now(), byId: actor.id, byName: actor.name })
      await record(tx, actor, clock.now(), { action: 'intake.add_source', partyId, object: `source:${id}`, detail: { name } })
    })
    return { id, url: `${publicUrl}/api/intake/hooks/${id}`, secret }
  }
  const settle = (actor: Actor, id: string, action: string, work: typeof deleteSource, detail?: Record<string, unknown>): Promise<void> => db.as(actor, async (tx) => {
    const done = await work(tx, id)
    if (!done) throw new Refusal('not_found')
    await record(tx, actor, clock.now(), { action, partyId: done.partyId, object: `source:${id}`, ...(detail ? { detail } : {}) })
  })

  /** @throws Refusal not_found for a wrong signature, an unknown and a paused source alike · invalid · key_missing. */
  async function hear(sourceId: string, bytes: Buffer, headers: Readonly<Record<string, unknown>>): Promise<Receipt[]> {
    const actor = system('intake.hook')
    const source = await db.as(actor, (tx) => sourceById(tx, sourceId))
    const secret = source?.active ? await needs.keys.open(source.secret) : nobody
    const id = headers['webhook-id']
    // Five minutes of tolerance, by the clock of this machine: the library's own.
    try { new Webhook(secret).verify(bytes, textOf(headers), { jsonParse: false }) } catch { throw new Refusal('not_found') }
    if (!source?.active) throw new Refusal('not_found')
    if (typeof id !== 'string' || id.length > ID_MAX || /[^\P{Cc}]/u.test(id)) throw new Refusal('invalid', { fields: [{ path: 'headers.webhook-id', problem: `at most ${ID_MAX} characters` }] })
    const reports = reportsIn(bytes)
    for (const [i, one] of reports.entries()) if (source.party_id !== null && one.partyId !== undefined && one.partyId !== source.party_id) throw new Refusal('invalid', { fields: [{ path: `body.reports.${i}.partyId`, problem: 'this program reports for another body' }] })
    const named = [...new Set(reports.flatMap((one) => one.partyId ?? []))]
    if (named.length > 0 && (await db.as(actor, (tx) => needs.territory.parties(tx, named))).length < named.length) throw new Refusal('invalid', { fields: [{ path: 'body.partyId', problem: 'not in the territory' }] })
    const incoming = reports.map(({ externalId, occurredAt, partyId, subject, ...rest }, i): Incoming => ({
      ...rest, ...(subject === undefined ? {} : { subject }), road: 'webhook', partyId: source.party_id ?? partyId ?? null, occurredAt: occurredAt === undefined ? null : new Date(occurredAt),
      // Ids are each program's own, and of one message each report has its place.
      externalKey: `${sourceId} ${id}${reports.length > 1 ? ` ${i}` : ''}`,
      provenance: { source: sourceId, name: source.name, webhookId: id, ...(externalId === undefined ? {} : { externalId }) },
      original: reports.length === 1 ? bytes : Buffer.from(JSON.stringify(reports[i])),
    }))
    return receive(context, actor, incoming, (tx) => usedSource(tx, sourceId, clock.now()))
  }

  return {
    list, add, hear,
    change: (actor: Actor, id: string, active: boolean) => settle(actor, id, 'intake.change_source', (tx, one) => switchSource(tx, one, active), { active }),
    remove: (actor: Actor, id: string) => settle(actor, id, 'intake.remove_source', deleteSource),
  }
}
export type Sources = ReturnType<typeof createSources>

const textOf = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, typeof headers[name] === 'string' ? headers[name] : '']))

function reportsIn(bytes: Buffer) {
  let given: unknown
  try { given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) } catch { throw new Refusal('invalid', { fields: [{ path: 'body', problem: 'not readable' }] }) }
  if (bytes.includes('\\u0000') || !JSON.stringify(given).isWellFormed() || /\\ud[89a-f][0-9a-f]{2}/i.test(JSON.stringify(given))) throw new Refusal('invalid', { fields: [{ path: 'body', problem: 'holds a character that cannot be kept' }] })
  // A report forgives what it does not know: a list that is empty or too long must not pass for one.
  const [many, one] = hookBody.options
  const parsed = (typeof given === 'object' && given !== null && 'reports' in given ? many : one).safeParse(given)
  if (!parsed.success) throw new Refusal('invalid', { fields: parsed.error.issues.slice(0, 50).map((issue) => ({ path: ['body', ...issue.path].join('.'), problem: issue.message })) })
  return 'reports' in parsed.data ? parsed.data.reports : [parsed.data]
}
