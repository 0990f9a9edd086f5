/** What the forms of a party's own word do. One action for all of them: the body's page and the console share it. */
import { assetKinds, contactRoles, dataClasses, decideHolding, decideStatement, type Fact, removeContact, saveAsset, saveContact, saveDataset, stateFact } from '../../contract.ts'
import { api, attempt, refusedAt, textOf, type Outcome } from '../api.ts'
import { answerIn, countIn, NOT_A_COUNT } from './typed.ts'

export const ownIntents = ['dataset', 'asset', 'holding', 'contact', 'contact-remove', 'fact', 'statement'] as const
export const isOwnIntent = (intent: string): boolean => ownIntents.some((one) => one === intent)

export async function ownFrom(partyId: string, form: FormData): Promise<Outcome<unknown>> {
  const params = { partyId }
  const version = Number(textOf(form, 'version')) || undefined
  const which = textOf(form, 'id') ? { id: textOf(form, 'id'), version } : {}
  const optional = (name: string) => (textOf(form, name) === '' ? {} : { [name]: textOf(form, name) })
  const saying = { ...optional('source'), ...optional('sourceDate'), ...(form.has('confidence') ? { confidence: Number(textOf(form, 'confidence')) } : {}) }
  const orNull = (name: string) => textOf(form, name) || null
  switch (textOf(form, 'intent')) {
    case 'dataset': {
      const people = countIn(textOf(form, 'people'))
      if (people === NOT_A_COUNT) return refusedAt('people', NOT_A_COUNT)
      return attempt(() => api(saveDataset, { params, body: {
        ...which, name: textOf(form, 'name'), classes: dataClasses.filter((one) => form.getAll('classes').includes(one)), serviceId: orNull('serviceId'), heldOnId: orNull('heldOnId'),
        place: textOf(form, 'place'), country: textOf(form, 'country'), people, ...saying,
      } }))
    }
    case 'asset': return attempt(() => api(saveAsset, { params, body: {
      ...which, kind: assetKinds.find((one) => one === textOf(form, 'kind')) ?? 'domain', value: textOf(form, 'value'), productVersion: textOf(form, 'productVersion'), serviceId: orNull('serviceId'), ...saying,
    } }))
    case 'holding': return attempt(() => api(decideHolding, { params: { partyId, holdingId: textOf(form, 'id') }, body: {
      kind: textOf(form, 'kind') === 'asset' ? 'asset' : 'dataset', decision: textOf(form, 'decision') === 'deny' ? 'deny' : 'confirm', version: version ?? 0,
    } }))
    case 'contact': return attempt(() => api(saveContact, { params, body: {
      ...which, role: contactRoles.find((one) => one === textOf(form, 'role')) ?? 'incident', name: textOf(form, 'name'), email: textOf(form, 'email'), phone: textOf(form, 'phone'),
      language: (['it', 'fr', 'en'] as const).find((one) => one === textOf(form, 'language')) ?? 'it',
    } }))
    case 'contact-remove': return attempt(() => api(removeContact, { params: { partyId, contactId: textOf(form, 'id') } }))
    case 'statement': return attempt(() => api(decideStatement, { params: { partyId: textOf(form, 'partyId') || partyId, fact: factOf(form) }, body: {
      decision: textOf(form, 'decision') === 'accept' ? 'accept' : 'refuse', version: version ?? 0, reason: textOf(form, 'reason'),
    } }))
    default: {
      const name = factOf(form)
      const value = answerIn(name, form)
      if (value === NOT_A_COUNT) return refusedAt('value', NOT_A_COUNT)
      return attempt(() => api(stateFact, { params: { partyId, fact: name }, body: { value: value as never, source: textOf(form, 'source') } }))
    }
  }
}

/** Of a list of our own; the server judges what it is sent. */
const factOf = (form: FormData): Fact => textOf(form, 'fact') as Fact
