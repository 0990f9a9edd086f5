import { now, type Samples } from './sample.ts'

export const obligations: Samples<'obligations'> = {
  'obligations.board': {},
  'obligations.owed': {},
  'obligations.one': { query: () => ({ key: 'IT-NIS2/all' }) },
  'obligations.dossier': {},
  'obligations.recordClock': { body: () => ({ at: now(), how: 'al telefono' }) },
  'obligations.decide': { body: (ids) => ({ caseIds: [ids.caseId], choice: { decision: 'gdprRisk', value: 'risk' }, reasoning: 'Dati anagrafici esposti' }) },
  'obligations.recordIncident': { body: () => ({ personalData: 'yes' }) },
  'obligations.recordFiling': { body: () => ({ at: now(), protocol: '2026/1' }) },
  'obligations.draft': { params: () => ({ authority: 'garante' }) },
  'obligations.calendar': { params: (ids) => ({ token: ids.calendar }) },
  // After it, since a new address closes the old one.
  'obligations.createCalendar': {},
}
