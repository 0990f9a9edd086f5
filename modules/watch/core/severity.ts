/** How serious an alert is at this body, and why: rule × asset × data × what is already burning there. */
import type { RuleLevel, Severity, Shown, Why } from '../contract-shapes.ts'

export type Seriousness = {
  readonly level: RuleLevel
  /** Whose level it is; that of an indicator follows from its confidence. */
  readonly by?: 'rule' | 'indicator'
  readonly shows: readonly Shown[]
  /** Classes of the data that the services of the body hold, as the territory knows them. */
  readonly dataClasses: readonly string[]
  /** An open case at the body: what is exposed there is not a guess. */
  readonly openCase: boolean
}

const ofLevel: Readonly<Record<RuleLevel, number>> = { informational: 0, low: 1, medium: 2, high: 4, critical: 6 }
/** Where a hit reaches furthest, the first that is seen counts. */
const ofAsset: readonly (readonly [Shown, number])[] = [['database', 2], ['servers', 1], ['firewall', 1]]
const grave = ['health', 'judicial', 'biometric', 'minors', 'credentials']
/** Points from which a severity begins. */
const from: readonly (readonly [Severity, number])[] = [['critical', 7], ['high', 4], ['medium', 2], ['low', 0]]

export function severityOf({ level, by = 'rule', shows, dataClasses, openCase }: Seriousness): { readonly severity: Severity; readonly why: readonly Why[] } {
  const asset = ofAsset.find(([name]) => shows.includes(name))
  const data = grave.find((one) => dataClasses.includes(one))
  const why: Why[] = [
    { code: by, what: level, weight: ofLevel[level] },
    ...(asset ? [{ code: 'asset' as const, what: asset[0], weight: asset[1] }] : []),
    ...(data ? [{ code: 'data' as const, what: data, weight: 1 }] : []),
    ...(openCase ? [{ code: 'case' as const, what: 'open', weight: 2 }] : []),
  ]
  // What a rule calls information stays low wherever it is met.
  const points = level === 'informational' ? 0 : why.reduce((sum, one) => sum + one.weight, 0)
  return { severity: from.find(([, least]) => points >= least)![0], why }
}
