/** All regimes, and the version that a moment falls under. */

import { instantOf, parseDay } from '../counting/localTime.ts'
import type { Country, RegimeId } from '../types.ts'
import { europeanRegimes } from './europe.data.ts'
import { frenchRegimes } from './france.data.ts'
import { italianRegimes } from './italy.data.ts'
import type { Regime, RegimeVersion } from './regime.ts'

export const allRegimes: readonly Regime[] = [...italianRegimes, ...europeanRegimes, ...frenchRegimes]

/** A party is looked at under its own country and the Union. The order is that of the rows that come out. */
export const regimesOf: Readonly<Record<Country, readonly Regime[]>> = {
  IT: allRegimes.filter((regime) => regime.area !== 'FR'),
  FR: allRegimes.filter((regime) => regime.area !== 'IT'),
}

const byId = new Map(allRegimes.map((regime) => [regime.id, regime]))

export function regimeOf(id: RegimeId): Regime {
  return byId.get(id)!
}

/** The version under which an awareness at this moment falls; null before the first one. */
export function versionAt(regime: Regime, at: Date, country: Country): RegimeVersion | null {
  const spans = spansOf[country].get(regime.id) ?? []
  const time = at.getTime()
  return spans.find((span) => time >= span.from && time < span.to)?.version ?? null
}

interface Span {
  readonly from: number
  readonly to: number
  readonly version: RegimeVersion
}

/** Days turned into instants once: local midnights cost a call to Intl each. */
const spansOf: Readonly<Record<Country, ReadonlyMap<RegimeId, readonly Span[]>>> = { IT: spans('IT'), FR: spans('FR') }

function spans(country: Country): ReadonlyMap<RegimeId, readonly Span[]> {
  const midnight = (day: string): number => instantOf(parseDay(day), 0, country).getTime()
  return new Map(allRegimes.map((regime) => [regime.id, regime.versions.map((version) => ({
    from: midnight(version.from), to: version.to ? midnight(version.to) : Infinity, version,
  }))]))
}
