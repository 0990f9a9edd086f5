/** What is asked of records by the thousand: plain columns out of the facts. */
import { holidaysOf } from '#engines/deadlines/index.ts'
import { dayOf, offsetMs } from '#platform/contract/zone.ts'
import type { Facts, Precision, Victim } from '../contract-facts.ts'

export type Columns = {
  readonly title: string
  readonly startedOn: string | null; readonly precision: Precision | null; readonly year: number | null; readonly hour: number | null
  readonly night: boolean | null; readonly weekend: boolean | null; readonly holiday: boolean | null
  readonly rsitClass: string | null; readonly rsitType: string | null
  /** The first of them, and all. */
  readonly action: string | null; readonly actions: readonly string[]; readonly techniques: readonly string[]
  readonly victimKind: string | null; readonly sector: string | null; readonly size: string | null
  readonly country: string | null; readonly region: string | null; readonly province: string | null; readonly place: string | null
  readonly victims: number; readonly parties: readonly string[]; readonly providerIds: readonly string[]
  readonly people: number | null; readonly records: number | null; readonly costEur: number | null
  readonly daysToRestore: number | null; readonly stillDown: boolean
  readonly extortion: string | null; readonly disclosed: string | null
}

const ZONES = { IT: 'Europe/Rome', FR: 'Europe/Paris' } as const
type Country = keyof typeof ZONES
const DAY_MS = 86_400_000

/** @param home country of the centre: its clock and its holidays, where the victim's are not known. */
export function columnsOf(facts: Facts, home: Country): Columns {
  const first = mainVictim(facts.victims ?? [])
  const country: Country = first?.country === 'IT' || first?.country === 'FR' ? first.country : home
  const start = facts.started === undefined ? undefined : partsOf(facts.started, ZONES[country])
  const restored = facts.restored === undefined ? undefined : partsOf(facts.restored, ZONES[country])
  const [rsitClass = null, rsitType = null] = facts.rsit?.split('/') ?? []
  const whole = start && (start.precision === 'day' || start.precision === 'hour')
  const weekday = whole ? new Date(`${start.day}T00:00:00Z`).getUTCDay() : undefined
  return {
    title: facts.title ?? '',
    startedOn: start?.day ?? null, precision: start?.precision ?? null, year: start ? Number(start.day.slice(0, 4)) : null, hour: start?.hour ?? null,
    night: start?.hour === undefined ? null : start.hour >= 22 || start.hour < 6,
    weekend: weekday === undefined ? null : weekday === 0 || weekday === 6,
    holiday: whole ? isHoliday(start.day, country) : null,
    rsitClass, rsitType,
    action: facts.actions?.[0]?.action ?? null, actions: [...new Set(facts.actions?.map((one) => one.action))], techniques: facts.techniques ?? [],
    victimKind: first?.kind ?? null, sector: first?.sector ?? null, size: first?.size ?? null,
    country: first?.country ?? null, region: first?.region ?? null, province: first?.province ?? null, place: first?.place ?? null,
    victims: (facts.victims ?? []).reduce((sum, one) => sum + one.count, 0),
    parties: [...new Set(facts.victims?.flatMap((one) => one.partyId ?? []))], providerIds: [...new Set(facts.providers?.flatMap((one) => one.partyId ?? []))],
    people: facts.people ?? null, records: facts.records ?? null, costEur: facts.costEur ?? null,
    daysToRestore: facts.daysToRestore ?? between(start, restored), stillDown: facts.daysToRestore === undefined && facts.restored === undefined && facts.availability !== undefined && facts.availability.length > 0,
    extortion: facts.extortion ?? null, disclosed: facts.confidentiality?.disclosed ?? null,
  }
}

type Parts = { readonly day: string; readonly precision: Precision; readonly hour?: number; readonly at?: number }
/** The first day of what is said; an instant as the clocks of the zone showed it. */
export function partsOf(text: string, zone: string): Parts {
  if (/^\d{4}$/.test(text)) return { day: `${text}-01-01`, precision: 'year' }
  if (/^\d{4}-\d\d$/.test(text)) return { day: `${text}-01`, precision: 'month' }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { day: text, precision: 'day' }
  const at = new Date(text)
  return { day: dayOf(at, zone), precision: 'hour', hour: new Date(at.getTime() + offsetMs(at.getTime(), zone)).getUTCHours(), at: at.getTime() }
}

/** Only what both moments carry: days between days, fractions between instants, nothing between years. */
function between(from: Parts | undefined, to: Parts | undefined): number | null {
  if (!from || !to || [from, to].some((one) => one.precision === 'year' || one.precision === 'month')) return null
  const days = from.at !== undefined && to.at !== undefined ? (to.at - from.at) / DAY_MS : (Date.parse(to.day) - Date.parse(from.day)) / DAY_MS
  return days < 0 ? null : Math.round(days * 100) / 100
}

function isHoliday(day: string, country: Country): boolean {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return holidaysOf(country, year).has(month * 100 + date)
}

/** Of many the one that stands for most; where equal, the first. */
export const mainVictim = (victims: readonly Victim[]): Victim | undefined => victims.reduce<Victim | undefined>((most, one) => (most === undefined || one.count > most.count ? one : most), undefined)
