import type { askedFacts } from '../contract.ts'

type Asked = (typeof askedFacts)[number]
const asked: Readonly<Record<string, Asked>> = {
  'decisions.gdprRisk': 'risk', 'decisions.significant': 'significant', 'incident.personalData': 'personalData', 'decisions.doraMajor': 'major', 'decisions.healthSignificant': 'significant',
  'filings.notification': 'notification', 'filings.early_warning': 'earlier', 'filings.initial': 'earlier', 'filings.intermediate': 'earlier',
}

/** The first thing to answer. The clock comes first: nothing runs without it. */
export function askOf(facts: readonly string[]): Asked | null {
  if (facts.some((fact) => fact === 'clocks.aware' || fact === 'clocks.breach_aware')) return 'aware'
  const first = facts.find((fact) => fact in asked)
  return first ? asked[first]! : facts.some((fact) => fact.startsWith('party.')) ? 'party' : facts.length > 0 ? 'fact' : null
}
