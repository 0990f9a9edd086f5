import { frenchDepartments, frenchRegions, italianProvinces, italianRegions } from './regions.data.ts'
import type { Region } from './types.ts'

/** `--region`: a code or a name, accents and case aside. `unknown` when the country has no such region. */
export type RegionFilter = (region: Region | undefined) => boolean

export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

export function regionFilter(wanted: string, country: 'IT' | 'FR' | undefined): RegionFilter | 'unknown' {
  const table = country === 'IT' ? italianRegions : country === 'FR' ? frenchRegions : undefined
  if (table === undefined)
    return (region) => region !== undefined && (region.code === wanted || sameName(region.name, wanted))
  const code = Object.keys(table).find((one) => sameCode(one, wanted) || sameName(table[one]!, wanted))
  if (code === undefined) return 'unknown'
  return (region) => region?.code === code || (region !== undefined && sameName(region.name, table[code]!))
}

export function italianRegion(code: string): Region | undefined {
  const name = italianRegions[code]
  return name === undefined ? undefined : { code, name }
}

export function italianRegionByName(name: string): Region | undefined {
  const code = Object.keys(italianRegions).find((one) => sameName(italianRegions[one]!, name))
  return code === undefined ? undefined : { code, name: italianRegions[code]! }
}

/** Region of an ISTAT municipality code by its province ("045001" → Toscana). */
export function italianRegionOfTown(istat: string): Region | undefined {
  const code = Object.keys(italianProvinces).find((one) => italianProvinces[one]!.includes(istat.slice(0, 3)))
  return code === undefined ? undefined : italianRegion(code)
}

export function frenchRegion(code: string): Region {
  return { code, name: frenchRegions[code] ?? code }
}

/** Region of an INSEE commune code by its department ("31555" → Occitanie, "97105" → Guadeloupe). */
export function frenchRegionOfCommune(insee: string): Region | undefined {
  const department = insee.startsWith('97') ? insee.slice(0, 3) : insee.slice(0, 2)
  const code = Object.keys(frenchDepartments).find((one) => frenchDepartments[one]!.includes(department))
  return code === undefined ? undefined : frenchRegion(code)
}

function sameCode(code: string, wanted: string): boolean {
  return /^\d{1,2}$/.test(wanted.trim()) && Number(wanted) === Number(code)
}

/** Bilingual names match by either half ("Trentino-Alto Adige/Südtirol"). */
function sameName(name: string, wanted: string): boolean {
  const target = fold(wanted)
  return target !== '' && (fold(name) === target || name.split('/').some((half) => fold(half) === target))
}
