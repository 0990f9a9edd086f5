/** French regimes. Read: 1 October 2026. NIS2 is not transposed: nothing of it is due. */

import { both, type Regime } from './regime.ts'

export const frenchRegimes: readonly Regime[] = [
  {
    id: 'FR-NIS2', area: 'FR',
    title: { it: 'NIS2 in Francia (progetto di legge)', fr: 'NIS2 (projet de loi « résilience »)', en: 'NIS2 in France (bill)' },
    versions: [{
      from: '2000-01-01', status: 'not_in_force', article: 'Projet de loi relatif à la résilience, art. 17; Dir. (EU) 2022/2555 art. 23',
      source: 'Projet de loi devant l’Assemblée nationale ; saisine de la Cour de justice par la Commission, IP/26/1499', certainty: 'secondary',
      verifiedOn: '2026-10-01', stages: [],
    }],
  },
  {
    id: 'FR-LOPMI', area: 'FR',
    title: { it: 'Denuncia per l’assicurazione (Francia)', fr: 'Plainte pour l’assurance (LOPMI)', en: 'Complaint for the insurance claim (France)' },
    versions: [{
      from: '2023-04-24', status: 'in_force', article: 'Code des assurances art. L. 12-10-1', source: 'Loi 2023-22 du 24 janvier 2023 (LOPMI) art. 5',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [{
        stage: 'complaint', article: 'Code des assurances art. L. 12-10-1', recipient: both('police_fr'),
        channel: both('complaint_office'), term: { kind: 'hours', hours: 72, clock: 'attack' },
      }],
    }],
  },
  {
    id: 'FR-SANTE', area: 'FR',
    title: { it: 'Sanità (Francia)', fr: 'Santé : incidents graves de sécurité', en: 'Health (France)' },
    versions: [{
      from: '2022-04-27', status: 'in_force', article: 'CSP art. L. 1111-8-2', source: 'Décret 2022-715 du 27 avril 2022 (CSP D. 1111-16-2 et s., à vérifier)',
      certainty: 'published', verifiedOn: '2026-10-01',
      stages: [{
        stage: 'declaration', article: 'CSP art. L. 1111-8-2', recipient: both('cert_sante'), channel: both('sante_portal'),
        term: { kind: 'without_delay', clock: 'aware' },
      }],
    }],
  },
  {
    id: 'FR-LPM', area: 'FR',
    title: { it: 'Operatori di importanza vitale (Francia)', fr: 'Opérateurs d’importance vitale (LPM)', en: 'Operators of vital importance (France)' },
    versions: [{
      from: '2015-07-01', status: 'in_force', article: 'Code de la défense L. 1332-6-2, R. 1332-41-10', source: 'Code de la défense; arrêté sectoriel',
      certainty: 'memory', verifiedOn: null,
      stages: [{
        stage: 'declaration', article: 'Code de la défense L. 1332-6-2', recipient: both('anssi'), channel: both('anssi_secure'),
        term: { kind: 'without_delay', clock: 'aware' },
      }],
    }],
  },
  {
    id: 'FR-OSE', area: 'FR',
    title: { it: 'Operatori di servizi essenziali (Francia)', fr: 'Opérateurs de services essentiels (OSE)', en: 'Operators of essential services (France)' },
    versions: [{
      from: '2018-05-25', status: 'in_force', article: 'Loi 2018-133 art. 7', source: 'Loi 2018-133 du 26 février 2018; décret 2018-384',
      certainty: 'memory', verifiedOn: null,
      stages: [{
        stage: 'declaration', article: 'Loi 2018-133 art. 7', recipient: both('anssi'), channel: both('anssi_declaration'),
        term: { kind: 'without_delay', clock: 'aware' },
      }],
    }],
  },
]
