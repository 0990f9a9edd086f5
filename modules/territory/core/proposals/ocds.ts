import { isRecord, isoDay, joinAll, proposalsOf, records, text, type Contract } from './contract.ts'
import type { OrganisationRef, Proposals } from './types.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * OCDS as ANAC publishes it: a release package, a record package, or one release or record of them (as `jsonItemsOf` gives
 * when the file is too large to hold). Several releases of one process are read together through the compiled release.
 */
export function fromOcds(document: unknown, now: Date): Proposals {
  return joinAll(
    releasesOf(document).flatMap((release) =>
      contractsOf(release).map((contract) => proposalsOf(contract, 'contract-ocds', now)),
    ),
  )
}

function releasesOf(document: unknown): readonly Json[] {
  if (Array.isArray(document)) return document.flatMap(releasesOf)
  if (!isRecord(document)) return []
  if (Array.isArray(document['records'])) return document['records'].flatMap(releasesOf)
  if (isRecord(document['compiledRelease'])) return [document['compiledRelease']]
  if (Array.isArray(document['releases'])) return latestOfEach(records(document['releases']))
  return 'ocid' in document || 'buyer' in document ? [document] : []
}

/** Without a compiled release the last one of a process that has awards counts: earlier ones say less. */
function latestOfEach(releases: readonly Json[]): readonly Json[] {
  const last = new Map<string, Json>()
  releases.forEach((release, i) => {
    const ocid = text(release['ocid']) || `#${i}`
    const before = last.get(ocid)
    const better =
      before === undefined || records(release['awards']).length > 0 || records(before['awards']).length === 0
    if (better && (before === undefined || text(release['date']) >= text(before['date']))) last.set(ocid, release)
  })
  return [...last.values()]
}

function contractsOf(release: Json): Contract[] {
  const parties = new Map(records(release['parties']).map((party) => [text(party['id']), party]))
  const organisation = (value: unknown): OrganisationRef | undefined => organisationOf(value, parties)
  const tender = isRecord(release['tender']) ? release['tender'] : {}
  const buyer = organisation(release['buyer']) ?? organisation(tender['procuringEntity'])
  const awards = records(release['awards']).filter(
    (award) => !['cancelled', 'unsuccessful'].includes(text(award['status'])),
  )
  return awards.map((award, i) => {
    const contract = records(release['contracts']).find((one) => text(one['awardID']) === text(award['id'])) ?? {}
    const period = [contract['period'], award['contractPeriod'], tender['contractPeriod']].find(isRecord) ?? {}
    const signedOn =
      isoDay(contract['dateSigned']) ?? isoDay(period['startDate']) ?? isoDay(award['date']) ?? isoDay(release['date'])
    const until = isoDay(period['endDate']) ?? endAfter(isoDay(period['startDate']), period['durationInDays'])
    return {
      reference: [text(release['ocid']) || text(release['id']), text(award['id']) || String(i + 1)].join('/'),
      ...(buyer === undefined ? {} : { buyer }),
      suppliers: records(award['suppliers']).flatMap((supplier) => organisation(supplier) ?? []),
      title: [tender['title'], tender['description'], award['title'], contract['title']]
        .map((one) => text(one, 1000))
        .join(' '),
      cpvCodes: [...cpvOf(award['items']), ...cpvOf(contract['items']), ...cpvOf(tender['items'])],
      ...(signedOn === undefined ? {} : { signedOn }),
      ...(until === undefined ? {} : { until }),
    }
  })
}

function cpvOf(items: unknown): string[] {
  return records(items).flatMap((item) => {
    const classification = isRecord(item['classification']) ? item['classification'] : {}
    return /^CPV/i.test(text(classification['scheme'])) ? [text(classification['id'], 12)] : []
  })
}

/** ANAC writes fiscal codes as "IT-CF-00000000000", bare, or in `identifier`; foreign suppliers have only a name. */
function organisationOf(value: unknown, parties: ReadonlyMap<string, Json>): OrganisationRef | undefined {
  if (!isRecord(value)) return undefined
  const party = parties.get(text(value['id'])) ?? value
  const name = text(party['name']) || text(value['name'])
  const identifier = isRecord(party['identifier']) ? party['identifier'] : {}
  const fiscal = [identifier['id'], party['id'], value['id']]
    .map((one) => /(?<!\d)\d{11}(?!\d)/.exec(text(one))?.[0])
    .find((one) => one !== undefined)
  if (name === '' && fiscal === undefined) return undefined
  return { name: name || fiscal!, ids: fiscal === undefined ? [] : [{ scheme: 'it-fiscal', id: fiscal }] }
}

function endAfter(start: string | undefined, days: unknown): string | undefined {
  if (start === undefined || typeof days !== 'number' || !(days > 0 && days < 36_525)) return undefined
  return new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10)
}
