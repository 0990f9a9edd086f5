import { expect, it } from 'vitest'
import { categoriesOf, providersOf } from './kit.tsx'

const edge = (party: string, dependent: string, state = 'declared') => ({ state, dependent: { name: dependent }, on: { party: { id: party, name: party } } })

it('names each provider once, with what leans on it; not itself, and not what was denied', () => {
  const detail = { party: { id: 'A' }, dependencies: [edge('Perinube', 'Posta'), edge('Perinube', 'Anagrafe', 'confirmed'), edge('Perinube', 'Posta'), edge('Quercia', 'Paghe', 'denied'), edge('A', 'Posta')] }
  expect(providersOf(detail as never)).toEqual([{ name: 'Perinube', services: ['Anagrafe', 'Posta'] }])
})

it('gives one row a category of what is offered to people', () => {
  const service = (category: string, name: string, open = true) => ({ category, name, public: open })
  expect(categoriesOf({ services: [service('taxes', 'Tributi'), service('taxes', 'Canone'), service('mail', 'Posta interna', false), service('registry-office', 'Anagrafe')] } as never))
    .toEqual([{ category: 'registry-office', names: ['Anagrafe'] }, { category: 'taxes', names: ['Tributi', 'Canone'] }])
})
