import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { fixtures } from './fixtures.ts'
import { ReplyClosedPage } from './reply.tsx'
import { penOf } from './words.ts'

test('a closed question says when somebody answers, where hours are known only as hours', () => {
  const { page } = fixtures({ lang: 'it' }).replyClosed
  const week = Array.from({ length: 7 }, () => [['08:00', '20:00'] as const])
  const emergency = { ...page.centre.emergency, hours: '', openingHours: { week } }
  const html = renderToStaticMarkup(<ReplyClosedPage view={{ reason: 'expired' } as never} pen={penOf({ ...page, now: '2026-12-09T11:00:00Z', centre: { ...page.centre, emergency } })} />)
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  expect(main).toContain('Rispondiamo ora, fino alle 20.')
  expect(main).not.toContain('<p></p>')
})
