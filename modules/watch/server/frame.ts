/** What one request puts into the queue: whose it is, when it came, what was left out of it, and its lines. */
export type Frame = { readonly sourceId: string; readonly at: Date; readonly received: number; readonly duplicates: number; readonly tooLarge: number; readonly empty: number; readonly lines: Buffer }
const HEAD = 16 + 8 + 4 * 4

export function headOf({ sourceId, at, received, duplicates, tooLarge, empty }: Omit<Frame, 'lines'>): Buffer {
  const head = Buffer.alloc(HEAD)
  Buffer.from(sourceId.replaceAll('-', ''), 'hex').copy(head)
  head.writeDoubleLE(at.getTime(), 16)
  for (const [i, count] of [received, duplicates, tooLarge, empty].entries()) head.writeUInt32LE(count, 24 + 4 * i)
  return head
}
export function readFrame(payload: Buffer): Frame {
  const hex = payload.toString('hex', 0, 16)
  const [received, duplicates, tooLarge, empty] = [0, 1, 2, 3].map((i) => payload.readUInt32LE(24 + 4 * i)) as [number, number, number, number]
  return { sourceId: [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'), at: new Date(payload.readDoubleLE(16)), received, duplicates, tooLarge, empty, lines: payload.subarray(HEAD) }
}
