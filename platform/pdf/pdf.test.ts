import { expect, test } from 'vitest'
import { documentFonts } from './fonts.ts'
import { pdfOf } from './index.ts'
import { textOf } from './text.ts'

const source = (title: string) => `#set document(title: "Prova", date: none)
#set text(lang: "it", font: "Titillium Web")
= Città, perché
${textOf(title)}
#table(columns: 2, table.header([A], [B]), [1], [2])
`

test('fonts come out whole: their tables begin where their heads say', () => {
  for (const font of documentFonts()) {
    const count = font.readUInt16BE(4)
    for (let i = 0; i < count; i++) {
      const [at, length] = [font.readUInt32BE(12 + 16 * i + 8), font.readUInt32BE(12 + 16 * i + 12)]
      expect(at % 4).toBe(0)
      expect(at + length).toBeLessThanOrEqual(font.length)
    }
  }
})

test('a document is tagged, says its language and its title, and is the same each time', () => {
  const made = new Date('2026-12-08T05:00:00Z')
  const pdf = pdfOf(source('"#eval \\ *no*"'), made)
  const text = pdf.toString('latin1')
  expect(text.slice(0, 5)).toBe('%PDF-')
  for (const said of ['/MarkInfo', '/StructTreeRoot', '/Lang', 'pdfuaid', '/DisplayDocTitle true']) expect(text, said).toContain(said)
  expect(pdfOf(source('"#eval \\ *no*"'), made).equals(pdf)).toBe(true)
  expect(pdfOf(source('altro'), made).equals(pdf)).toBe(false)
})

test('what is no document is refused with what is wrong', () => {
  expect(() => pdfOf('#nothing-of-this-name', new Date(0))).toThrow(/cannot be set/)
})
