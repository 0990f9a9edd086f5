/** One row per regime: does it reach the party, does the incident trigger it. */

import type { Facts } from '../facts.ts'
import type { RegimeVersion } from '../regimes/regime.ts'
import type { RegimeId, StageId } from '../types.ts'
import * as europe from './europe.ts'
import * as france from './france.ts'
import * as italy from './italy.ts'
import { reachesLaw90, triggersLaw90 } from './law90.ts'
import { no, yes, type Verdict } from './verdict.ts'

export interface Rule {
  /** `at`: the moment of awareness, or of evaluation where none is recorded. */
  readonly reaches: (facts: Facts, at: Date) => Verdict
  readonly triggers: (facts: Facts, version: RegimeVersion, stage: StageId) => Verdict
}

export const rules: Readonly<Record<RegimeId, Rule>> = {
  'IT-PSNC-B': { reaches: italy.reachesPsnc, triggers: (facts) => italy.triggersPsnc('table_2', facts) },
  'IT-PSNC-A': { reaches: italy.reachesPsnc, triggers: (facts) => italy.triggersPsnc('table_1', facts) },
  'IT-PSNC-C': { reaches: italy.reachesPsnc, triggers: (facts) => italy.triggersPsnc('outside_assets', facts) },
  'IT-LAP': { reaches: italy.reachesLab, triggers: () => yes() },
  'IT-NIS2-TSP': { reaches: italy.reachesNis2Trust, triggers: italy.triggersNis2Trust },
  'IT-NIS2': { reaches: italy.reachesNis2, triggers: italy.triggersNis2 },
  'IT-L90': { reaches: reachesLaw90, triggers: triggersLaw90 },
  'IT-AGID-MMS': { reaches: italy.reachesAgid, triggers: () => yes('attach_with_report') },
  'EU-GDPR33': { reaches: europe.reachesController, triggers: europe.triggersGdpr33 },
  'EU-GDPR33P': { reaches: europe.reachesProcessor, triggers: europe.triggersGdpr33P },
  'EU-GDPR34': {
    reaches: europe.reachesController,
    triggers: (facts, _version, stage) => europe.triggersGdpr34(facts, stage === 'public_communication' ? stage : 'communication'),
  },
  'EU-EIDAS24': { reaches: italy.reachesTrustService, triggers: italy.triggersTrustService },
  'EU-DORA': { reaches: europe.reachesDora, triggers: europe.triggersDora },
  'EU-CRA-VULN': { reaches: europe.reachesCra, triggers: europe.triggersCraVulnerability },
  'EU-CRA-INC': { reaches: europe.reachesCra, triggers: europe.triggersCraIncident },
  'FR-NIS2': { reaches: () => yes(), triggers: () => no('fr_nis2_not_transposed') },
  'FR-LOPMI': { reaches: france.reachesLopmi, triggers: france.triggersLopmi },
  'FR-SANTE': { reaches: france.reachesHealth, triggers: france.triggersHealth },
  'FR-LPM': { reaches: france.reachesLpm, triggers: france.triggersLpm },
  'FR-OSE': { reaches: france.reachesOse, triggers: france.triggersOse },
}
