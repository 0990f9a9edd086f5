import { describe, expect, test } from 'vitest'
import { problemsOf } from '#ui/i18n/translator.ts'
import type { PublicDocument, PublicLang, PublicRoute } from '#modules/notices/contract-public.ts'
import { intakeFixtures } from '#modules/intake/web/public/fixtures.ts'
import { fixtures, variants } from '#modules/notices/web/public/fixtures.ts'
import { catalogue } from '#modules/notices/web/public/words.ts'
import { render } from './public.ts'
import { failCatalogue } from './shell/failWords.ts'
import { catalogue as shell } from './shell/words.ts'

const langs: readonly PublicLang[] = ['it', 'fr', 'en']
const all = langs.flatMap((lang) => [
  ...Object.entries(fixtures({ lang })).map(([route, document]) => ({ name: `${route} ${lang}`, lang, route: route as PublicRoute, document: document as PublicDocument<PublicRoute> })),
  ...variants({ lang }).map((v) => ({ ...v, name: `${v.name} ${lang}`, lang })),
  ...intakeFixtures({ lang }).map((one) => ({ ...one, name: `${one.name} ${lang}`, lang, route: one.route as string as PublicRoute, document: one.document as unknown as PublicDocument<PublicRoute> })),
])

describe('every public document', () => {
  test.each(all)('$name is whole, in its language and without a script', ({ lang, route, document }) => {
    const html = render(route, document)
    expect(html.startsWith(`<!doctype html><html lang="${lang}">`)).toBe(true)
    expect(html).not.toMatch(/<script|javascript:|\son[a-z]+=/i)
    // Inline styles would need a weaker content policy.
    expect(html).not.toMatch(/\sstyle=/)
    expect(html.match(/<h1[ >]/g)).toHaveLength(1)
    expect(html.match(/<main[ >]/g)).toHaveLength(1)
    // A placeholder left open, or a key that is no message.
    expect(html).not.toMatch(/\{[a-z]+\}/i)
    expect(html).not.toMatch(/>(undefined|null|NaN|\[object)/)
    const hosts = [...html.matchAll(/(?:src|href)="(https?:\/\/[^"/]+)/g)].map((m) => m[1]!)
    expect(hosts.filter((h) => !/\.example$|creativecommons\.org$/.test(h))).toEqual([])
  })

  test.each(all.filter((p) => p.route !== 'embed'))('$name has its landmarks', ({ route, document }) => {
    const html = render(route, document)
    expect(html).toContain('href="#content"')
    expect(html).toMatch(/<header>/)
    expect(html).toMatch(/<footer/)
    expect(html).toContain('href="tel:800000000"')
    for (const id of [...html.matchAll(/ (?:aria-labelledby|aria-describedby)="([^"]+)"/g)].flatMap((m) => m[1]!.split(' '))) {
      expect(html, `no element with id ${id}`).toContain(`id="${id}"`)
    }
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]!)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('markup in somebody else’s text is shown, never obeyed', () => {
  const { notice } = fixtures({ lang: 'it' })
  const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const html = render('notice', { ...notice, view: { ...notice.view, title: evil, summary: evil, personalData: [evil], citizenDeadlines: [evil], partyName: evil, office: { name: evil, lines: [evil] }, topics: [evil] } })
  expect(html).not.toContain('<script')
  expect(html).not.toContain('<img')
  expect(html.split('&lt;script&gt;alert(1)').length).toBeGreaterThan(7)
})

test('an exercise says so in its title, on the page and on paper, and is not for search engines', () => {
  const { home } = fixtures({ lang: 'it', mode: 'exercise' })
  const html = render('home', home)
  expect(html).toContain('<title>[Esercitazione]')
  expect(html).toContain('class="watermark"')
  expect(html).toContain('noindex')
  expect(render('home', fixtures({ lang: 'it', mode: 'live' }).home)).not.toMatch(/watermark"|noindex/)
})

test('a reply says that it replaces no notification, before and after', () => {
  const { reply, replyDone } = fixtures({ lang: 'it' })
  expect(render('reply', reply)).toContain('non sostituisce le notifiche dovute alle autorità')
  expect(render('replyDone', replyDone)).toContain('non sostituisce nessuna notifica')
})

test('what was written in a reply survives its errors', () => {
  const { reply } = fixtures({ lang: 'it' })
  const html = render('reply', { ...reply, view: { ...reply.view, values: { hit: 'yes', knownAt: '2026-12-09T09:00', services: ['s2'], note: 'molto <b>urgente</b>' }, errors: [{ field: 'contactEmail', code: 'not-an-address' }] } })
  expect(html).toMatch(/<input type="radio" id="hit" [^>]*checked=""[^>]*value="yes"|<input[^>]*value="yes"[^>]*checked=""/)
  expect(html).toContain('value="2026-12-09T09:00"')
  expect(html).toContain('molto &lt;b&gt;urgente&lt;/b&gt;')
  expect(html).toContain('href="#contactEmail"')
  expect(html).toContain('id="contactEmail"')
})

test('a subscription is confirmed and ended by one button that posts to the page’s own address', () => {
  const { subscription } = fixtures({ lang: 'fr' })
  for (const [outcome, path] of [['askConfirm', '/subscription/k7Q2'], ['askEnd', '/subscription/k7Q2/end']] as const) {
    const html = render('subscription', { page: { ...subscription.page, path }, view: { outcome } })
    expect(html.match(/<form[^>]*>/g)).toEqual([`<form action="/fr${path}" method="post">`])
    expect(html.match(/<button[^>]*type="submit"/g)).toHaveLength(1)
  }
  expect(render('subscription', subscription)).not.toContain('<form')
})

test('the language switch keeps the page, the default language has no prefix', () => {
  const html = render('body', fixtures({ lang: 'fr' }).body)
  expect(html).toContain('href="/s/pontescuro"')
  expect(html).toContain('href="/fr/s/pontescuro"')
  expect(html).toContain('href="/en/s/pontescuro"')
  expect(html).toContain('action="/fr/s/pontescuro/subscribe"')
})

test('no public page knows a word of what was only inferred', () => {
  for (const { route, document } of all) expect(render(route, document)).not.toMatch(/a rischio|à risque|at risk"|probabil|presunt/i)
})

test('messages are complete and their placeholders agree', () => {
  expect(problemsOf(catalogue)).toEqual([])
  expect(problemsOf(shell)).toEqual([])
  expect(problemsOf(failCatalogue)).toEqual([])
})

test('a missing key and a foreign placeholder are found', () => {
  expect(problemsOf({ it: { a: '{n} casi', b: 'sì' }, fr: { a: '{m} dossiers' }, en: { a: '{n} cases', b: 'yes', c: '?' } })).toEqual([
    'fr: a has other placeholders', 'fr: b is missing', 'en: c is not in Italian',
  ])
})
