/** The deadlines as iCalendar: the same rows as the page, one event each, with an alarm two hours before. */
import ical, { ICalAlarmType } from 'ical-generator'
import { channelLabels, recipientLabels, regimeTitle, stageLabels, type Language, type RegimeId } from '#engines/deadlines/index.ts'
import { LIVE } from '#platform/contract/index.ts'

export type Moment = { id: string; case_id: string; party_name: string; case_ref: string; regime: string; stage: string; state: string; strict_at: Date; article: string; recipient: string; channel: string }

const names = { it: 'Adempimenti', fr: 'Obligations', en: 'Obligations' }
/** A program that shows many calendars shows each event apart from its calendar: the mark is on both. */
const exercise = { it: 'ESERCITAZIONE · ', fr: 'EXERCICE · ', en: 'EXERCISE · ' }
const exceeded = { it: 'SCADUTO', fr: 'ÉCHÉANCE DÉPASSÉE', en: 'EXCEEDED' }

export function calendarFeed(moments: readonly Moment[], lang: Language, publicUrl: string, now: Date, realm: string): string {
  const mark = realm === LIVE ? '' : exercise[lang]
  const calendar = ical({ name: `${mark}${names[lang]}`, prodId: { company: 'Bastida', product: 'obligations' }, ttl: 900 })
  for (const one of moments) {
    const stage = stageLabels[one.stage as keyof typeof stageLabels]?.[lang] ?? one.stage
    const recipient = recipientLabels[one.recipient as keyof typeof recipientLabels]?.[lang] ?? one.recipient
    const late = one.state === 'exceeded' || one.strict_at <= now
    calendar.createEvent({
      id: one.id, start: one.strict_at, end: one.strict_at, stamp: now,
      summary: `${mark}${late ? `${exceeded[lang]} · ` : ''}${one.party_name} · ${stage}, ${recipient}`,
      description: `${mark}${regimeTitle(one.regime as RegimeId, lang)}\n${one.article}\n${channelLabels[one.channel as keyof typeof channelLabels]?.[lang] ?? ''}\n${one.case_ref}`,
      url: `${publicUrl}/console/cases/${one.case_id}/obligations`,
      ...(late ? {} : { alarms: [{ type: ICalAlarmType.display, triggerBefore: 7200 }] }),
    })
  }
  return calendar.toString()
}
