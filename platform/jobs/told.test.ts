import { expect, test } from 'vitest'
import type { Log } from '../log/index.ts'
import { createTold } from './told.ts'

const full = Object.assign(new Error('x'), { code: '53100' })
const away = Object.assign(new Error('x'), { code: 'ECONNREFUSED' })

function listen() {
  const said: string[] = []
  const say = (text: string) => { said.push(text) }
  return { said, told: createTold({ debug: say, info: say, warn: say, error: say } as unknown as Log) }
}

test('on a full disk what only reads goes well each second, and nothing is said twice', () => {
  const { said, told } = listen()
  for (let i = 0; i < 5; i++) { told.failed('seal', full); told.well('relay') }
  expect(said).toEqual(['the disk is full, background work waits: free some space'])
  told.well('seal')
  told.well('seal')
  expect(said).toEqual(['the disk is full, background work waits: free some space', 'background work goes on'])
})

test('a database that is away is said once for all, back once for all, and away again', () => {
  const { said, told } = listen()
  for (let i = 0; i < 2; i++) for (const name of ['relay', 'seal', 'once a day']) told.failed(name, away)
  for (const name of ['relay', 'seal']) told.well(name)
  told.failed('relay', away)
  expect(said).toEqual(['the database is away, background work waits', 'background work goes on', 'the database is away, background work waits'])
})
