/** Italian regimes, each act cited in the language of its State. Read: early October 2026. Rows marked `memory` were not read against the act. */

import { both, type Regime, type Stage } from './regime.ts'

const csirt = { recipient: both('csirt_italia' as const), channel: both('acn_portal' as const) }

const nis2Tail: readonly Stage[] = [
  {
    stage: 'intermediate', article: 'D.Lgs. 138/2024 art. 25(5)(c)', ...csirt,
    term: { kind: 'without_delay', clock: 'intermediate_requested' }, onlyIfRecorded: 'intermediate_requested',
  },
  {
    stage: 'final', article: 'D.Lgs. 138/2024 art. 25(5)(d)-(e)', ...csirt,
    term: { kind: 'nis2_final', months: 1, shift: 'it_national' },
  },
]
const nis2Stages: readonly Stage[] = [
  {
    stage: 'pre_notification', article: 'D.Lgs. 138/2024 art. 25(5)(a)', ...csirt,
    term: { kind: 'hours', hours: 24, clock: 'aware' },
  },
  {
    // From awareness, not from the pre-notification.
    stage: 'notification', article: 'D.Lgs. 138/2024 art. 25(5)(b)', ...csirt,
    term: { kind: 'hours', hours: 72, clock: 'aware' },
  },
  ...nis2Tail,
]
const nis2TrustStages: readonly Stage[] = [
  {
    stage: 'pre_notification', article: 'D.Lgs. 138/2024 art. 25(5)(a)', ...csirt,
    term: { kind: 'hours', hours: 24, clock: 'aware' },
  },
  {
    stage: 'notification', article: 'D.Lgs. 138/2024 art. 25(6)', ...csirt,
    term: { kind: 'hours', hours: 24, clock: 'aware' },
  },
  ...nis2Tail,
]

const nis2First = {
  from: '2024-10-16', to: '2026-01-15', status: 'in_force', article: 'D.Lgs. 138/2024 art. 25',
  source: 'D.Lgs. 4 settembre 2024 n. 138 (GU 24G00155); ACN det. 164179/2025', certainty: 'official',
  verifiedOn: '2026-10-01',
  incidentTypes: { essential: ['IS-1', 'IS-2', 'IS-3', 'IS-4'], important: ['IS-1', 'IS-2', 'IS-3'] },
} as const
const nis2Current = {
  ...nis2First, from: '2026-01-15', to: undefined,
  source: 'D.Lgs. 4 settembre 2024 n. 138 (GU 24G00155); ACN det. 379907 del 19 dicembre 2025, all. 3-4; det. 127434 del 13 aprile 2026',
} as const

const law90Stages: readonly Stage[] = [
  { stage: 'first_report', article: 'L. 90/2024 art. 1(2)', ...csirt, term: { kind: 'hours', hours: 24, clock: 'aware' } },
  // From the same moment as the first report.
  { stage: 'notification', article: 'L. 90/2024 art. 1(2)', ...csirt, term: { kind: 'hours', hours: 72, clock: 'aware' } },
]

