/** What is asked of a body right now: at most three things, the most urgent first. */
import type { Formats } from '#ui/i18n/formats.ts'
import type { Home } from '../loaders.ts'
import type { Words } from '../words.ts'

export type NowCard = { readonly key: string; readonly title: string; readonly why: string; readonly minutes: number; readonly help: string; readonly to: string; readonly button: string }
export const MOST_CARDS = 3

export function nowCards(t: Words, f: Formats, { cases, owed, reports }: Pick<Home, 'cases' | 'owed' | 'reports'>, centre: { phone: string }): NowCard[] {
  const ours = cases.filter((one) => one.kind === 'tied' && one.state !== 'closed')
  const hit = ours.filter((one) => one.answer === 'hit' || one.answer === 'data_lost')
  const unaware = new Set((owed?.rows ?? []).filter((row) => row.aware === null || !row.aware.recorded).map((row) => row.caseId))
  const centreHelps = t('space.centreHelps', { phone: centre.phone })
  const at = (caseId: string, tab = '') => `/space/cases/${caseId}${tab}`
  return [
    ...ours.filter((one) => one.asksAnswer).map((one) => ({
      key: `answer ${one.id}`, title: t('space.answer.title'), minutes: 2, help: centreHelps, to: at(one.id), button: t('space.answer.button'),
      why: t('space.answer.why', { provider: one.providerName, at: f.moment(one.occurredAt), services: one.services.length > 0 ? f.list(one.services.slice(0, 3)) : t('script.noServices') }),
    })),
    ...reports.filter((one) => one.state === 'waiting').map((one) => ({ key: `report ${one.id}`, title: t('space.report.title'), why: t('space.report.why', { ref: one.ref, at: f.moment(one.receivedAt) }), minutes: 3, help: centreHelps, to: `/space/reports/${one.id}`, button: t('space.report.button') })),
    ...hit.filter((one) => unaware.has(one.id)).map((one) => ({ key: `aware ${one.id}`, title: t('space.aware.title'), why: t('space.aware.why'), minutes: 3, help: t('space.dpoHelps'), to: at(one.id, '/obligations'), button: t('space.aware.button') })),
    ...hit.filter((one) => one.gateOpen && one.reopenedSafeAt === null && one.observed === 'working').map((one) => ({ key: `safe ${one.id}`, title: t('space.safe.title'), why: t('space.safe.why'), minutes: 2, help: centreHelps, to: at(one.id, '/conditions'), button: t('space.safe.button') })),
    ...hit.filter((one) => one.observed !== 'working').map((one) => ({ key: `notice ${one.id}`, title: t('space.notice.title'), why: t('space.notice.why'), minutes: 5, help: t('space.secretaryHelps'), to: `/space/notices?case=${one.id}`, button: t('space.notice.button') })),
    ...ours.filter((one) => one.tasksOpen > 0).map((one) => ({ key: `tasks ${one.id}`, title: t('space.tasks.title'), why: t.n('space.tasks.why', one.tasksOpen), minutes: 10, help: centreHelps, to: at(one.id, '/containment'), button: t('space.tasks.button') })),
  ].slice(0, MOST_CARDS)
}
