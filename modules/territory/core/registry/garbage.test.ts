import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { badRowsFile } from './badRows.ts'
import { repairAccents, titleCase } from './names.ts'
import { recognise } from './recognise.ts'
import { readAll } from './testing.ts'

const headers = [
  'code,name,kind\n',
  'code;party;name;category\n',
  'service\ton\tkind\tsource\n',
  '"CODISTAT","DENOMINAZIONE_IT","STATO"\n',
  'cod_amm\tdes_amm\n',
  '{"nome":"A","codice":"001001","codiceCatastale":"A001"}\n',
  '{"code":"01001","nom":"A","membres":[]}\n',
  '[{"code":"1","nom":"x","type":"y","zone":"z"},',
]

test('garbage under any header never throws: each record is a row, a refusal or a skip', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...headers, ''),
      fc.uint8Array({ maxLength: 400 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 50 }),
      async (header, bytes, gzip, chunk) => {
        const plain = Buffer.concat([Buffer.from(header), bytes])
        const read = await readAll(gzip ? gzipSync(plain) : plain, { chunk })
        for (const one of read.all)
          expect([one.row, one.refused, one.skipped, one.note].filter((part) => part !== undefined)).toHaveLength(1)
        badRowsFile(read.format, read.all)
      },
    ),
    { numRuns: 400 },
  )
})

test('separators, quotes and line ends in any order: same result however the bytes are cut', async () => {
  const piece = fc.constantFrom(',', '"', '""', '\n', '\r\n', 'a', 'firm', 'è', ' ', '{', '\t', 'x,y,firm\n')
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), async (pieces, chunk) => {
      const text = headers[0] + pieces.join('')
      const [whole, cut] = [await readAll(text), await readAll(text, { chunk })]
      expect(cut.all).toEqual(whole.all)
    }),
    { numRuns: 300 },
  )
})

test('recognise takes any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void recognise(bytes)))
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void recognise(new Uint8Array([0x1f, 0x8b, ...bytes]))),
  )
  expect(recognise(new Uint8Array(0)).id).toBe('unknown')
})

test('accents are mended, true apostrophes stay', () => {
  expect(repairAccents("Universita' della Citta' di Forli' e Cantu'")).toBe('Università della Città di Forlì e Cantù')
  expect(repairAccents("L'Unita' dell'Emilia, Ca' Foscari, un po' di")).toBe(
    "L'Unità dell'Emilia, Ca' Foscari, un po' di",
  )
  expect(repairAccents("AUTORITA' PORTUALE")).toBe('AUTORITÀ PORTUALE')
  expect(titleCase("CASTELNOVO NE' MONTI")).toBe("Castelnovo ne' Monti")
})
