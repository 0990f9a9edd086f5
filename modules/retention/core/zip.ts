/** Two small files in one that any computer opens: ZIP with deflate (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16), names in UTF-8. */
import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = { readonly name: string; readonly bytes: Buffer }
const [LOCAL, CENTRAL, END, UTF8, DEFLATE, NEEDS] = [0x04034b50, 0x02014b50, 0x06054b50, 0x0800, 8, 20]

/** Far below 4 GiB in all: it lies in memory. */
export function zip(files: readonly Packed[], at: Date): Buffer {
  const stamp = Buffer.alloc(4)
  stamp.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 0)
  stamp.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 2)
  const [body, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, bytes } of files) {
    const [title, small] = [Buffer.from(name), deflateRawSync(bytes)]
    // Flags, method, moment, sum and sizes stand the same in both places.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(NEEDS, 0); common.writeUInt16LE(UTF8, 2); common.writeUInt16LE(DEFLATE, 4)
    stamp.copy(common, 6)
    common.writeUInt32LE(crc32(bytes), 10); common.writeUInt32LE(small.length, 14); common.writeUInt32LE(bytes.length, 18); common.writeUInt16LE(title.length, 22)
    const entry = Buffer.alloc(14) // lengths of a comment, disk, attributes: none; then where it begins
    entry.writeUInt32LE(offset, 10)
    const local = Buffer.concat([word(LOCAL), common, title, small])
    directory.push(Buffer.concat([word(CENTRAL), half(NEEDS), common, entry, title]))
    body.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  return Buffer.concat([...body, index, word(END), half(0), half(0), half(files.length), half(files.length), word(index.length), word(offset), half(0)])
}
const word = (n: number) => { const made = Buffer.alloc(4); made.writeUInt32LE(n); return made }
const half = (n: number) => { const made = Buffer.alloc(2); made.writeUInt16LE(n); return made }
