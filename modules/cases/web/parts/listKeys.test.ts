import { expect, test } from 'vitest'
import { listKeys } from './listKeys.ts'

test('keys of a list act on the line that is looked at, and not where one is writing', () => {
  const done: string[] = []
  const say = (what: string) => (item: unknown) => { done.push(`${what} ${String(item)}`) }
  const onKey = listKeys({ items: ['a', 'b', 'c'], current: 'b', look: say('look'), pick: say('pick'), open: say('open'), answer: say('answer'), help: () => { done.push('help') } })
  const press = (key: string, more: { ctrlKey?: boolean; writing?: boolean } = {}): void => {
    onKey({ key, ctrlKey: more.ctrlKey ?? false, metaKey: false, altKey: false, target: { closest: () => (more.writing ? {} : null) } as unknown as Element, preventDefault: () => {} })
  }
  for (const key of ['j', 'k', 'x', 'o', '2', '?', 'q', 'constructor']) press(key)
  press('x', { ctrlKey: true })
  press('1', { writing: true })
  expect(done).toEqual(['look c', 'look a', 'pick b', 'open b', 'answer 1', 'help'])
})
