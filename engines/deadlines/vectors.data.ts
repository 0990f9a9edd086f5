/**
 * Test vectors of the field: when each obligation falls due, on known cases. All parties are fictional.
 * `expect` names rows by id; moments carry their local offset. `onlyDue` lists every row that asks for action.
 */

export interface VectorExpectation {
  readonly id: string
  readonly state?: string
  readonly strictAt?: string | null
  readonly legalAt?: string | null
  readonly outerAt?: string | null
  readonly missing?: readonly string[]
  readonly displacedBy?: string
  readonly reason?: string
  readonly anchorAt?: string
}

export interface Vector {
  readonly id: string
  readonly title: string
  readonly facts: unknown
  readonly now: string
  readonly expect: readonly VectorExpectation[]
  readonly absent?: readonly string[]
  /** All rows in a state that asks for action (due, due_without_hours, exceeded, awaiting_input), no more, no fewer. */
  readonly onlyOpen?: readonly string[]
}

const quiet = { psnc: 'no', trustService: 'no', financial: 'no', manufacturer: 'no', accreditedLab: 'no' }
const essential = { ...quiet, country: 'IT', kind: 'firm', acn: { status: 'essential', firstListedYear: 2025 } }
const important = { ...essential, acn: { status: 'important', firstListedYear: 2025 } }
const noData = { personalData: 'no', isTypes: { 'IS-1': 'no', 'IS-2': 'no', 'IS-3': 'yes', 'IS-4': 'no' } }
const significant = { significant: { value: 'yes', reasoning: 'Services stopped for every user' } }
const municipality = {
  ...quiet, country: 'IT', kind: 'municipality', name: 'Comune di Vallombra (fictional)', population: 40_000, regionalCapital: 'no',
  acn: { status: 'not_listed' },
}
const bank = { ...quiet, country: 'IT', kind: 'firm', financial: 'credit_institution', acn: { status: 'not_listed' } }
const notCredit = { ...bank, financial: 'other' }
const maker = { ...quiet, country: 'IT', kind: 'firm', manufacturer: 'yes', acn: { status: 'not_listed' } }
const exploited = { personalData: 'no', exploitedVulnerability: 'yes', severeProductIncident: 'no', isTypes: noData.isTypes }
const frenchFirm = {
  country: 'FR', kind: 'firm', financial: 'no', manufacturer: 'no', trustService: 'no', healthActor: 'no', oiv: 'no', ose: 'no',
}

