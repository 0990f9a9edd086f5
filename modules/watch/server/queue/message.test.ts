import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Frame } from '../frame.ts'
import { frameOf, messagesOf } from './message.ts'

const ROOM = 1_048_576 - 512
const sourceId = '0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b'
const frameWith = (lines: readonly (string | Buffer)[]): Frame => ({ sourceId, at: new Date('2026-11-25T09:00:00Z'), received: lines.length, duplicates: 3, tooLarge: 2, empty: 1, lines: Buffer.concat(lines.flatMap((one) => [Buffer.from(one), Buffer.from('\n')])) })
const whole = async (frame: Frame, room = ROOM) => {
  const messages = await messagesOf(frame, room)
  return { messages, frames: await Promise.all(messages.map(frameOf)) }
}

test('a small request is one message, smaller than its lines', async () => {
  const frame = frameWith(Array.from({ length: 100 }, (_, n) => JSON.stringify({ n, message: 'Accepted password for root from 192.0.2.7' })))
  const { messages, frames } = await whole(frame)
  expect(frames).toEqual([frame])
  expect(messages[0]!.length).toBeLessThan(frame.lines.length / 4)
})

test('a large one is several, none larger than the servers take; its lines are whole, in order, and what was left out is told once', async () => {
  const frame = frameWith(Array.from({ length: 160 }, (_, n) => Buffer.concat([Buffer.from(`${n} `), Buffer.from(randomBytes(75_000).toString('base64'))])))
  expect(frame.lines.length).toBeGreaterThan(15_000_000)
  const { messages, frames } = await whole(frame)
  expect(messages.length).toBeGreaterThan(10)
  for (const one of messages) expect(one.length).toBeLessThanOrEqual(ROOM)
  expect(Buffer.concat(frames.map((one) => one.lines)).equals(frame.lines)).toBe(true)
  const sum = (of: (one: Frame) => number) => frames.reduce((all, one) => all + of(one), 0)
  expect([sum((one) => one.received), sum((one) => one.duplicates), sum((one) => one.tooLarge), sum((one) => one.empty)]).toEqual([160, 3, 2, 1])
  for (const one of frames) expect(one.lines.toString().split('\n').length - 1).toBe(one.received)
})

test('one line of a megabyte fits where it can be compressed, and is refused, not cut, where it cannot', async () => {
  const long = frameWith(['first', `{"text":"${'à'.repeat(520_000)}"}`, 'last'])
  const { frames } = await whole(long)
  expect(Buffer.concat(frames.map((one) => one.lines)).equals(long.lines)).toBe(true)
  const noise = Buffer.from(randomBytes(1_048_576).map((byte) => (byte === 10 ? 11 : byte)))
  await expect(messagesOf(frameWith([noise]), ROOM)).rejects.toMatchObject({ code: 'too_large' })
  expect((await whole(frameWith([noise]), 2 * ROOM)).frames).toHaveLength(1)
})

test('only what was left out: a message without lines', async () => {
  const { frames } = await whole(frameWith([]))
  expect(frames).toEqual([frameWith([])])
})

test('what is no frame of ours is not read as one, and does not unpack without end', async () => {
  await expect(frameOf(Buffer.from('hello'))).rejects.toThrow()
  const { promisify } = await import('node:util')
  const { zstdCompress } = await import('node:zlib')
  await expect(frameOf(await promisify(zstdCompress)(Buffer.alloc(50_000_000)))).rejects.toThrow()
})
