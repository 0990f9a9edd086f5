import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { MapView, NoticeCard, PublicPage } from '#modules/notices/contract-public.ts'
import { NoticeCards } from './cards.tsx'
import { PlaceMap } from './map.tsx'
import { penOf } from './words.ts'

const pen = penOf({ lang: 'en', now: '2026-12-09T12:00:00Z', timeZone: 'Europe/Rome', path: '/', query: '' } as unknown as PublicPage)
const cell = (party: string, state: MapView['cells'][number]['state']) => ({ name: party, party, state, path: 'M0 0', x: 0, y: 0 })
const map: MapView = { width: 10, height: 10, places: 5, mark: 1, ground: '', borders: '', labels: [], cells: [cell('a', 'down'), cell('b', 'down'), cell('c', 'restored')] }

test('the legend and the description count what is on the map', () => {
  const html = renderToStaticMarkup(<PlaceMap map={map} after="one-by-one" pen={pen} />)
  const legend = html.slice(html.indexOf('<figcaption>')).replace(/<[^>]+>/g, '|')
  expect([...legend.matchAll(/\|([^|]+?) (\d+)/g)].map(([, , n]) => Number(n))).toEqual([2, 1, 2])
  expect(html).toContain('5 territories: 2 with services down, 1 that is back')
})

test('a card without a state has no mark', () => {
  const card: NoticeCard = { slug: 'data', title: 'Data', summary: 'What happened to the data.', party: 'pieve', partyName: 'Pieve', from: '2026-12-09T12:00:00Z', expiresAt: '2026-12-16T12:00:00Z' }
  expect(renderToStaticMarkup(<NoticeCards items={[card]} pen={pen} />)).not.toContain('<svg')
  expect(renderToStaticMarkup(<NoticeCards items={[{ ...card, state: 'down' }]} pen={pen} />)).toContain('<svg')
})
