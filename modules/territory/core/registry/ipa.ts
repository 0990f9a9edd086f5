import { compact, firstProblem, refuse, store, type Cells, type CsvMapper } from './mappers.ts'
import { cleanEmail, cleanWebsite, isEmpty, problem, readCode, readName } from './fields.ts'
import { repairAccents } from './names.ts'
import { fold, italianRegionByName, italianRegionOfTown } from './regions.ts'
import type { Email, PartyKind, PartyRow, Region } from './types.ts'

/**
 * The public index of Italian administrations, in its older columns (cod_amm, des_amm …) and its newer ones (Codice_IPA,
 * Denominazione_ente …). The names of the persons in charge are in the file and deliberately not read: nothing needs them.
 */
export const fromIpa: CsvMapper = (cells) => {
  const code = readCode('cod_amm', pick(cells, 'cod_amm', 'codice_ipa'))
  const rawName = readName('des_amm', pick(cells, 'des_amm', 'denominazione_ente'))
  const bad = firstProblem(code, rawName)
  if (bad !== undefined) return refuse(bad)
  if (code.value === undefined) return refuse(problem('missing-value', { column: 'cod_amm' }))
  const name = repairAccents(rawName.value!)
  const partyKind = kindOf(
    pick(cells, 'codice_categoria') ?? '',
    pick(cells, 'tipologia_istat', 'tipologia') ?? '',
    name,
  )
  const istat = shaped(pick(cells, 'codice_comune_istat'), /^\d{1,6}$/)?.padStart(6, '0')
  const isTown = partyKind === 'municipality' && istat !== undefined
  const regionName = pick(cells, 'regione')
  const province = pick(cells, 'provincia', 'sigla_provincia')
  const row: PartyRow = {
    kind: 'party',
    key: { registry: 'it-ipa', code: code.value },
    name,
    partyKind,
    country: 'IT',
    codes: compact({
      ipa: code.value,
      fiscal: shaped(pick(cells, 'cf', 'codice_fiscale_ente'), /^[0-9A-Z]{11,16}$/),
      // The column says where the seat is; only of a municipality is it also the body's own code.
      istat: isTown ? istat : undefined,
    }),
    sameAs: isTown ? { registry: 'it-istat', code: istat! } : undefined,
    region: regionOf(regionName, istat),
    province: province === undefined ? undefined : { name: clean(province) },
    website: cleanWebsite(pick(cells, 'sito_istituzionale')),
    emails: emailsOf(cells),
  }
  return store(compact(row))
}

/** The newer file has no region: the seat's ISTAT code gives it. */
function regionOf(name: string | undefined, istat: string | undefined): Region | undefined {
  if (name !== undefined) return italianRegionByName(name) ?? { name: clean(name) }
  return istat === undefined ? undefined : italianRegionOfTown(istat)
}

function pick(cells: Cells, ...columns: readonly string[]): string | undefined {
  for (const column of columns) {
    const cell = cells(column)
    if (!isEmpty(cell)) return cell!.trim()
  }
  return undefined
}

function shaped(cell: string | undefined, shape: RegExp): string | undefined {
  const text = cell?.toUpperCase()
  return text !== undefined && shape.test(text) ? text : undefined
}

function clean(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').slice(0, 200)
}

function emailsOf(cells: Cells): readonly Email[] | undefined {
  const emails: Email[] = []
  for (const n of [1, 2, 3, 4, 5]) {
    const address = cleanEmail(pick(cells, `mail${n}`))
    if (address === undefined || emails.some((one) => one.address === address)) continue
    emails.push({ type: pick(cells, `tipo_mail${n}`)?.toLowerCase() === 'pec' ? 'pec' : 'mail', address })
  }
  return emails.length === 0 ? undefined : emails
}

// Categories of the index by code (newer file) and by words (older file).
const kindByCategory: Readonly<Record<string, PartyKind>> = {
  L4: 'region',
  L5: 'province',
  L6: 'municipality',
  L7: 'health-agency',
  L8: 'health-agency',
  L17: 'university',
  L18: 'union',
  L22: 'health-agency',
  L33: 'school',
  L45: 'metropolitan-city',
}
const kindByWords: readonly (readonly [RegExp, PartyKind])[] = [
  [/^unioni di comuni/, 'union'],
  [/^comunita montane/, 'union'],
  [/^comuni e loro/, 'municipality'],
  [/^citta metropolitane/, 'metropolitan-city'],
  [/^province e loro/, 'province'],
  [/^regioni/, 'region'],
  [/^aziende sanitarie|^aziende ospedaliere/, 'health-agency'],
  [/^istituti di istruzione/, 'school'],
  [/^universita/, 'university'],
]

function kindOf(category: string, words: string, name: string): PartyKind {
  const folded = fold(repairAccents(words))
  const kind =
    kindByCategory[category.toUpperCase()] ?? kindByWords.find(([pattern]) => pattern.test(folded))?.[1] ?? 'other-body'
  if (kind !== 'municipality' && kind !== 'province') return kind
  // Both categories also hold consortia and associations ("… e loro Consorzi e Associazioni").
  const named = fold(name)
  if (/^unione\b/.test(named)) return 'union'
  if (kind === 'municipality')
    return /^(comune|citta|municipio|roma capitale)\b/.test(named) && !/consorzio/.test(named) ? kind : 'other-body'
  return /^(provincia|libero consorzio)\b/.test(named)
    ? kind
    : /^citta metropolitana/.test(named)
      ? 'metropolitan-city'
      : 'other-body'
}
