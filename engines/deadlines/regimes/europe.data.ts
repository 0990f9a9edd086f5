/** Regimes of the Union. Read: early October 2026. The Digital Omnibus (96 h) is a proposal: 72 h stay. */

import { both, type Regime } from './regime.ts'

const dpa = {
  recipient: { IT: 'garante', FR: 'cnil' } as const,
  channel: { IT: 'garante_online', FR: 'cnil_teleservice' } as const,
}
const supervisor = {
  recipient: { IT: 'financial_it', FR: 'financial_fr' } as const,
  channel: both('supervisor_portal' as const),
}
const cra = { recipient: both('csirt_and_enisa' as const), channel: both('cra_platform' as const) }

export const europeanRegimes: readonly Regime[] = [
  {
    id: 'EU-GDPR33', area: 'EU',
    title: { it: 'GDPR, notifica all’autorità', fr: 'RGPD, notification à l’autorité', en: 'GDPR, notification to the authority' },
    versions: [{
      from: '2018-05-25', status: 'in_force', article: 'GDPR art. 33(1)', source: 'Reg. (EU) 2016/679 art. 33; EDPB Guidelines 9/2022',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [{ stage: 'notification', article: 'GDPR art. 33(1)', ...dpa, term: { kind: 'hours', hours: 72, clock: 'breach' } }],
    }],
  },
  {
    id: 'EU-GDPR33P', area: 'EU',
    title: { it: 'GDPR, avviso al titolare', fr: 'RGPD, information du responsable du traitement', en: 'GDPR, processor to controller' },
    versions: [{
      from: '2018-05-25', status: 'in_force', article: 'GDPR art. 33(2)', source: 'Reg. (EU) 2016/679 art. 33',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [{
        stage: 'to_controller', article: 'GDPR art. 33(2)', recipient: both('controller'), channel: both('direct'),
        term: { kind: 'contract', clock: 'breach' },
      }],
    }],
  },
  {
    id: 'EU-GDPR34', area: 'EU',
    title: { it: 'GDPR, comunicazione agli interessati', fr: 'RGPD, communication aux personnes concernées', en: 'GDPR, communication to data subjects' },
    versions: [{
      from: '2018-05-25', status: 'in_force', article: 'GDPR art. 34', source: 'Reg. (EU) 2016/679 art. 34',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [
        {
          stage: 'communication', article: 'GDPR art. 34(1)', recipient: both('data_subjects'), channel: both('direct'),
          term: { kind: 'without_delay', clock: 'breach' },
        },
        {
          // Takes the place of the individual communication where that would be a disproportionate effort.
          stage: 'public_communication', article: 'GDPR art. 34(3)(c)', recipient: both('data_subjects'),
          channel: both('public_notice'), term: { kind: 'without_delay', clock: 'breach' },
        },
      ],
    }],
  },
  {
    id: 'EU-EIDAS24', area: 'EU',
    title: { it: 'eIDAS, prestatori di servizi fiduciari', fr: 'eIDAS, prestataires de services de confiance', en: 'eIDAS, trust service providers' },
    versions: [{
      from: '2024-10-18', status: 'in_force', article: 'eIDAS art. 24(2)(fb), art. 19a',
      source: 'Reg. (EU) 910/2014, Reg. (EU) 2024/1183', certainty: 'memory', verifiedOn: null,
      stages: [{
        stage: 'notification', article: 'eIDAS art. 24(2)(fb), art. 19a', recipient: { IT: 'agid', FR: 'anssi' },
        channel: { IT: 'agid_contact', FR: 'anssi_contact' }, term: { kind: 'hours', hours: 24, clock: 'aware' },
      }],
    }],
  },
  {
    id: 'EU-DORA', area: 'EU',
    title: { it: 'Resilienza digitale della finanza (DORA)', fr: 'Résilience numérique du secteur financier (DORA)', en: 'Digital resilience of finance (DORA)' },
    versions: [{
      from: '2025-01-17', status: 'in_force', article: 'DORA art. 19', source: 'Reg. (EU) 2022/2554 art. 19; Del. Reg. (EU) 2025/301 art. 5',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [
        {
          stage: 'initial', article: 'Del. Reg. (EU) 2025/301 art. 5(1)(a)', ...supervisor,
          term: { kind: 'dora_initial', fromClassificationHours: 4, fromAwarenessHours: 24 },
        },
        {
          stage: 'intermediate', article: 'Del. Reg. (EU) 2025/301 art. 5(1)(b)', ...supervisor,
          term: { kind: 'dora_hours', hours: 72, clock: 'initial_sent' },
        },
        {
          stage: 'final', article: 'Del. Reg. (EU) 2025/301 art. 5(1)(c)', ...supervisor,
          term: { kind: 'months', months: 1, clock: 'intermediate_sent', shift: 'dora_noon' },
        },
      ],
    }],
  },
  {
    id: 'EU-CRA-VULN', area: 'EU', family: 'cra',
    title: { it: 'Ciberresilienza dei prodotti (CRA), vulnerabilità sfruttata', fr: 'Cyberrésilience des produits (CRA), vulnérabilité exploitée', en: 'Cyber resilience of products (CRA), exploited vulnerability' },
    versions: [{
      from: '2026-09-11', status: 'in_force', article: 'CRA art. 14(1)-(2)', source: 'Reg. (EU) 2024/2847 art. 14, art. 71(2)',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [
        { stage: 'early_warning', article: 'CRA art. 14(2)(a)', ...cra, term: { kind: 'hours', hours: 24, clock: 'aware' } },
        { stage: 'notification', article: 'CRA art. 14(2)(b)', ...cra, term: { kind: 'hours', hours: 72, clock: 'aware' } },
        {
          // From the day a corrective or mitigating measure is available, not from awareness.
          stage: 'final', article: 'CRA art. 14(2)(c)', ...cra,
          term: { kind: 'days', days: 14, clock: 'corrective_measure_available', shift: 'eu' },
        },
      ],
    }],
  },
  {
    id: 'EU-CRA-INC', area: 'EU', family: 'cra',
    title: { it: 'Ciberresilienza dei prodotti (CRA), incidente grave', fr: 'Cyberrésilience des produits (CRA), incident grave', en: 'Cyber resilience of products (CRA), severe incident' },
    versions: [{
      from: '2026-09-11', status: 'in_force', article: 'CRA art. 14(3)-(4)', source: 'Reg. (EU) 2024/2847 art. 14, art. 71(2)',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [
        { stage: 'early_warning', article: 'CRA art. 14(4)(a)', ...cra, term: { kind: 'hours', hours: 24, clock: 'aware' } },
        { stage: 'notification', article: 'CRA art. 14(4)(b)', ...cra, term: { kind: 'hours', hours: 72, clock: 'aware' } },
        {
          stage: 'final', article: 'CRA art. 14(4)(c)', ...cra,
          term: { kind: 'months', months: 1, clock: 'notification_sent', shift: 'eu' },
        },
      ],
    }],
  },
]
