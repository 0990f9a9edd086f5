/** Rows that follow from other rows: the second phase of a notification, the attachment, the voluntary report. */

import { message } from './messages/message.ts'
import { firstFiling } from './obligation.ts'
import type { Environment } from './terms.ts'
import type { Obligation } from './types.ts'

const noMoments = {
  strictAt: null, legalAt: null, outerAt: null, fromClock: null, fromMoment: null, anchorAt: null,
  sentAt: null, protocol: null, late: false, displacedBy: null, missing: [],
} as const

/** GDPR 33(4): a notification sent as partial is to be completed without undue further delay. */
export function withSupplement(rows: readonly Obligation[], env: Environment): readonly Obligation[] {
  const partial = firstFiling(env.facts.filings, 'EU-GDPR33', 'notification')
  const notified = rows.find((row) => row.id === 'EU-GDPR33/notification')
  if (!partial?.partial || !notified) return rows
  const filed = firstFiling(env.facts.filings, 'EU-GDPR33', 'supplement')
  const row: Obligation = {
    ...notified, ...noMoments, id: 'EU-GDPR33/supplement', stage: 'supplement', article: 'GDPR art. 33(4)',
    fromClock: 'notification_sent', fromMoment: partial.sentAt,
    ...(filed
      ? { state: 'sent', sentAt: filed.sentAt, protocol: filed.protocol, reasons: [message('sent', { at: filed.sentAt, protocol: filed.protocol })] }
      : { state: 'due_without_hours', anchorAt: env.now, reasons: [message('supplement_due')] }),
  }
  return rows.flatMap((each) => each === notified ? [each, row] : [each])
}

/** Circ. AgID 2/2017 art. 4: the form goes with the report, so it is due when one is. */
export function withAttachment(rows: readonly Obligation[]): readonly Obligation[] {
  return rows.map((row) => {
    if (row.regime !== 'IT-AGID-MMS' || row.state !== 'due_without_hours') return row
    const reports = reportsToCsirt(rows)
    if (reports.some(({ state }) => state !== 'awaiting_input')) return row
    const waiting = reports[0]
    if (waiting) return { ...row, state: 'awaiting_input', anchorAt: null, missing: waiting.missing, reasons: [...row.reasons, message('decision_awaited')] }
    return { ...row, state: 'not_applicable', anchorAt: null, reasons: [message('no_report_to_attach')] }
  })
}

/** What an authority adds to a term: GDPR's reasons for delay, and the CRA platform's own way of counting. */
export function withAuthorityNotes(rows: readonly Obligation[], env: Environment): readonly Obligation[] {
  return rows.map((row) => {
    if (row.id === 'EU-GDPR33/notification' && (row.state === 'exceeded' || row.late)) {
      return { ...row, reasons: [...row.reasons, message('give_reasons_for_delay')] }
    }
    if (!row.regime.startsWith('EU-CRA') || row.stage !== 'notification') return row
    const warned = firstFiling(env.facts.filings, row.regime, 'early_warning')
    if (!warned) return row
    // Reported of the platform: it does not keep the moment of awareness and adds 48 hours to the early warning.
    const at = new Date(warned.sentAt.getTime() + 48 * 3_600_000)
    return { ...row, reasons: [...row.reasons, message('cra_platform_counts', { at })] }
  })
}

/** D.Lgs. 138/2024 art. 26 and, in France, before the transposition: one may always tell the national team. */
export function withVoluntary(rows: readonly Obligation[], env: Environment): readonly Obligation[] {
  const regime = env.country === 'IT' ? 'IT-NIS2' as const : 'FR-NIS2' as const
  const last = rows.findLastIndex((row) => row.regime === regime)
  const filed = firstFiling(env.facts.filings, regime, 'voluntary')
  if (last < 0 || (env.country === 'IT' && reportsToCsirt(rows).length > 0 && !filed)) return rows
  const base = rows[last]!
  const row: Obligation = {
    ...base, ...noMoments, id: `${regime}/voluntary`, stage: 'voluntary', state: filed ? 'sent' : 'voluntary',
    article: env.country === 'IT' ? 'D.Lgs. 138/2024 art. 26' : 'Dir. (EU) 2022/2555 art. 30',
    recipient: env.country === 'IT' ? 'csirt_italia' : 'anssi', channel: env.country === 'IT' ? 'acn_portal' : 'monespacenis2',
    sentAt: filed?.sentAt ?? null, protocol: filed?.protocol ?? null,
    reasons: [message(env.country === 'IT' ? 'voluntary_art26' : 'voluntary_fr')],
  }
  return [...rows.slice(0, last + 1), row, ...rows.slice(last + 1)]
}

function reportsToCsirt(rows: readonly Obligation[]): readonly Obligation[] {
  return rows.filter((row) => row.recipient === 'csirt_italia' && row.regime !== 'IT-AGID-MMS' && isReport(row))
}

function isReport({ state }: Obligation): boolean {
  return state === 'due' || state === 'exceeded' || state === 'sent' || state === 'due_without_hours' || state === 'awaiting_input'
}
