import { expect, test } from 'vitest'
import type { OpeningHours } from '#platform/contract/hours.ts'
import { answeringWords, hoursWords } from './hours.ts'
import { langs } from './lang.ts'

const daily: OpeningHours = { week: Array.from({ length: 7 }, () => [['08:00', '20:00']]) }
const office: OpeningHours = { week: [...Array.from({ length: 5 }, (): [string, string][] => [['09:00', '12:30'], ['14:00', '17:30']]), [['09:00', '12:00']], []] }
const always: OpeningHours = { week: Array.from({ length: 7 }, () => [['00:00', '24:00']]) }

test('hours in each language, equal days once', () => {
  expect(langs.map((lang) => hoursWords(daily, lang))).toEqual(['tutti i giorni 8–20', 'tous les jours de\u00a08\u00a0h à\u00a020\u00a0h', 'every day 8:00–20:00'])
  expect(langs.map((lang) => hoursWords(office, lang))).toEqual([
    'dal lunedì al venerdì 9–12:30 e 14–17:30, sabato 9–12',
    'du lundi au vendredi de\u00a09\u00a0h à\u00a012\u00a0h\u00a030 et de\u00a014\u00a0h à\u00a017\u00a0h\u00a030, samedi de\u00a09\u00a0h à\u00a012\u00a0h',
    'Monday to Friday 9:00–12:30 and 14:00–17:30, Saturday 9:00–12:00',
  ])
  expect(hoursWords(always, 'it')).toBe('tutti i giorni, giorno e notte')
})

test('now: until when, or when again', () => {
  const say = (local: string, hours = daily) => langs.map((lang) => answeringWords(hours, `${local}+01:00`, 'Europe/Rome', lang).text)
  expect(say('2026-12-09T11:40:00')).toEqual(['Rispondiamo ora, fino alle 20.', 'Nous répondons en ce moment, jusqu’à 20\u00a0h.', 'We are answering now, until 20:00.'])
  expect(say('2026-12-09T22:00:00')).toEqual(['Ora il telefono è chiuso: riapre domani alle 8.', 'La ligne est fermée\u202f: elle rouvre demain à 8\u00a0h.', 'The line is closed now: it opens tomorrow at 8:00.'])
  expect(say('2026-12-09T06:00:00')).toEqual(['Ora il telefono è chiuso: riapre alle 8.', 'La ligne est fermée\u202f: elle rouvre à 8\u00a0h.', 'The line is closed now: it opens at 8:00.'])
  expect(say('2026-12-12T13:00:00', office)).toEqual(['Ora il telefono è chiuso: riapre lunedì alle 9.', 'La ligne est fermée\u202f: elle rouvre lundi à 9\u00a0h.', 'The line is closed now: it opens Monday at 9:00.'])
  expect(say('2026-12-12T13:00:00', always)[0]).toBe('Rispondiamo ora, giorno e notte.')
})

test('midnight is an evening’s end, one o’clock has its article, never open promises nothing', () => {
  const late: OpeningHours = { week: Array.from({ length: 7 }, () => [['18:00', '24:00']]) }
  const night: OpeningHours = { week: Array.from({ length: 7 }, () => [['00:00', '01:00'], ['18:00', '24:00']]) }
  const never: OpeningHours = { week: Array.from({ length: 7 }, () => []) }
  const at = '2026-12-09T19:00:00+01:00'
  expect(langs.map((lang) => answeringWords(late, at, 'Europe/Rome', lang).text)).toEqual(['Rispondiamo ora, fino a mezzanotte.', 'Nous répondons en ce moment, jusqu’à minuit.', 'We are answering now, until midnight.'])
  expect(answeringWords(night, at, 'Europe/Rome', 'it').text).toBe('Rispondiamo ora, fino all’1.')
  expect(answeringWords(never, at, 'Europe/Rome', 'it')).toEqual({ open: false, text: 'Ora il telefono è chiuso.' })
})

test('an opening that ends far away or at midnight names the evening that it ends', () => {
  const week = (spans: [string, string][], open = 7): OpeningHours => ({ week: Array.from({ length: 7 }, (_, day) => (day < open ? spans : [])) })
  const say = (hours: OpeningHours, local: string) => langs.map((lang) => answeringWords(hours, `${local}+01:00`, 'Europe/Rome', lang).text)
  expect(say(week([['08:00', '24:00']]), '2026-12-09T09:00:00')).toEqual(['Rispondiamo ora, fino a mezzanotte.', 'Nous répondons en ce moment, jusqu’à minuit.', 'We are answering now, until midnight.'])
  // 2026-12-07 is a Monday.
  expect(say(week([['00:00', '24:00']], 5), '2026-12-07T10:00:00')).toEqual(['Rispondiamo ora, fino a venerdì a mezzanotte.', 'Nous répondons en ce moment, jusqu’à vendredi à minuit.', 'We are answering now, until Friday at midnight.'])
  expect(say(week([['00:00', '24:00']], 5), '2026-12-10T10:00:00')[0]).toBe('Rispondiamo ora, fino a domani a mezzanotte.')
  expect(say(week([['00:00', '02:00'], ['08:00', '24:00']]), '2026-12-09T12:00:00')).toEqual(['Rispondiamo ora, fino a domani alle 2.', 'Nous répondons en ce moment, jusqu’à demain à 2\u00a0h.', 'We are answering now, until tomorrow at 2:00.'])
  const untilNewYear: OpeningHours = { ...week([['00:00', '24:00']]), except: { '2027-01-01': [] } }
  expect(say(untilNewYear, '2026-12-22T12:00:00')[1]).toBe('Nous répondons en ce moment, jusqu’au jeudi 31 décembre à minuit.')
})
