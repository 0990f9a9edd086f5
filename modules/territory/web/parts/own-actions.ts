/** What the forms of a party's own word do. One action for all of them: the body's page and the console share it. */
import { assetKinds, contactRoles, dataClasses, decideHolding, decideStatement, fact, removeContact, saveAsset, saveContact, saveDataset, stateFact, type Fact } from '../../contract.ts'
import { api, attempt, textOf, type Outcome } from '../api.ts'

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
    case 'dataset': return attempt(() => api(saveDataset, { params, body: {
      ...which, name: textOf(form, 'name'), classes: dataClasses.filter((one) => form.getAll('classes').includes(one)), serviceId: orNull('serviceId'), heldOnId: orNull('heldOnId'),
      place: textOf(form, 'place'), country: textOf(form, 'country'), people: countOf(form, 'people'), ...saying,
    } }))
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
    case 'statement': return attempt(() => api(decideStatement, { params: { partyId: textOf(form, 'partyId') || partyId, fact: fact.parse(textOf(form, 'fact')) }, body: {
      decision: textOf(form, 'decision') === 'accept' ? 'accept' : 'refuse', version: version ?? 0, reason: textOf(form, 'reason'),
    } }))
    default: {
      const name = fact.parse(textOf(form, 'fact'))
      return attempt(() => api(stateFact, { params: { partyId, fact: name }, body: { value: valueOf(name, form) as never, source: textOf(form, 'source') } }))
    }
  }
}

/** "12.345" and "12 345" are thousands; nothing is not known. */
function countOf(form: FormData, name: string): number | null {
  const typed = textOf(form, name).replaceAll(/[\s.,\u202f\u00a0]/g, '')
  return typed === '' ? null : Number(typed)
}

/** A confirmation carries the value as it was shown; a form the answer, in the shape that the fact has. */
function valueOf(name: Fact, form: FormData): unknown {
  if (form.has('known')) return JSON.parse(textOf(form, 'known')) as unknown
  const answer = textOf(form, 'value')
  if (name === 'population') return countOf(form, 'value')
  if (name === 'processor') return answer === 'yes'
  if (name !== 'acn') return answer
  const on = textOf(form, 'noticeReceivedOn')
  return { status: answer, ...(on && answer !== 'not_listed' && answer !== 'unknown' ? { noticeReceivedOn: on } : {}) }
}
