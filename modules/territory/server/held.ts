/** What modules below ask of assets and contacts: the form in which a name is kept, whose it is, and whom to call. In the caller's transaction. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { dayOf } from '#platform/contract/zone.ts'
import { readCentre } from '#platform/db/centre.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { readDomain, readRange } from '../core/own/index.ts'
import { territoryChanged, type TerritoryService } from '../contract.ts'
import { ties } from './store/dependencyStore.ts'
import * as holdings from './store/holdingStore.ts'
import { bumpVersion } from './store/rowsStore.ts'
import { readContacts } from './store/statementStore.ts'

type Held = Pick<TerritoryService, 'readAsset' | 'domainTaken' | 'holdAsset' | 'giveUpAsset' | 'contactBook' | 'ties'>

export const createHeld = ({ clock }: Pick<Ground, 'clock'>): Held => ({
  readAsset: (kind, text) => (kind === 'domain' ? readDomain(text) : readRange(text)),
  domainTaken: holdings.domainTaken,
  async holdAsset(tx, actor, partyId, { kind, value, source }) {
    const now = clock.now()
    const twin = (await holdings.loadAssets(tx, partyId)).find((one) => one.kind === kind && one.value === value)
    if (twin?.state === 'confirmed') return
    const word = { serviceId: twin?.service_id ?? null, kind, value, productVersion: '', source, sourceDate: dayOf(now, (await readCentre(tx)).timeZone), confidence: 1 }
    // A row of the live territory stays as it is when an exercise claims the same.
    const id = await holdings.writeAsset(tx, { id: twin?.id ?? randomUUID(), realm: actor.realm, partyId, version: twin?.realm === actor.realm ? twin.version : undefined, now }, word)
    if (id === undefined) return
    await record(tx, actor, now, { action: 'territory.save_asset', partyId, object: `asset:${id}`, detail: { after: word } })
    await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, { realm: actor.realm, now }) })
  },
  async giveUpAsset(tx, actor, partyId, { kind, value }) {
    const now = clock.now()
    const twin = (await holdings.loadAssets(tx, partyId)).find((one) => one.kind === kind && one.value === value && one.realm === actor.realm)
    if (!twin || !(await holdings.decideHolding(tx, 'asset', { id: twin.id, realm: actor.realm, partyId, version: twin.version, now }, 'denied'))) return
    await record(tx, actor, now, { action: 'territory.decide_holding', partyId, object: `asset:${twin.id}`, detail: { state: 'denied' } })
    await emit(tx, actor, territoryChanged, { version: await bumpVersion(tx, { realm: actor.realm, now }) })
  },
  async contactBook(tx, partyIds) {
    const lists = []
    for (const partyId of partyIds) lists.push((await readContacts(tx, partyId)).map(({ id, role, name, email, phone }) => ({ id, partyId, role, name, email, phone })))
    return lists.flat()
  },
  ties,
})
