import { route, type Route } from '#platform/http/index.ts'
import * as contract from '../contract.ts'
import type { ChoicesOf } from './choices.ts'
import type { Context } from './context.ts'
import type { KeysOf } from './keys.ts'
import * as log from './log.ts'

export const routes = (context: Context, choices: ChoicesOf, keys: KeysOf): Route[] => [
  route(contract.readMine, async ({ actor, query }) => {
    const { kinds, reasons, ...own } = await choices.ofPerson(actor, query.lang)
    return { ...own, kinds: [...kinds], reasons: [...reasons], key: await keys.ofPerson(actor) }
  }),
  route(contract.choose, async ({ actor, body }) => { await choices.changeOfPerson(actor, body.what, body.muted); return undefined }),
  route(contract.saveMyKey, ({ actor, body }) => keys.saveMine(actor, body.armored)),
  route(contract.removeMyKey, async ({ actor }) => { await keys.removeMine(actor); return undefined }),
  route(contract.readContactKeys, ({ actor, params }) => keys.ofContacts(actor, params.partyId)),
  route(contract.saveContactKey, ({ actor, params, body }) => keys.saveOfContact(actor, params.partyId, params.contactId, body.armored)),
  route(contract.removeContactKey, async ({ actor, params }) => { await keys.removeOfContact(actor, params.partyId, params.contactId); return undefined }),
  route(contract.listDeliveries, ({ actor, query }) => log.list(context, actor, query)),
  route(contract.settleDelivery, async ({ actor, params, body }) => { await log.settle(context, actor, params.deliveryId, body); return undefined }),
]
