/** Sectors and sizes of VERIS (NAICS, people employed in the US ranges) and ours (NACE, the EU's ranges). Coarse: the section, not the class. */
import type { Size, Victim } from '../../contract-facts.ts'

const sections: readonly (readonly [naics: string, nace: string])[] = [
  ['11', 'A'], ['21', 'B'], ['31', 'C'], ['32', 'C'], ['33', 'C'], ['22', 'D'], ['23', 'F'], ['42', 'G'], ['44', 'G'], ['45', 'G'], ['48', 'H'], ['49', 'H'], ['72', 'I'], ['51', 'J'], ['52', 'K'], ['53', 'L'], ['54', 'M'], ['55', 'M'], ['56', 'N'], ['92', 'O'], ['61', 'P'], ['62', 'Q'], ['71', 'R'], ['81', 'S'],
]
export const sectorOf = (industry: string): string | undefined => sections.find(([naics]) => industry.startsWith(naics))?.[1]
const bySection: ReadonlyMap<string, string> = new Map(sections.toReversed().map(([naics, nace]) => [nace, naics]))
const ofKind: Partial<Record<Victim['kind'], string>> = { school: '61', university: '6113', health_agency: '62', transport: '48' }
/** Bodies under public law are 92, whatever they do; what is not known is 00. */
export const industryOf = ({ kind, sector }: Victim): string =>
  ['municipality', 'province', 'metropolitan_city', 'region', 'union', 'authority', 'other_body'].includes(kind) ? '92' : ofKind[kind] ?? bySection.get(sector?.[0] ?? '') ?? '00'

/** Ranges of VERIS that cross a bound of ours are not decided. */
const sizes: Readonly<Record<string, Size>> = { '1001 to 10000': 'large', '10001 to 25000': 'large', '25001 to 50000': 'large', '50001 to 100000': 'large', 'Over 100000': 'large', Large: 'large' }
export const sizeOf = (employees: string): Size => sizes[employees] ?? 'unknown'
export const employeesOf = (size: Size): string => (size === 'large' ? 'Large' : size === 'micro' || size === 'small' || size === 'medium' ? 'Small' : 'Unknown')
