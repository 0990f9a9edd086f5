import { describe, expect, test } from 'vitest'
import { checkPlaybook, exportPlaybook, orderOf, readPlaybook, type Item } from '#engines/playbooks/index.ts'
import { changeOfTasks, isWork, progressOf, statesOf, type Answered, type Task } from './progress.ts'
import { starters } from './starters/index.ts'
import { nameOf, whyOf } from './wording.ts'

const [ransomware] = starters
const plan = orderOf(ransomware!)
const find = (words: string) => plan.items.find((item) => item.name.en.includes(words))!
const rows = (answers: Readonly<Record<string, string>> = {}, laid: readonly Item[] = []): Answered[] =>
  plan.items.map((item, i) => ({ item: item.id, taskCode: laid.includes(item) ? `t:${i}` : null, answer: answers[item.id] ?? null, answeredAt: answers[item.id] ? new Date(0) : null, answeredBy: '' }))
const task = (item: Item, state: Task['state']): Task => ({ code: `t:${plan.items.indexOf(item)}`, state, note: '', decidedAt: null, decidedBy: '', version: 1 })
const copies = find('copy from before the attack')
const reinstall = find('from scratch')
const specialist = find('firm that responds')

describe('the starter set', () => {
  test.each(starters.map((one) => [one.name, one] as const))('%s is a valid document without a warning, comes back the same, and is walked in three languages', (_, one) => {
    expect(checkPlaybook(one)).toEqual([])
    const read = readPlaybook(exportPlaybook(one))
    expect([read.problems, read.playbook]).toEqual([[], JSON.parse(JSON.stringify(one))])
    const { items } = orderOf(one)
    expect(items.filter(isWork).length).toBeGreaterThanOrEqual(10)
    for (const item of items.filter((each) => each.kind !== 'exception')) {
      expect(new Set(Object.values(item.name)).size, item.name.en).toBe(3)
      if (item.kind === 'do') expect(Math.min(...Object.values(item.description).map((text) => text.length)), item.name.en).toBeGreaterThan(10)
      for (const text of Object.values(item.name)) expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(20)
    }
  })
  test('each has its own ids, and the one that is followed by another exists', () => {
    expect(new Set(starters.map((one) => one.id)).size).toBe(4)
    expect(new Set(starters.flatMap((one) => Object.keys(one.workflow))).size).toBe(starters.reduce((sum, one) => sum + Object.keys(one.workflow).length, 0))
    const followed = starters.flatMap((one) => Object.values(one.workflow).flatMap((step) => step['playbook_id'] ?? []))
    expect(followed.length).toBeGreaterThan(0)
    for (const id of followed) expect(starters.map((one) => one.id)).toContain(id)
  })
})

describe('which tasks come and go', () => {
  test('at the start: what is to be done in any case, and nothing of a branch', () => {
    const { lay, takeBack } = changeOfTasks(plan, rows())
    expect(takeBack).toEqual([])
    expect(lay).toContain(find('Unplug'))
    expect(lay).toContain(find('Within two weeks'))
    for (const item of [reinstall, specialist, find('Cut the whole network')]) expect(lay).not.toContain(item)
  })
  test('an answer lays its branch; another one takes it back and lays the other', () => {
    expect(changeOfTasks(plan, rows({ [copies.id]: 'yes' }, changeOfTasks(plan, rows()).lay as Item[]))).toEqual({ lay: [reinstall, find('one service at a time')], takeBack: [] })
    const changed = changeOfTasks(plan, rows({ [copies.id]: 'no' }, [reinstall]))
    expect(changed.takeBack).toEqual([reinstall])
    expect(changed.lay).toContain(specialist)
  })
})

describe('how far it is', () => {
  test('n of m counts what is known: open, done and skipped; not what waits, nor what is only a heading or only for trouble', () => {
    const start = progressOf(statesOf(plan, rows(), []))
    const open = changeOfTasks(plan, rows()).lay.length + plan.items.filter((item) => ['ask', 'repeat'].includes(item.kind)).length
    expect(start).toEqual({ done: 0, total: open, waiting: plan.items.filter((item) => item.under && item.under.answer.match(/yes|no/) && item.under.id !== 'exception').length })
    const two = [find('Unplug'), find('Call the cybersecurity')]
    expect(progressOf(statesOf(plan, rows({}, two), [task(two[0]!, 'done'), task(two[1]!, 'skipped')]))).toMatchObject({ done: 2, total: open })
  })
  test('what was done stays done although another answer has led past it', () => {
    const states = statesOf(plan, rows({ [copies.id]: 'no' }, [reinstall]), [task(reinstall, 'done')])
    expect(states.find((one) => one.item === reinstall)?.state).toBe('done')
    expect(states.find((one) => one.item === find('one service at a time'))?.state).toBe('closed')
    expect(states.find((one) => one.item === copies)?.state).toBe('done')
  })
})

test('a step without a name is called by its description, its command, or what it is', () => {
  const bare: Item = { ...plan.items[0]!, name: { it: '', fr: '', en: '' }, description: { it: '', fr: '', en: '' }, commands: [], condition: '' }
  expect(nameOf({ ...bare, commands: [{ type: 'bash', text: 'ls\npwd' }] }).fr).toBe('ls')
  expect(nameOf({ ...bare, kind: 'playbook', condition: 'playbook--x' }).it).toBe('Segui un’altra procedura: playbook--x')
  expect(nameOf(bare).en).toBe('Step without a name')
  expect(whyOf({ ...bare, name: { it: 'a', fr: 'b', en: 'c' }, description: { it: 'perché', fr: '', en: '' }, commands: [{ type: 'manual', text: 'c' }, { type: 'ssh', text: 'ls -la' }] })).toEqual({ it: 'perché\nssh: ls -la', fr: 'ssh: ls -la', en: 'ssh: ls -la' })
})
