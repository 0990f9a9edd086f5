import { parse } from 'csv-parse/sync'
import { fold } from '../registry/regions.ts'
import { recognise } from '../registry/recognise.ts'
import { identity, isoDay } from './contract.ts'
import { effectsOf, judgeSubject } from './subject.ts'
import type { OrganisationRef, Proposal, Proposals, Reason, Skipped } from './types.ts'

/**
 * A provider's own list of customers, any separator: customer (or cliente, ente, client, name), a code (fiscal code, SIREN or
 * SIRET, IPA), product or service, since, until. The surest source but the body's own word.
 */
export function fromCustomerList(csv: string, provider: OrganisationRef, now: Date): Proposals {
  const { separator } = recognise(new TextEncoder().encode(csv.slice(0, 10_000)))
  let table: string[][]
  try {
    table = parse(csv, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as string[][]
  } catch {
    return { proposals: [], skipped: [{ code: 'customer-list-broken', reference: '1' }] }
  }
  const header = (table[0] ?? []).map((cell) => fold(cell))
  const column = Object.fromEntries(
    Object.entries(columnNames).map(([key, names]) => [key, header.findIndex((cell) => names.includes(cell))]),
  )
  if (column['customer'] === -1 && column['code'] === -1)
    return { proposals: [], skipped: [{ code: 'customer-list-without-customer', reference: '1' }] }
  const proposals = new Map<string, Proposal>()
  const skipped: Skipped[] = []
  table.slice(1).forEach((cells, i) => {
    const cell = (key: string): string => (column[key] === -1 ? '' : (cells[column[key]!] ?? '')).slice(0, 300)
    const reference = `line ${i + 2}`
    const ids = codeIds(cell('code'))
    const customer: OrganisationRef = { name: cell('customer') || (ids[0]?.id ?? ''), ids }
    if (customer.name === '') skipped.push({ code: 'customer-without-name', reference })
    else {
      const proposal = proposalOf(
        customer,
        provider,
        cell('product'),
        day(cell('since')),
        day(cell('until')),
        reference,
        now,
      )
      if (proposals.has(proposal.id)) skipped.push({ code: 'customer-twice', reference })
      else proposals.set(proposal.id, proposal)
    }
  })
  return { proposals: [...proposals.values()], skipped }
}

const columnNames: Readonly<Record<string, readonly string[]>> = {
  customer: ['customer', 'cliente', 'ente', 'denominazione', 'client', 'collectivite', 'name', 'nome', 'nom'],
  code: ['code', 'codice', 'codice fiscale', 'fiscal', 'siret', 'siren', 'ipa', 'codice ipa', 'customer code'],
  product: ['product', 'service', 'prodotto', 'servizio', 'produit', 'prestation'],
  since: ['since', 'dal', 'from', 'depuis', 'inizio', 'debut'],
  until: ['until', 'al', 'to', 'jusqu au', 'fine', 'scadenza', 'fin', 'echeance'],
}

function proposalOf(
  customer: OrganisationRef,
  provider: OrganisationRef,
  product: string,
  since: string | undefined,
  until: string | undefined,
  reference: string,
  now: Date,
): Proposal {
  // A customer of a list is one even when the product's name says nothing.
  const subject = judgeSubject([], product)?.subject ?? { category: 'software', depKind: 'software' as const }
  const ended = until !== undefined && until < now.toISOString().slice(0, 10)
  const reasons: Reason[] = [{ code: 'customer-listed', params: { provider: provider.name, product } }]
  if (ended) reasons.push({ code: 'contract-ended', params: { until } })
  return {
    id: ['customer-list', identity(customer), identity(provider), subject.category, fold(product)].join('|'),
    dependent: customer,
    provider,
    category: subject.category,
    depKind: subject.depKind,
    ...effectsOf(subject.depKind),
    source: 'customer-list',
    reference,
    ...(since === undefined ? {} : { date: since }),
    ...(until === undefined ? {} : { until }),
    ended,
    confidence: ended ? 0.38 : 0.95,
    reasons,
  }
}

function codeIds(code: string): OrganisationRef['ids'] {
  const plain = code.replace(/\s/g, '')
  if (/^\d{14}$/.test(plain))
    return [
      { scheme: 'fr-siren', id: plain.slice(0, 9) },
      { scheme: 'fr-siret', id: plain },
    ]
  if (/^\d{11}$/.test(plain)) return [{ scheme: 'it-fiscal', id: plain }]
  if (/^\d{9}$/.test(plain)) return [{ scheme: 'fr-siren', id: plain }]
  return plain === '' ? [] : [{ scheme: 'it-ipa', id: plain }]
}

function day(cell: string): string | undefined {
  const local = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell)
  return isoDay(local === null ? cell : `${local[3]}-${local[2]!.padStart(2, '0')}-${local[1]!.padStart(2, '0')}`)
}