export const italianRegimes: readonly Regime[] = [
  {
    id: 'IT-PSNC-B', area: 'IT', family: 'psnc',
    title: {
      it: 'Perimetro di sicurezza nazionale cibernetica, tabella 2',
      fr: 'Périmètre italien de cybersécurité nationale, tableau 2',
      en: 'Italian national cybersecurity perimeter, table 2',
    },
    versions: [{
      from: '2022-01-01', status: 'in_force', article: 'DPCM 81/2021 art. 3(4), all. A tab. 2',
      source: 'DL 105/2019; DPCM 14 aprile 2021 n. 81 (GU 21G00089)', certainty: 'official', verifiedOn: '2026-10-01',
      stages: [{
        stage: 'notification', article: 'DPCM 81/2021 art. 3(4), all. A tab. 2', ...csirt,
        term: { kind: 'hours', hours: 1, clock: 'aware' },
      }],
    }],
  },
  {
    id: 'IT-PSNC-A', area: 'IT', family: 'psnc',
    title: {
      it: 'Perimetro di sicurezza nazionale cibernetica, tabella 1',
      fr: 'Périmètre italien de cybersécurité nationale, tableau 1',
      en: 'Italian national cybersecurity perimeter, table 1',
    },
    versions: [{
      from: '2022-01-01', status: 'in_force', article: 'DPCM 81/2021 art. 3(4), all. A tab. 1',
      source: 'DL 105/2019; DPCM 14 aprile 2021 n. 81 (GU 21G00089)', certainty: 'official', verifiedOn: '2026-10-01',
      stages: [{
        stage: 'notification', article: 'DPCM 81/2021 art. 3(4), all. A tab. 1', ...csirt,
        term: { kind: 'hours', hours: 6, clock: 'aware' },
      }],
    }],
  },
  {
    id: 'IT-PSNC-C', area: 'IT', family: 'psnc',
    title: {
      it: 'Perimetro di sicurezza nazionale cibernetica, incidenti fuori dai beni ICT dell’elenco',
      fr: 'Périmètre italien de cybersécurité nationale, incidents hors des actifs listés',
      en: 'Italian national cybersecurity perimeter, incidents outside the listed assets',
    },
    versions: [{
      // Paragraph 3-bis came with DL 115/2022 (72 h); L. 90/2024 art. 3 added the 24 h report.
      from: '2024-07-17', status: 'in_force', article: 'DL 105/2019 art. 1(3-bis)',
      source: 'DL 21 settembre 2019 n. 105 art. 1(3-bis), modificato da L. 90/2024 art. 3', certainty: 'memory', verifiedOn: null,
      stages: [
        { stage: 'first_report', article: 'DL 105/2019 art. 1(3-bis)', ...csirt, term: { kind: 'hours', hours: 24, clock: 'aware' } },
        { stage: 'notification', article: 'DL 105/2019 art. 1(3-bis)', ...csirt, term: { kind: 'hours', hours: 72, clock: 'aware' } },
      ],
    }],
  },
  {
    id: 'IT-LAP', area: 'IT',
    title: {
      it: 'Centri di valutazione e laboratori accreditati (CVCN, CV, LAP)',
      fr: 'Centres d’évaluation et laboratoires accrédités italiens (CVCN, CV, LAP)',
      en: 'Italian evaluation centres and accredited laboratories (CVCN, CV, LAP)',
    },
    versions: [{
      // The day of entry into force was not read; the year of the act is sure.
      from: '2022-07-30', status: 'in_force', article: 'DPCM 92/2022 art. 22', source: 'DPCM 18 maggio 2022 n. 92 (GU 22G00099)',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [{ stage: 'notification', article: 'DPCM 92/2022 art. 22', ...csirt, term: { kind: 'hours', hours: 6, clock: 'aware' } }],
    }],
  },
  {
    id: 'IT-NIS2-TSP', area: 'IT',
    title: {
      it: 'Decreto NIS, prestatori di servizi fiduciari',
      fr: 'Décret NIS italien, prestataires de services de confiance',
      en: 'Italian NIS decree, trust service providers',
    },
    versions: [
      { ...nis2First, article: 'D.Lgs. 138/2024 art. 25(6)', stages: nis2TrustStages },
      { ...nis2Current, article: 'D.Lgs. 138/2024 art. 25(6)', stages: nis2TrustStages },
    ],
  },
  {
    id: 'IT-NIS2', area: 'IT',
    title: { it: 'Decreto NIS (D.Lgs. 138/2024)', fr: 'Décret NIS italien (D.Lgs. 138/2024)', en: 'Italian NIS decree (D.Lgs. 138/2024)' },
    versions: [{ ...nis2First, stages: nis2Stages }, { ...nis2Current, stages: nis2Stages }],
  },
  {
    id: 'IT-L90', area: 'IT',
    title: { it: 'Legge 90/2024', fr: 'Loi italienne 90/2024', en: 'Italian Law 90/2024' },
    versions: [
      {
        from: '2024-07-17', to: '2026-02-17', status: 'in_force', article: 'L. 90/2024 art. 1',
        // The earlier taxonomy is asked with the same questions, as an approximation.
        source: 'L. 28 giugno 2024 n. 90 (GU 24G00108); tassonomia in vigore prima della determinazione ACN del 9 febbraio 2026',
        certainty: 'memory', verifiedOn: null, incidentTypes: { law90: ['IS-1', 'IS-2', 'IS-3'] }, stages: law90Stages,
      },
      {
        from: '2026-02-17', status: 'in_force', article: 'L. 90/2024 art. 1',
        source: 'L. 28 giugno 2024 n. 90 (GU 24G00108), modificata da L. 132/2025; ACN det. del 9 febbraio 2026, GU 39 del 17 febbraio 2026 (26A00713), all. A',
        certainty: 'published', verifiedOn: '2026-10-01', incidentTypes: { law90: ['IS-1', 'IS-2', 'IS-3'] }, stages: law90Stages,
      },
    ],
  },
  {
    id: 'IT-AGID-MMS', area: 'IT',
    title: {
      it: 'Misure minime AgID: modulo di implementazione',
      fr: 'Mesures minimales de l’AgID : formulaire de mise en œuvre',
      en: 'AgID minimum measures: implementation form',
    },
    versions: [{
      from: '2017-05-05', status: 'in_force', article: 'Circ. AgID 2/2017 art. 4', source: 'Circ. AgID 18 aprile 2017 n. 2 (GU 103 del 5 maggio 2017)',
      certainty: 'secondary', verifiedOn: '2026-10-01',
      stages: [{
        stage: 'attachment', article: 'Circ. AgID 2/2017 art. 4', recipient: both('csirt_italia'),
        channel: both('with_the_report'), term: { kind: 'attachment' },
      }],
    }],
  },
]
