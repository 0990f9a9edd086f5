/** The catalogue as others read it: Turtle and JSON-LD say the same, and what DCAT-AP and its Italian profile ask for is there. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJsonLd, canonicalTurtle, triplesOfTurtle, type Triple } from '#tests/support/rdf.ts'
import { reportDataset } from '../report/dcat.ts'
import { catalogueOf, type CatalogueInput } from './dcat.ts'
import { turtleOf } from './turtle.ts'

const said = (text: string) => ({ it: `${text} — l’elenco`, fr: `${text} : la «liste»`, en: text })
const origin = 'https://csirt.example'
const input: CatalogueInput = {
  origin, publisher: 'Centro "della" Velarda \\ Nord', email: 'centro@csirt.example', issued: '2026-12-08T05:00:00.000Z', version: '41', title: said('Attacks'), description: said('What was\npublished,\tby year\r\n'),
  tables: [{ name: 'total', title: said('All'), description: said('How many') }, { name: 'year-kind', title: said('By year and kind'), description: said('Years, kinds 😀') }],
}
const reports = [reportDataset(origin, { year: 2025, number: 2, at: new Date('2026-02-01T09:00:00Z'), langs: ['it', 'fr'] }), reportDataset(origin, { year: 2024, number: 1, at: new Date('2025-02-01T09:00:00Z'), langs: [] })]
const catalogue = catalogueOf({ ...input, more: reports })

test('Turtle and JSON-LD are the same triples to two other libraries', async () => {
  const [turtle, object] = await Promise.all([canonicalTurtle(turtleOf(catalogue)), canonicalJsonLd(catalogue)])
  expect(turtle.split('\n').length).toBeGreaterThan(150)
  expect(turtle.split('\n')).toEqual(object.split('\n'))
})

test('so they are without an address to write to, and without a table', async () => {
  for (const bare of [catalogueOf({ ...input, email: '' }), catalogueOf({ ...input, tables: [] })]) expect(await canonicalTurtle(turtleOf(bare))).toBe(await canonicalJsonLd(bare))
})

test('whatever a text holds, it comes back as it was', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
    const triples = triplesOfTurtle(turtleOf(catalogueOf({ ...input, tables: [], publisher: text, title: { it: text, fr: text, en: text } })))
    expect(objects(triples, `${origin}/#publisher`, 'http://xmlns.com/foaf/0.1/name')).toEqual([text])
    expect(objects(triples, `${origin}/osservatorio/catalogo.jsonld`, 'http://purl.org/dc/terms/title')).toEqual([text, text, text])
  }), { numRuns: 200 })
})

// What is asked of each class: DCAT-AP 3.0 (mandatory), and DCAT-AP_IT where it asks for more. How often, and what it is.
const [dcat, dct, foaf] = ['http://www.w3.org/ns/dcat#', 'http://purl.org/dc/terms/', 'http://xmlns.com/foaf/0.1/']
type Asked = { readonly least: number; readonly most?: number; readonly is: 'address' | 'text' | 'moment' | 'agent' }
const asked: Readonly<Record<string, Readonly<Record<string, Asked>>>> = {
  [`${dcat}Catalog`]: { [`${dct}title`]: { least: 1, is: 'text' }, [`${dct}description`]: { least: 1, is: 'text' }, [`${dct}publisher`]: { least: 1, most: 1, is: 'agent' }, [`${dct}modified`]: { least: 1, most: 1, is: 'moment' }, [`${dcat}dataset`]: { least: 1, is: 'address' }, [`${dct}license`]: { least: 1, most: 1, is: 'address' }, [`${foaf}homepage`]: { least: 1, most: 1, is: 'address' } },
  [`${dcat}Dataset`]: {
    [`${dct}title`]: { least: 1, is: 'text' }, [`${dct}description`]: { least: 1, is: 'text' }, [`${dct}publisher`]: { least: 1, most: 1, is: 'agent' }, [`${dct}rightsHolder`]: { least: 1, most: 1, is: 'agent' }, [`${dct}identifier`]: { least: 1, most: 1, is: 'text' }, [`${dct}modified`]: { least: 1, most: 1, is: 'moment' },
    [`${dct}accrualPeriodicity`]: { least: 1, most: 1, is: 'address' }, [`${dcat}theme`]: { least: 1, is: 'address' }, [`${dcat}distribution`]: { least: 1, is: 'address' }, [`${dct}accessRights`]: { least: 1, most: 1, is: 'address' },
  },
  [`${dcat}Distribution`]: { [`${dcat}accessURL`]: { least: 1, is: 'address' }, [`${dct}license`]: { least: 1, most: 1, is: 'address' }, [`${dct}format`]: { least: 1, most: 1, is: 'address' }, [`${dcat}mediaType`]: { least: 1, most: 1, is: 'address' } },
  [`${foaf}Agent`]: { [`${foaf}name`]: { least: 1, is: 'text' } },
}

test('every catalogue, dataset, distribution and agent has what DCAT-AP asks of it, and what it names is there', () => {
  const triples = triplesOfTurtle(turtleOf(catalogue))
  const problems: string[] = []
  for (const [kind, properties] of Object.entries(asked)) {
    const nodes = instances(triples, kind)
    expect(nodes.length, kind).toBe(kind.endsWith('Dataset') ? 4 : kind.endsWith('Distribution') ? 2 * 3 + 3 + 1 : 1)
    for (const node of nodes) for (const [property, { least, most = Infinity, is }] of Object.entries(properties)) {
      const found = triples.filter((one) => one.subject.value === node && one.predicate.value === property).map((one) => one.object)
      if (found.length < least || found.length > most) problems.push(`${node} has ${found.length} ${property}`)
      for (const one of found) {
        const fits = is === 'text' ? one.termType === 'Literal' && one.value.trim() !== '' : is === 'moment' ? one.datatype?.value === 'http://www.w3.org/2001/XMLSchema#dateTime' && !Number.isNaN(Date.parse(one.value)) : one.termType === 'NamedNode' && URL.canParse(one.value)
        if (!fits || (is === 'agent' && !instances(triples, `${foaf}Agent`).includes(one.value))) problems.push(`${node} ${property}: ${one.value}`)
      }
      // A text in one language is said once in it.
      if (new Set(found.map((one) => `${one.language}`)).size < found.length && is === 'text') problems.push(`${node} ${property}: twice in a language`)
    }
  }
  // Nothing hangs loose: each dataset is of the catalogue, each distribution of one dataset.
  expect(objects(triples, `${origin}/osservatorio/catalogo.jsonld`, `${dcat}dataset`).toSorted()).toEqual(instances(triples, `${dcat}Dataset`).toSorted())
  expect(triples.filter((one) => one.predicate.value === `${dcat}distribution`).map((one) => one.object.value).toSorted()).toEqual(instances(triples, `${dcat}Distribution`).toSorted())
  expect(problems).toEqual([])
})

test('the vocabularies are those of the Publications Office', () => {
  const triples = triplesOfTurtle(turtleOf(catalogue))
  const codes: Readonly<Record<string, RegExp>> = {
    [`${dct}accrualPeriodicity`]: /\/frequency\/(IRREG|ANNUAL)$/, [`${dct}language`]: /\/language\/(ITA|FRA|ENG)$/, [`${dct}format`]: /\/file-type\/(CSV|JSON|PARQUET|PDF)$/, [`${dcat}theme`]: /\/data-theme\/(JUST|TECH|GOVE)$/, [`${dct}accessRights`]: /\/access-right\/PUBLIC$/,
  }
  for (const [property, form] of Object.entries(codes)) {
    const found = triples.filter((one) => one.predicate.value === property).map((one) => one.object.value)
    expect(found.length, property).toBeGreaterThan(0)
    for (const one of found) { expect(one).toMatch(form); expect(one.startsWith('http://publications.europa.eu/resource/authority/'), one).toBe(true) }
  }
})

const instances = (triples: readonly Triple[], kind: string) => [...new Set(triples.filter((one) => one.predicate.value === 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type' && one.object.value === kind).map((one) => one.subject.value))]
const objects = (triples: readonly Triple[], subject: string, predicate: string) => triples.filter((one) => one.subject.value === subject && one.predicate.value === predicate).map((one) => one.object.value)