export const vectors: readonly Vector[] = [
  {
    id: '1', title: 'NIS2: 24 and 72 hours from awareness', now: '2026-10-05T12:00:00+02:00',
    facts: { party: important, incident: noData, decisions: significant, clocks: { aware: { at: '2026-10-05T10:00:00+02:00' } } },
    expect: [
      { id: 'IT-NIS2/pre_notification', state: 'due', strictAt: '2026-10-06T10:00:00+02:00', outerAt: '2026-10-06T10:00:00+02:00' },
      { id: 'IT-NIS2/notification', state: 'due', strictAt: '2026-10-08T10:00:00+02:00' },
      { id: 'IT-NIS2/final', state: 'awaiting_input', strictAt: null, missing: ['filings.notification'] },
    ],
  },
  {
    id: '2', title: 'NIS2 final, a Saturday: not a holiday for a national act', now: '2026-10-08T09:00:00+02:00',
    facts: {
      party: important, incident: { ...noData, ongoing: 'no' }, decisions: significant, clocks: { aware: { at: '2026-10-05T10:00:00+02:00' } },
      filings: [{ regime: 'IT-NIS2', stage: 'notification', sentAt: '2026-10-07T16:30:00+02:00', protocol: 'DEMO-0002' }],
    },
    expect: [
      // Sat 7 Nov 24:00; the Union's reading, Mon 9 Nov 24:00, is the outer bound only.
      { id: 'IT-NIS2/final', state: 'due', strictAt: '2026-11-08T00:00:00+01:00', legalAt: '2026-11-08T00:00:00+01:00', outerAt: '2026-11-10T00:00:00+01:00' },
      { id: 'IT-NIS2/notification', state: 'sent' },
    ],
  },
  {
    id: '3', title: 'NIS2 final, 31 January plus a month, a Sunday', now: '2027-02-01T09:00:00+01:00',
    facts: {
      party: important, incident: { ...noData, ongoing: 'no' }, decisions: significant, clocks: { aware: { at: '2027-01-29T09:00:00+01:00' } },
      filings: [{ regime: 'IT-NIS2', stage: 'notification', sentAt: '2027-01-31T10:00:00+01:00', protocol: 'DEMO-0003' }],
    },
    expect: [{
      id: 'IT-NIS2/final', state: 'due', strictAt: '2027-03-01T00:00:00+01:00', legalAt: '2027-03-02T00:00:00+01:00',
      outerAt: '2027-03-02T00:00:00+01:00', reason: 'moved_by_holiday',
    }],
  },
  {
    id: '4', title: 'GDPR 72 hours over a holiday and a weekend', now: '2023-12-08T09:00:00+01:00',
    facts: {
      party: municipality, incident: { personalData: 'yes', outageSince: '2023-12-08T04:00:00+01:00', isTypes: noData.isTypes },
      decisions: { gdprRisk: { value: 'risk' } }, clocks: { aware: { at: '2023-12-08T06:00:00+01:00' } },
    },
    expect: [{ id: 'EU-GDPR33/notification', state: 'due', strictAt: '2023-12-11T06:00:00+01:00', legalAt: '2023-12-11T06:00:00+01:00' }],
  },
  {
    id: '5', title: 'Hours over the end of summer time', now: '2026-10-24T11:00:00+02:00',
    facts: { party: important, incident: noData, decisions: significant, clocks: { aware: { at: '2026-10-24T10:00:00+02:00' } } },
    expect: [
      { id: 'IT-NIS2/pre_notification', strictAt: '2026-10-25T09:00:00+01:00' },
      { id: 'IT-NIS2/notification', strictAt: '2026-10-27T09:00:00+01:00' },
    ],
  },
  {
    id: '5b', title: 'Hours over the start of summer time', now: '2026-03-28T11:00:00+01:00',
    facts: { party: important, incident: noData, decisions: significant, clocks: { aware: { at: '2026-03-28T10:00:00+01:00' } } },
    expect: [
      { id: 'IT-NIS2/pre_notification', strictAt: '2026-03-29T11:00:00+02:00' },
      { id: 'IT-NIS2/notification', strictAt: '2026-03-31T11:00:00+02:00' },
    ],
  },
  {
    id: '6', title: 'Trust provider: both within 24 hours', now: '2026-10-01T09:00:00+02:00',
    facts: {
      party: { ...essential, trustService: 'qualified' }, incident: { ...noData, trustServiceImpact: 'yes' }, decisions: significant,
      clocks: { aware: { at: '2026-10-01T08:15:00+02:00' } },
    },
    expect: [
      { id: 'IT-NIS2-TSP/pre_notification', state: 'due', strictAt: '2026-10-02T08:15:00+02:00', outerAt: '2026-10-02T09:00:00+02:00' },
      { id: 'IT-NIS2-TSP/notification', state: 'due', strictAt: '2026-10-02T08:15:00+02:00' },
      { id: 'IT-NIS2/notification', state: 'displaced', displacedBy: 'IT-NIS2-TSP', strictAt: null },
    ],
  },
  {
    id: '7', title: 'DORA initial: the earlier of two terms', now: '2026-10-01T23:00:00+02:00',
    facts: {
      party: bank, incident: noData, decisions: { doraMajor: { value: 'yes' } },
      clocks: { aware: { at: '2026-10-01T00:30:00+02:00' }, classified_major: { at: '2026-10-01T22:30:00+02:00' } },
    },
    expect: [{ id: 'EU-DORA/initial', state: 'due', strictAt: '2026-10-02T00:30:00+02:00', reason: 'dora_day_from_awareness' }],
  },
  {
    id: '7b', title: 'DORA initial: classified late', now: '2026-10-02T11:00:00+02:00',
    facts: {
      party: bank, incident: noData, decisions: { doraMajor: { value: 'yes' } },
      clocks: { aware: { at: '2026-10-01T00:30:00+02:00' }, classified_major: { at: '2026-10-02T10:00:00+02:00' } },
    },
    expect: [{ id: 'EU-DORA/initial', state: 'due', strictAt: '2026-10-02T14:00:00+02:00', reason: 'dora_late_classification' }],
  },
  {
    id: '8', title: 'DORA intermediate on a Sunday: a bank', now: '2026-10-02T09:00:00+02:00',
    facts: {
      party: bank, incident: noData, decisions: { doraMajor: { value: 'yes' } },
      clocks: { aware: { at: '2026-10-01T15:00:00+02:00' }, classified_major: { at: '2026-10-01T17:00:00+02:00' } },
      filings: [{ regime: 'EU-DORA', stage: 'initial', sentAt: '2026-10-01T20:00:00+02:00', protocol: 'DEMO-0008' }],
    },
    expect: [{ id: 'EU-DORA/intermediate', state: 'due', strictAt: '2026-10-04T20:00:00+02:00', reason: 'dora_not_moved' }],
  },
  {
    id: '8-other', title: 'DORA intermediate on a Sunday: an entity outside art. 5(5)', now: '2026-10-02T09:00:00+02:00',
    facts: {
      party: notCredit, incident: noData, decisions: { doraMajor: { value: 'yes' } },
      clocks: { aware: { at: '2026-10-01T15:00:00+02:00' }, classified_major: { at: '2026-10-01T17:00:00+02:00' } },
      filings: [{ regime: 'EU-DORA', stage: 'initial', sentAt: '2026-10-01T20:00:00+02:00', protocol: 'DEMO-0008' }],
    },
    expect: [{ id: 'EU-DORA/intermediate', state: 'due', strictAt: '2026-10-05T12:00:00+02:00', reason: 'dora_moved_to_noon' }],
  },
  {
    id: '9', title: 'CRA final: 14 days after the fix, a Sunday', now: '2026-09-21T09:00:00+02:00',
    facts: {
      party: maker, incident: exploited,
      clocks: { aware: { at: '2026-09-12T09:00:00+02:00' }, corrective_measure_available: { at: '2026-09-20T11:00:00+02:00' } },
    },
    expect: [{ id: 'EU-CRA-VULN/final', state: 'due', strictAt: '2026-10-05T00:00:00+02:00', legalAt: '2026-10-06T00:00:00+02:00' }],
  },
  {
    id: '10', title: 'CRA final: no fix yet, no date', now: '2026-09-21T09:00:00+02:00',
    facts: { party: maker, incident: exploited, clocks: { aware: { at: '2026-09-12T09:00:00+02:00' } } },
    expect: [{ id: 'EU-CRA-VULN/final', state: 'awaiting_input', strictAt: null, outerAt: null, missing: ['clocks.corrective_measure_available'] }],
  },
  {
    id: '11', title: 'CRA: aware the day before it applied', now: '2026-09-12T09:00:00+02:00',
    facts: { party: maker, incident: exploited, clocks: { aware: { at: '2026-09-10T09:00:00+02:00' } } },
    expect: [{ id: 'EU-CRA-VULN/all', state: 'not_in_force', strictAt: null, reason: 'before_in_force' }],
    absent: ['EU-CRA-VULN/early_warning', 'EU-CRA-VULN/notification', 'EU-CRA-VULN/final'],
  },
  {
    id: '12', title: 'PSNC table 2 at 23:50', now: '2026-10-05T23:55:00+02:00',
    facts: {
      party: { ...essential, psnc: 'yes' }, incident: { ...noData, psncTable: 'table_2' }, decisions: significant,
      clocks: { aware: { at: '2026-10-05T23:50:00+02:00' } },
    },
    expect: [
      { id: 'IT-PSNC-B/notification', state: 'due', strictAt: '2026-10-06T00:50:00+02:00', outerAt: '2026-10-06T01:00:00+02:00' },
      { id: 'IT-NIS2/notification', state: 'displaced', displacedBy: 'IT-PSNC-B' },
    ],
  },
  {
    id: '13', title: 'Municipality of 40,000, no capital, not listed: GDPR only', now: '2026-10-05T12:00:00+02:00',
    facts: {
      party: municipality, incident: { personalData: 'yes', isTypes: { 'IS-1': 'yes' } }, decisions: { gdprRisk: { value: 'risk' } },
      clocks: { aware: { at: '2026-10-05T10:00:00+02:00' } },
    },
    expect: [
      { id: 'IT-L90/all', state: 'not_applicable', reason: 'l90_small_municipality' },
      { id: 'IT-NIS2/all', state: 'not_applicable', reason: 'nis2_not_listed' },
      { id: 'IT-NIS2/voluntary', state: 'voluntary' },
      { id: 'EU-GDPR33/notification', state: 'due', strictAt: '2026-10-08T10:00:00+02:00' },
    ],
    onlyOpen: ['EU-GDPR33/notification'],
  },
  {
    id: '14', title: 'Local health agency, essential, ransomware with data theft', now: '2026-10-05T12:00:00+02:00',
    facts: {
      party: { ...quiet, country: 'IT', kind: 'health_agency', asl: 'yes', acn: { status: 'essential', firstListedYear: 2025 } },
      incident: { personalData: 'yes', malicious: 'yes', isTypes: { 'IS-1': 'yes', 'IS-2': 'no', 'IS-3': 'yes', 'IS-4': 'yes' }, art25: { a: 'yes', b: 'yes' } },
      decisions: { ...significant, gdprRisk: { value: 'high' } }, clocks: { aware: { at: '2026-10-05T10:00:00+02:00' } },
    },
    expect: [
      { id: 'IT-NIS2/pre_notification', state: 'due', strictAt: '2026-10-06T10:00:00+02:00', reason: 'is_types_present' },
      { id: 'IT-NIS2/notification', state: 'due', strictAt: '2026-10-08T10:00:00+02:00' },
      { id: 'IT-NIS2/final', state: 'awaiting_input' },
      { id: 'IT-L90/first_report', state: 'displaced', displacedBy: 'IT-NIS2' },
      { id: 'IT-L90/notification', state: 'displaced', displacedBy: 'IT-NIS2' },
      { id: 'EU-GDPR33/notification', state: 'due', strictAt: '2026-10-08T10:00:00+02:00' },
      { id: 'EU-GDPR34/communication', state: 'due_without_hours', strictAt: null },
    ],
  },
  {
    id: '15', title: 'First listed in 2026: NIS2 later, Law 90 now', now: '2026-11-01T12:00:00+01:00',
    facts: {
      party: { ...quiet, country: 'IT', kind: 'municipality', population: 150_000, acn: { status: 'important', firstListedYear: 2026 } },
      incident: { personalData: 'no', isTypes: { 'IS-3': 'yes' } }, decisions: significant, clocks: { aware: { at: '2026-11-01T10:00:00+01:00' } },
    },
    expect: [
      { id: 'IT-NIS2/all', state: 'not_in_force', reason: 'nis2_starts_later' },
      { id: 'IT-L90/first_report', state: 'due', strictAt: '2026-11-02T10:00:00+01:00' },
      { id: 'IT-L90/notification', state: 'due', strictAt: '2026-11-04T10:00:00+01:00' },
    ],
  },
  {
    id: '16', title: 'Told by the processor at hour 70: the controller’s own clock starts then', now: '2026-10-08T09:00:00+02:00',
    facts: {
      party: municipality, incident: { personalData: 'yes', dataRole: 'controller', occurredAt: '2026-10-05T10:00:00+02:00' },
      decisions: { gdprRisk: { value: 'risk' } }, clocks: { told_by_processor: { at: '2026-10-08T08:00:00+02:00', by: 'the provider' } },
    },
    expect: [{ id: 'EU-GDPR33/notification', state: 'due', strictAt: '2026-10-11T08:00:00+02:00' }],
  },
  {
    id: '17', title: 'French firm, insured: complaint within 72 hours', now: '2026-10-05T10:00:00+02:00',
    facts: { party: { ...frenchFirm, cyberInsured: 'yes' }, incident: { personalData: 'no', malicious: 'yes' }, clocks: { attack_known: { at: '2026-10-05T09:00:00+02:00' } } },
    expect: [{ id: 'FR-LOPMI/complaint', state: 'due', strictAt: '2026-10-08T09:00:00+02:00' }],
    onlyOpen: ['FR-LOPMI/complaint'],
  },
  {
    id: '18', title: 'French commune: NIS2 not in force, voluntary', now: '2026-10-05T10:00:00+02:00',
    facts: {
      party: { country: 'FR', kind: 'municipality', population: 45_000, cyberInsured: 'no', healthActor: 'no' }, incident: { personalData: 'no' },
      clocks: { aware: { at: '2026-10-05T09:00:00+02:00' } },
    },
    expect: [
      { id: 'FR-NIS2/all', state: 'not_in_force', strictAt: null, reason: 'fr_nis2_not_transposed' },
      { id: 'FR-NIS2/voluntary', state: 'voluntary', strictAt: null },
    ],
    onlyOpen: [],
  },
  {
    id: '19', title: 'French hospital, insured', now: '2026-10-05T10:00:00+02:00',
    facts: {
      party: { country: 'FR', kind: 'hospital', cyberInsured: 'yes', oiv: 'no', ose: 'no' }, incident: { personalData: 'yes', malicious: 'yes' },
      decisions: { healthSignificant: { value: 'yes' }, gdprRisk: { value: 'risk' } }, clocks: { aware: { at: '2026-10-05T09:00:00+02:00' } },
    },
    expect: [
      { id: 'FR-SANTE/declaration', state: 'due_without_hours', strictAt: null, outerAt: null, anchorAt: '2026-10-05T10:00:00+02:00' },
      { id: 'EU-GDPR33/notification', state: 'due', strictAt: '2026-10-08T09:00:00+02:00' },
      { id: 'FR-LOPMI/complaint', state: 'due', strictAt: '2026-10-08T09:00:00+02:00' },
    ],
    onlyOpen: ['EU-GDPR33/notification', 'FR-LOPMI/complaint', 'FR-SANTE/declaration'],
  },
  {
    id: '20', title: 'Still going on after a month: progress each month', now: '2026-11-20T10:00:00+01:00',
    facts: {
      party: important, incident: { ...noData, ongoing: 'yes' }, decisions: significant, clocks: { aware: { at: '2026-10-05T10:00:00+02:00' } },
      filings: [
        { regime: 'IT-NIS2', stage: 'pre_notification', sentAt: '2026-10-05T20:00:00+02:00', protocol: 'DEMO-0020' },
        { regime: 'IT-NIS2', stage: 'notification', sentAt: '2026-10-07T16:30:00+02:00', protocol: 'DEMO-0021' },
        { regime: 'IT-NIS2', stage: 'progress', number: 1, sentAt: '2026-11-06T09:00:00+01:00', protocol: 'DEMO-0022' },
      ],
    },
    expect: [
      { id: 'IT-NIS2/progress/1', state: 'sent' },
      { id: 'IT-NIS2/progress/2', state: 'due', strictAt: '2026-12-08T00:00:00+01:00' },
      { id: 'IT-NIS2/final', state: 'awaiting_input', strictAt: null, missing: ['clocks.handling_ended'] },
    ],
  },
  {
    id: '20-ended', title: 'Ended after seven weeks: final one month from the end of handling', now: '2026-11-26T10:00:00+01:00',
    facts: {
      party: important, incident: { ...noData, ongoing: 'no' }, decisions: significant,
      clocks: { aware: { at: '2026-10-05T10:00:00+02:00' }, handling_ended: { at: '2026-11-25T18:00:00+01:00' } },
      filings: [{ regime: 'IT-NIS2', stage: 'notification', sentAt: '2026-10-07T16:30:00+02:00', protocol: 'DEMO-0021' }],
    },
    expect: [
      { id: 'IT-NIS2/progress/1', state: 'exceeded', strictAt: '2026-11-08T00:00:00+01:00' },
      // 25 December is a holiday, and so is the 26th, a Saturday; the 27th is a Sunday.
      { id: 'IT-NIS2/final', state: 'due', strictAt: '2026-12-26T00:00:00+01:00', legalAt: '2026-12-29T00:00:00+01:00' },
    ],
    absent: ['IT-NIS2/progress/2'],
  },
]
