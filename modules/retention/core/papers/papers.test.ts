/** The papers and the guide are one text; each paper is a whole document in three languages, with blanks and lines to sign, and nothing that runs. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { paperNames } from '../../contract-papers.ts'
import { ownRules } from '../../server/retention.ts'
import { noticeParts, paper, type House } from './paper.ts'
import { annex, processings } from './record.data.ts'

const guide = readFileSync(new URL('../../../../docs/operations/gdpr.md', import.meta.url), 'utf8')
const section = (n: number) => guide.split(/^## /m).find((part) => part.startsWith(`${n}. `))!
const house: House = { centre: { it: 'Centro <di> prova', fr: 'Centre', en: 'Centre' }, contacts: { email: 'centro@prova.example', dpo: 'rpd@prova.example' }, rules: ownRules, version: '1.2.3', day: '2026-11-27' }

test('record and annex say what sections 2 and 3 of the guide say, line by line', () => {
  const rows = section(2).split('\n').filter((line) => /^\| \d/.test(line))
  expect(rows).toEqual(processings.map((row, i) => `| ${i + 1} | ${row.map((cell) => cell.en).join(' | ')} |`))
  expect(section(3).split('\n').filter((line) => /^\d+\. \*\*/.test(line))).toEqual(annex.map((one, i) => `${i + 1}. ${one.en}`))
  for (const one of [...processings.flat(), ...annex]) expect(new Set([one.it, one.fr, one.en].map((text) => (text.match(/\*\[/g) ?? []).length)).size, one.en).toBe(1)
})

test.each(paperNames.flatMap((name) => (['it', 'fr', 'en'] as const).map((lang) => [name, lang] as const)))('%s in %s', (name, lang) => {
  const html = paper(name, lang, house)
  expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${lang}">`))
  expect(html).not.toMatch(/<script|<link|src=|href=|\*\[|\*\*|undefined|\{\w+\}/)
  expect(html).toContain('1.2.3')
  expect(html).toContain('2026-11-27')
  expect(html).toContain('@page{size:A4')
  expect(html.match(/class="sign"/g)).toHaveLength(2)
  expect(html).toContain('class="draft"')
  if (lang === 'it') expect(html).toContain('Centro &#60;di&#62; prova')
  if (name === 'notice') expect(html).toContain('rpd@prova.example')
})

test('terms stand in the papers as the rules have them; the notice has no blank when the centre has its contacts', () => {
  expect(paper('retention', 'it', house)).toContain('eliminati dopo 5 anni')
  expect(paper('retention', 'en', house)).toContain('>kept</td>')
  const parts = noticeParts('fr', { ...house, rules: [{ ...ownRules[0]!, id: 'intake.originals', fate: 'emptied', term: { days: 180 } }] })
  expect(parts.flatMap((one) => one.lines).join('\n')).toMatch(/vidées après 180 jours/)
  expect(JSON.stringify(parts)).not.toContain('*[')
  expect(JSON.stringify(noticeParts('it', { ...house, contacts: {} }))).toContain('*[…]*')
})
