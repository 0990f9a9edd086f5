import { isRecord, isoDay, joinAll, proposalsOf, records, text, type Contract } from './contract.ts'
import type { OrganisationRef, Proposals } from './types.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * French "données essentielles de la commande publique": `{"marches":[…]}` (2019) or `{"marches":{"marche":[…]}}` with nested
 * `titulaire` (2022 and after), or one contract of either. Concessions are left out: there the supplier serves the public.
 */
export function fromDecp(document: unknown, now: Date): Proposals {
  return joinAll(marchesOf(document).map((marche) => proposalsOf(contractOf(marche), 'contract-decp', now)))
}

function marchesOf(document: unknown): readonly Json[] {
  if (Array.isArray(document)) return document.flatMap(marchesOf)
  if (!isRecord(document)) return []
  const inner = document['marches']
  if (Array.isArray(inner)) return records(inner)
  if (isRecord(inner)) return records(inner['marche'])
  return 'acheteur' in document || 'titulaires' in document ? [document] : []
}

function contractOf(marche: Json): Contract {
  const buyer = organisationOf(marche['acheteur'])
  const signedOn = isoDay(marche['dateNotification'])
  const until = signedOn === undefined ? undefined : monthsAfter(signedOn, lastDuration(marche))
  return {
    reference:
      text(marche['uid']) || [buyer?.ids[0]?.id, text(marche['id'])].filter(Boolean).join('/') || 'sans identifiant',
    ...(buyer === undefined ? {} : { buyer }),
    suppliers: suppliersOf(marche['titulaires']),
    title: text(marche['objet'], 2000),
    cpvCodes: text(marche['codeCPV']) === '' ? [] : [text(marche['codeCPV'], 12)],
    ...(signedOn === undefined ? {} : { signedOn }),
    ...(until === undefined ? {} : { until }),
  }
}

function suppliersOf(titulaires: unknown): OrganisationRef[] {
  return records(titulaires).flatMap((entry) =>
    records(entry['titulaire'] ?? entry).flatMap((one) => organisationOf(one) ?? []),
  )
}

/** SIRET of 14 figures: the first nine are the SIREN, which is the organisation; other identifiers are kept as they are. */
function organisationOf(value: unknown): OrganisationRef | undefined {
  if (!isRecord(value)) return undefined
  const id = text(value['id']).replace(/\s/g, '')
  const name = text(value['denominationSociale']) || text(value['nom'])
  if (id === '' && name === '') return undefined
  if (/^\d{14}$/.test(id))
    return {
      name: name || id,
      ids: [
        { scheme: 'fr-siren', id: id.slice(0, 9) },
        { scheme: 'fr-siret', id },
      ],
    }
  return {
    name: name || id,
    ids: id === '' ? [] : [{ scheme: `fr-${text(value['typeIdentifiant']).toLowerCase() || 'autre'}`, id }],
  }
}

/** A modification may lengthen the contract. */
function lastDuration(marche: Json): number | undefined {
  const entries = records(marche['modifications']).flatMap((entry) => records(entry['modification'] ?? entry))
  const months = [marche, ...entries]
    .map((one) => Number(text(one['dureeMois'])))
    .filter((one) => one > 0 && one < 1200)
  return months.at(-1)
}

/** The end of the month counts where the day does not exist (31 January and one month: 28 February). */
function monthsAfter(day: string, months: number | undefined): string | undefined {
  if (months === undefined) return undefined
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + Math.round(months), 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + Math.round(months), Math.min(date, last))).toISOString().slice(0, 10)
}
