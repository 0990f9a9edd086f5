/** What the public pages about responders and complaints are drawn from. Of a complaint nothing is kept: no row, no log, no address. */
import { system, type Lang } from '#platform/contract/index.ts'
import { field } from '#platform/http/forms.ts'
import { localPathOf, type Place } from '#platform/http/site.ts'
import { complainants, complaintCountries, complaintSituations } from '../../contract-complaint.ts'
import { coordinationPaths, type CoordinationPageName } from '../../contract-pages.ts'
import type { ComplaintValues, ComplaintView, RespondersView } from '../../contract-public.ts'
import type { Trade } from '../../contract-responders.ts'
import { readKnown, sheetOf } from '../../core/complaint.ts'
import { folded } from '../../core/referral.ts'
import type { Context } from '../context.ts'
import { read } from '../profile.ts'
import { toItems } from '../responders.ts'
import { allResponders } from '../store/responder-store.ts'

export async function respondersView(context: Context, place: Place, { trade, wanted }: { trade: Trade | undefined; wanted: string }): Promise<RespondersView> {
  const actor = system('coordination.responders')
  const all = (await context.ground.db.as(actor, async (tx) => toItems(context, tx, await allResponders(tx)))).filter((one) => one.active && one.publicSince !== null)
  const { changedAt } = await read(context, actor)
  const email = place.info.contacts['email']
  return {
    trade: trade ?? '', place: wanted, email: typeof email === 'string' ? email : '', rfc2350: changedAt === null ? null : localPathOf(place, coordinationPaths.rfc2350),
    places: [...new Set(all.flatMap((one) => one.places))].toSorted((a, b) => a.localeCompare(b)),
    items: all.filter((one) => (trade === undefined || one.trades.includes(trade)) && (wanted === '' || one.everywhere || one.places.some((each) => folded(each) === folded(wanted)))).toSorted((a, b) => a.party.name.localeCompare(b.party.name))
      .map(({ party, trades, places, everywhere, languages: spoken, hours, phone, email: mail, website, qualifications }) => ({
        name: party.name, trades, places, everywhere, languages: spoken, hours, phone, email: mail, website, qualifications: qualifications.filter((one) => one.inForce).map(({ kind, label, until }) => ({ kind, label, until })),
      })),
  }
}

const bounds = { country: 10, who: 10, situation: 20, known: 20, name: 200, words: 4000 } as const

export function complaintView(form: URLSearchParams, now: Date, lang: Lang): ComplaintView {
  const values = Object.fromEntries(Object.entries(bounds).map(([name, max]) => [name, field(form, name, max)])) as Required<ComplaintValues>
  const country = complaintCountries.find((one) => one === values.country)
  const who = complainants.find((one) => one === values.who)
  const situation = complaintSituations.find((one) => one === values.situation)
  const knownAt = country && values.known !== '' ? readKnown(values.known, country) : null
  const errors: ComplaintView['errors'] = [
    ...(country ? [] : [{ field: 'country' as const, code: 'missing' as const }]), ...(who ? [] : [{ field: 'who' as const, code: 'missing' as const }]), ...(situation ? [] : [{ field: 'situation' as const, code: 'missing' as const }]),
    ...(knownAt === undefined ? [{ field: 'known' as const, code: 'not-a-time' as const }] : knownAt !== null && knownAt > now ? [{ field: 'known' as const, code: 'future' as const }] : []),
    ...(['name', 'words'] as const).filter((name) => values[name].length > bounds[name]).map((name) => ({ field: name, code: 'too-long' as const })),
  ]
  const sheet = errors.length === 0 && country && who && situation ? sheetOf({ country, who, situation, knownAt: knownAt ?? null, name: values.name, words: values.words }, now, lang) : null
  return { values, errors, sheet }
}

/** Filters stand in the address as our own links write them; what means nothing leads to the page without. */
export function canonicalQuery(name: CoordinationPageName, query: Readonly<Record<string, unknown>>): string {
  const keys = name === 'responders' ? ['trade', 'place'] : name === 'complaint' ? ['about'] : []
  const kept = new URLSearchParams()
  for (const key of keys) { const value = query[key]; if (typeof value === 'string' && value !== '') kept.set(key, value) }
  return kept.size > 0 ? `?${kept.toString()}` : ''
}
