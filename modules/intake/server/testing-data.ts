/** What the tests of this module take for granted, also in a child process. */
import type { CentreInfo } from '#platform/http/site.ts'

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const [PIEVE, CORVASSE] = [id(2), id(3)] as const
/** A Tuesday morning, within the hours of the centre. */
export const opened = new Date('2026-11-24T08:00:00Z')
const week = [...Array.from({ length: 5 }, () => [['09:00', '13:00'], ['14:00', '18:00']]), [], []]

export const centre: CentreInfo = {
  name: { it: 'Centro di Velarda', fr: 'Centre de Velarda', en: 'Velarda Centre' }, region: { it: 'Velarda' }, country: 'IT', timeZone: 'Europe/Rome', languages: ['it', 'fr', 'en'], demo: false,
  contacts: { phone: '800 000 000', openingHours: { week }, email: 'centro@velarda.example' },
}
