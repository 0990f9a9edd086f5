/** An invented report, for tests and pictures. No name, number or address here is real. */
import { intakePaths } from '#modules/intake/contract-pages.ts'
import type { IntakeViews } from '#modules/intake/contract-public.ts'
import type { PublicPage } from '#modules/notices/contract-public.ts'
import { fixtures, type FixtureOptions } from '#modules/notices/web/public/fixtures.ts'

type Drawn = { readonly [R in keyof IntakeViews]: { readonly name: string; readonly route: R; readonly document: { readonly page: PublicPage; readonly view: IntakeViews[R] } } }[keyof IntakeViews]
const token = 'k7Q2k7Q2k7Q2k7Q2k7Q2'

/** Each page, after an error, half written, late, closed. */
export function intakeFixtures(options: FixtureOptions): readonly Drawn[] {
  const { page } = fixtures(options).home
  const at = (path: string): PublicPage => ({ ...page, path })
  const stamp = 'x.y'
  const half = { token, stamp, resume: `https://centro.velarda.example${intakePaths.step(token, 'who')}`, expiresAt: '2026-12-16T10:40:00Z' }
  const entries = [
    { at: '2026-12-09T08:12:00Z', kind: 'received', text: '', by: 'reporter' as const, params: { road: 'web' } },
    { at: '2026-12-09T08:12:00Z', kind: 'promised', text: '', by: 'system' as const, params: { until: '2026-12-09T10:15:00Z' } },
    { at: '2026-12-09T09:00:00Z', kind: 'taken', text: '', by: 'centre' as const, params: { name: 'Ada Fittizia' } },
    { at: '2026-12-09T09:20:00Z', kind: 'message', text: 'Ada <b>Fittizia</b>', by: 'centre' as const, params: {} },
  ]
  const report = { ref: 'R-00042', code: '7K3M-9QXT', state: 'open' as const, receivedAt: '2026-12-09T08:12:00Z', promiseAt: '2026-12-09T12:15:00Z', late: false, situation: 'ransomware' as const, subject: '', entries, canWrite: true, kept: false }
  return [
    { name: 'situation', route: 'situation', document: { page: at(intakePaths.situation('fraud')), view: { situation: 'fraud', call: [{ name: 'Banca inventata', what: '1.', phone: '800 111 111' }, { name: 'Polizia inventata', what: '2.', href: 'https://polizia.example' }] } } },
    { name: 'report-what', route: 'report', document: { page: at(intakePaths.report), view: { step: 'what', values: {}, errors: [], stamp } } },
    { name: 'report-errors', route: 'report', document: { page: at(intakePaths.report), view: { step: 'what', values: { words: '<script>alert(1)</script>' }, errors: [{ field: 'situation', code: 'missing' }], stamp } } },
    { name: 'report-who', route: 'report', document: { page: at(intakePaths.step(token, 'who')), view: { ...half, step: 'who', values: { who: 'body', whoName: 'Unione dei Comuni dell’Alta Valle della Lumera, delle Terre di Corvasse e del Basso Pontescuro' }, errors: [] } } },
    { name: 'report-reach', route: 'report', document: { page: at(intakePaths.step(token, 'reach')), view: { ...half, step: 'reach', values: { email: 'no' }, errors: [{ field: 'email', code: 'not-an-address' }] } } },
    { name: 'report-sure', route: 'report', document: { page: at(intakePaths.step(token, 'reach')), view: { ...half, step: 'reach', values: {}, errors: [], sure: true } } },
    { name: 'receipt', route: 'receipt', document: { page: at(intakePaths.receipt(token)), view: { ref: 'R-00042', code: '7K3M-9QXT', receivedAt: '2026-12-09T08:12:00Z', answerBy: '2026-12-09T10:15:00Z', situation: 'ransomware', who: 'body', mailed: true, again: true } } },
    { name: 'follow', route: 'follow', document: { page: at(intakePaths.follow), view: {} } },
    { name: 'follow-wrong', route: 'follow', document: { page: at(intakePaths.follow), view: { ref: 'R-1', problem: 'wrong' } } },
    { name: 'follow-report', route: 'follow', document: { page: at(intakePaths.follow), view: { report } } },
    { name: 'follow-late', route: 'follow', document: { page: at(intakePaths.follow), view: { report: { ...report, late: true, kept: true, entries: [...entries, { at: '2026-12-09T10:16:00Z', kind: 'missed', text: '', by: 'system', params: { until: '2026-12-09T12:00:00Z' } }, { at: '2026-12-09T11:00:00Z', kind: 'state', text: 'Fine.', by: 'centre', params: { state: 'closed', outcome: 'advised' } }] } } } },
  ]
}
