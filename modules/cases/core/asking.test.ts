import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Contact } from '#modules/territory/contract.ts'
import { ASK_AGAIN_HOURS, askAgainAt, waysToAsk } from './contacts.ts'
import { fitText, gsmLength, TEXT_MAX, toGsm } from './textMessage.ts'

const contact = (role: string, email: string, phone = ''): Contact => ({ partyId: 'p', role, email, phone, language: 'it' })

test('mail, then certified mail, then a text message, then a call; who would know before who would not', () => {
  const all = [contact('pec', 'comune@pec.example'), contact('mayor', 'sindaco@x.example', '+39 333 000 0000'), contact('it', 'ced@x.example', '0555 118'), contact('mail', 'info@x.example')]
  expect(waysToAsk(all).map((way) => [way.channel, way.to])).toEqual([['mail', 'ced@x.example'], ['pec', 'comune@pec.example'], ['sms', '+39 333 000 0000'], ['phone', '0555 118']])
  expect(waysToAsk([contact('pec', 'comune@pec.example')]).map((way) => way.channel)).toEqual(['pec'])
  expect(waysToAsk([contact('it', '', '055')]).map((way) => way.channel)).toEqual(['phone'])
  expect(waysToAsk([])).toEqual([])
})

test.each([['+39 333 000 0000', true], ['0039 3330000000', true], ['333-000.0000', true], ['06 0000 0000', false], ['+33 6 00 00 00 00', true], ['+33 1 00 00 00 00', false], ['0555 000 118', false]])('%s takes a text message: %s', (phone, yes) => {
  expect(waysToAsk([contact('it', '', phone)]).some((way) => way.channel === 'sms')).toBe(yes)
})

test('06 is a mobile to a French body and Rome to an Italian one', () => {
  const french: Contact = { ...contact('it', '', '06 00 00 00 00'), language: 'fr' }
  expect(waysToAsk([french]).map((way) => way.channel)).toEqual(['sms', 'phone'])
})

test('a way is free again after some hours', () => {
  const asked = new Date('2026-12-08T05:14:00Z')
  const after = (hours: number) => new Date(asked.getTime() + hours * 3_600_000)
  expect(askAgainAt(undefined, asked)).toBeNull()
  expect(askAgainAt(asked, after(ASK_AGAIN_HOURS - 0.1))).toEqual(after(ASK_AGAIN_HOURS))
  expect(askAgainAt(asked, after(ASK_AGAIN_HOURS))).toBeNull()
})

test('what the alphabet lacks becomes the nearest it has', () => {
  expect(toGsm('Êtes-vous touchés ? L’état : « perçu » … 東')).toBe('Etes-vous touchés ? L\'état : " percu " ... ?')
  expect(gsmLength('€10 [a]')).toBe(10)
})

test('whatever the names, a text message fits or is not sent', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ maxLength: 90 }), fc.integer({ min: 10, max: 150 }), (provider, centre, linkLength) => {
    const link = 'https://x.example/r/'.padEnd(linkLength, 'a')
    const text = fitText((one, other) => `${other}: ${one} è fermo? ${link}`, [provider, centre])
    if (text === undefined) { expect(linkLength).toBeGreaterThan(130); return }
    expect(gsmLength(text)).toBeLessThanOrEqual(TEXT_MAX)
    expect(text).toContain(link)
    expect(text).toBe(toGsm(text))
  }))
  expect(fitText((name) => `${name} è fermo`, ['Servizi informatici associati della valle alta e bassa dei comuni riuniti per la gestione unitaria delle cose di tutti quanti i soggetti della regione e oltre'])).toMatch(/^Servizi .*\. è fermo$/)
})
