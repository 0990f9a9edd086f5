/** Each reader by hand-written rows with the oddities of its source; the real table where it is here; garbage to all. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mapping } from '../../contract-imports.ts'
import { countryOf } from './countries.ts'
import { namesOf } from './eurepoc.ts'
import { guessFormat, look, mayBe, readAll, type Reading } from './formats.ts'
import { proposeMapping } from './mapped.ts'
import { readMispAll } from './misp.ts'
import { problemCodes, type Read } from './read.ts'
import { cleanProse, listOf, momentOf, numberOf, wholeOf } from './text.ts'

async function* chunksOf(text: string, size: number) { for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size) }
async function readText(text: string, more: Partial<Reading> = {}, size = 7): Promise<Read[]> {
  const all: Read[] = []
  for await (const one of readAll(chunksOf(text, size), { format: more.format ?? guessFormat(text)!, head: text.slice(0, 65_536), fileName: 'prova.csv', ...more })) all.push(one)
  return all
}
const said = (read: Read) => ('statement' in read ? read.statement.facts : read.problem)

test('cells to values', () => {
  expect(cleanProse('a<br>b<br/>c &amp; <b>d</b>\r\re\u0007')).toBe('a\nb\nc & d\n\ne')
  expect(listOf("['ASIA', 'CENTAS']")).toEqual(['ASIA', 'CENTAS'])
  expect(listOf('a; Not available;a|unknown')).toEqual(['a'])
  expect(['2000.0', '1,200', '1.200', '1.5', 'x', '-1'].map(wholeOf)).toEqual([2000, 1200, 1200, undefined, undefined, undefined])
  expect(['1.200,50', '1,5', '2.5', '€ 100', 'molto'].map(numberOf)).toEqual([1200.5, 1.5, 2.5, 100, undefined])
  expect(['2000.0', '2023-02', '2023-02-31', '2023-12-08 05:30', '2023-12-08T05:30:00+0100'].map((one) => momentOf(one))).toEqual(['2000', '2023-02', undefined, '2023-12-08', '2023-12-08T05:30:00+01:00'])
  expect([momentOf('08/12/2023', 'dmy'), momentOf('12/08/2023', 'mdy'), momentOf('31/12/2023', 'mdy'), momentOf('8.12.2023 10:30', 'dmy')]).toEqual(['2023-12-08', '2023-12-08', undefined, '2023-12-08'])
  expect(['Korea, Republic of', 'Francia', 'Allemagne', 'Russian Federation', 'it', 'EU (region)', ''].map(countryOf)).toEqual(['KR', 'FR', 'DE', 'RU', 'IT', undefined, undefined])
  expect(namesOf('Korea, Republic of, Italy<br>France')).toEqual(['Korea, Republic of', 'Italy', 'France'])
})

const EUREPOC = `ID,name,description,start_date,year,incident_type,receiver_name,receiver_country,receiver_region,receiver_category,receiver_category_subcode,initiator_name,initiator_country,initiator_category,MITRE_initial_access,sources_url
12,Attacco a un ministero,"Prima riga<br>Seconda, con virgola",2000-05-01,2000.0,Data theft; Ransomware,Ministero,"Korea, Republic of","['ASIA', 'EASIA']",State institutions / political system,Government / ministries,Not available,Russian Federation,Non-state-group,Phishing T1566,https://notizie.example/a
7,Solo l'anno,x,,2000.0,Disruption,Not available,Italy,['EU'],Critical infrastructure,Health,Unknown,Unknown,,,
12,Attacco a un ministero,,2000-05-01,2000.0,Data theft; Ransomware,Rossi Mario,"Korea, Republic of",,End user(s) / specially protected groups,,,,,,
12,Attacco a un ministero,,2000-05-01,2000.0,Data theft; Ransomware,Ministero,"Korea, Republic of",,Critical infrastructure,Energy,,,,,
8,Senza data,,,,,,Unknown,,,,,,,,
9,Data rotta,,boh,,,,Italy,,,,,,,,
,Senza numero,,2000-01-01,,,,Italy,,,,,,,,
`
test('EuRepoC: one attack of many rows, wherever they stand', async () => {
  expect(guessFormat(EUREPOC)).toBe('eurepoc')
  const read = await readText(EUREPOC)
  expect(read.map((one) => ('statement' in one ? one.statement.key : one.problem.code))).toEqual(['no_id', 'eurepoc:12', 'eurepoc:7', 'eurepoc:8', 'bad_date'])
  expect(read[1]).toMatchObject({ number: 2, statement: { source: { url: 'https://notizie.example/a' }, facts: {
    title: 'Attacco a un ministero', summary: 'Prima riga\nSeconda, con virgola', started: '2000-05-01', rsit: 'information-content-security/unauthorised-information-modification', techniques: ['T1566'], actors: [{ actor: 'external', countries: ['RU'] }],
    victims: [{ kind: 'other_body', sector: 'O84', country: 'KR', name: 'Ministero', naming: 'inside' }, { kind: 'person', country: 'KR', naming: 'no' }], rest: { eurepoc: { regions: ['ASIA', 'EASIA'] } },
  } } })
  expect(JSON.stringify(read)).not.toContain('"name":"Rossi')
  expect(said(read[2]!)).toMatchObject({ started: '2000', availability: ['Interruption'], victims: [{ kind: 'health_agency', country: 'IT' }] })
  expect(said(read[3]!)).not.toHaveProperty('started')
})

const ODDITIES = `incident_id,name,description,start_date,year,incident_type,receiver_name,receiver_country,receiver_region,receiver_category,receiver_category_subcode,initiator_name,initiator_country,initiator_category
901,Tre righe di un fatto,Prima<br>seconda,2000-03-04,2000.0,Data theft<br>Disruption,Ministero A,"Iran, Islamic Republic of","['ASIA', 'CENTAS']",State institutions / political system,Government / ministries,Not available,Unknown,Unknown
901,Tre righe di un fatto,Prima<br>seconda,2000-03-04,2000.0,Data theft<br>Disruption,Ministero A,"Iran, Islamic Republic of","['ASIA', 'CENTAS']",Critical infrastructure,Energy,Not available,Unknown,Unknown
901,Tre righe di un fatto,Prima<br>seconda,2000-03-04,2000.0,Data theft<br>Disruption,Ministero B<br>Azienda C,"Korea, Republic of<br>Italy",['EU'],Critical infrastructure,Telecommunications,Not available,Unknown,Unknown
902,Senza giorno,,Not available,2000.0,Disruption,Unknown,Not available,[],Unknown,Not available,None,Not available,Not available
903,Senza data e senza anno,,,,Hijacking with Misuse,None,Unknown,,,,None,,
`
test('EuRepoC as it is written: a row for each incident, victim and sector, with each of its oddities', async () => {
  const read = await readText(ODDITIES)
  expect(read.map((one) => ('statement' in one ? one.statement.key : one.problem))).toEqual(['eurepoc:901', 'eurepoc:902', 'eurepoc:903'])
  const [whole, noDay, noDate] = read.map(said)
  // Three rows are one attack: of a victim of two sectors the first, of several in one cell each with its own country.
  expect(whole).toMatchObject({
    title: 'Tre righe di un fatto', summary: 'Prima\nseconda', started: '2000-03-04', confidentiality: { disclosed: 'yes' }, availability: ['Interruption'],
    victims: [{ name: 'Ministero A', country: 'IR', sector: 'O84' }, { name: 'Ministero B', country: 'KR' }, { name: 'Azienda C', country: 'IT' }], rest: { eurepoc: { regions: ['ASIA', 'CENTAS', 'EU'] } },
  })
  expect((whole as { victims: object[] }).victims).toHaveLength(3)
  // The three words for unknown are no names, no countries and no actors.
  expect(JSON.stringify([whole, noDay, noDate])).not.toMatch(/Not available|None|"Unknown/)
  // A year printed as a fraction is a year; without a date there is none, and the attack is kept.
  expect(noDay).toMatchObject({ started: '2000', victims: [{ kind: 'unknown' }] })
  expect(noDate).not.toHaveProperty('started')
})

const HHS = 'name_of_covered_entity,state,covered_entity_type,individuals_affected,breach_submission_date,type_of_breach,location_of_breached_information,business_associate_present,web_description\n'
test('HHS: the backslash before the quotation mark, \\N, several types, blank rows', async () => {
  const read = await readText(`${HHS}Prova Clinic,CA,Healthcare Provider,"1,000",2010-01-12,"Theft, Loss","Laptop, Paper/Films",false,"A laptop.\r\rThen a paper. \\"\n\n,,,,,,,,\nAltra,TX,,\\N,2010-13-01,Theft,,,\\N\nTerza,TX,,\\N,2010-12-01,Magia,,,\\N\n`)
  expect(read.map((one) => ('statement' in one ? 'ok' : `${one.number} ${one.problem.code}`))).toEqual(['ok', '5 bad_date', '6 unknown_term'])
  expect(said(read[0]!)).toMatchObject({ title: 'Theft, Loss, Healthcare Provider (US-CA)', summary: 'A laptop.\n\nThen a paper.', discovered: '2010-01-12', people: 1000, assets: ['U - Laptop', 'M - Documents'], actions: [{ action: 'physical' }, { action: 'error' }], victims: [{ name: 'Prova Clinic', naming: 'inside', region: 'US-CA' }] })
})

test('a quotation mark that never closes costs its own line', async () => {
  const read = await readText('data,titolo\n2023-12-08,Uno\n2023-12-09,"mai chiusa\n2023-12-10,Due\n', { mapping: { columns: [{ column: 'data', target: 'started' }, { column: 'titolo', target: 'title' }] } })
  expect(read.map((one) => ('statement' in one ? one.statement.facts.title : `${one.number} ${one.problem.code}`))).toEqual(['Uno', '3 quote_not_closed', 'Due'])
})

test('MISP: tags say what kind of attack it was; an event without a name is none', async () => {
  const event = { uuid: '5b1c7f6e-2222-4333-8444-955555555555', info: 'Campagna di posta falsa', date: '2023-12-08', analysis: '2', threat_level_id: '2', Orgc: { name: 'CSIRT di prova' }, Tag: [{ name: 'tlp:green' }, { name: 'rsit:fraud="phishing"' }, { name: 'veris:action:social:variety="Phishing"' }, { name: 'misp-galaxy:mitre-attack-pattern="Phishing - T1566"' }, { name: 'misp-galaxy:target-information="Italy"' }] }
  const [one, two, ...wrong] = await readText(JSON.stringify({ response: [{ Event: event }, { Event: { info: 'x' } }, { Event: { info: 'x', uuid: event.uuid, Attribute: 5 } }, 7] }))
  expect(one).toMatchObject({ statement: { key: `misp:${event.uuid}`, facts: { title: event.info, started: '2023-12-08', certainty: 'confirmed', rsit: 'fraud/phishing', actions: [{ action: 'social', varieties: ['Phishing'] }], techniques: ['T1566'], victims: [{ country: 'IT' }], rest: { misp: { tlp: 'green', threatLevel: '2' } } } } })
  expect(two).toMatchObject({ problem: { code: 'not_an_incident' } })
  expect(wrong).toMatchObject([{ problem: { code: 'out_of_bounds', params: { field: '[2].Attribute', why: 'kind' } } }, { problem: { code: 'not_an_incident' } }])
})

test('STIX: a campaign with its victim, where it lies, and how it was done', async () => {
  const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-00000000000${n}`
  const relation = (n: number, source_ref: string, relationship_type: string, target_ref: string) => ({ type: 'relationship', id: id('relationship', n), source_ref, relationship_type, target_ref })
  const bundle = { type: 'bundle', id: id('bundle', 1), objects: [
    { type: 'campaign', spec_version: '2.1', id: id('campaign', 1), name: 'Onda', first_seen: '2023-12-08T05:30:00Z', created_by_ref: id('identity', 9) }, { type: 'identity', id: id('identity', 1), name: 'Comune di Prova', identity_class: 'organization', sectors: ['government-local'] }, { type: 'identity', id: id('identity', 9), name: 'CSIRT di prova' },
    { type: 'location', id: id('location', 1), country: 'IT' }, { type: 'attack-pattern', id: id('attack-pattern', 1), name: 'x', external_references: [{ source_name: 'mitre-attack', external_id: 'T1486' }] }, { type: 'report', id: id('report', 1), name: 'Su Onda', object_refs: [id('campaign', 1)] }, { type: 'incident', id: id('incident', 1), name: 'Revocato', revoked: true },
    relation(1, id('campaign', 1), 'targets', id('identity', 1)), relation(2, id('identity', 1), 'located-at', id('location', 1)), relation(3, id('campaign', 1), 'uses', id('attack-pattern', 1)),
  ] }
  const read = await readText(JSON.stringify(bundle))
  expect(read).toHaveLength(1)
  expect(read[0]).toMatchObject({ statement: { key: `stix:${id('campaign', 1)}`, source: { publisher: 'CSIRT di prova' }, facts: { title: 'Onda', started: '2023-12-08T05:30:00Z', techniques: ['T1486'], campaign: 'Onda', victims: [{ kind: 'municipality', name: 'Comune di Prova', country: 'IT', naming: 'inside' }] } } })
  expect(await readText(JSON.stringify({ ...bundle, objects: [] }))).toMatchObject([{ problem: { code: 'not_an_incident' } }])
})

test('STIX: a bundle longer than any text that is kept, with the incident before and what it refers to after', async () => {
  const id = (type: string, n: number) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const noise = 'x'.repeat(1000)
  async function* bundle() {
    yield `{"type":"bundle","id":"${id('bundle', 1)}","objects":[${JSON.stringify({ type: 'incident', spec_version: '2.1', id: id('incident', 1), name: 'Onda', created_by_ref: id('identity', 9) })}`
    for (let n = 0; n < 700; n += 1) yield Array.from({ length: 100 }, (_, k) => `,${JSON.stringify({ type: 'indicator', spec_version: '2.1', id: id('indicator', n * 100 + k), pattern: `[file:name = '${noise}']` })}`).join('')
    yield `,${[{ type: 'relationship', id: id('relationship', 1), relationship_type: 'targets', source_ref: id('incident', 1), target_ref: id('identity', 1) }, { type: 'identity', id: id('identity', 1), name: 'Comune di Prova', identity_class: 'organization', sectors: ['government-local'] }, { type: 'identity', id: id('identity', 9), name: 'CSIRT di prova' }].map((one) => JSON.stringify(one)).join()}, 7, {"a"}]}`
  }
  const read: Read[] = []
  for await (const one of readAll(bundle(), { format: 'stix', head: '{"type":"bundle"', fileName: 'grande.json' })) read.push(one)
  expect(read.map((one) => ('statement' in one ? one.statement.facts.victims![0]!.name : `${one.number} ${one.problem.code}`))).toEqual(['70005 not_object', '70006 not_json', 'Comune di Prova'])
  // Cut off, what came before is told, and so is the end that is missing.
  const short = `{"type":"bundle","objects":[${JSON.stringify({ type: 'incident', id: id('incident', 1), name: 'Onda' })},{"type"`
  expect((await readText(short)).map((one) => ('statement' in one ? one.number : `${one.number} ${one.problem.code}`))).toEqual([1, '2 not_json'])
  // Two bundles, one after the other.
  const whole = (n: number) => JSON.stringify({ type: 'bundle', objects: [{ type: 'incident', id: id('incident', n), name: `Onda ${n}` }] }, null, 1)
  expect((await readText(`${whole(1)}\n${whole(2)}`)).map((one) => said(one))).toMatchObject([{ title: 'Onda 1' }, { title: 'Onda 2' }])
}, 120_000)

test('a table of anybody: the header proposes, a person says what words mean', async () => {
  const table = 'Data;Titolo;Tipo attacco;Tipo ente;Paese;Interessati\n08/12/2023;Server cifrati;ransomware;Comune;Italia;1.200\n31/12/2023;Truffa;altro strano;Azienda;Francia;5\n'
  expect(guessFormat(table)).toBe('csv')
  const shown = look(table)
  expect(shown).toMatchObject({ format: 'csv', header: ['Data', 'Titolo', 'Tipo attacco', 'Tipo ente', 'Paese', 'Interessati'] })
  expect(shown.rows).toHaveLength(2)
  expect(shown.proposed.map((one) => [one.column, one.target, one.format])).toEqual([['Data', 'started', 'dmy'], ['Titolo', 'title', undefined], ['Tipo attacco', 'action', undefined], ['Tipo ente', 'victim_kind', undefined], ['Paese', 'country', undefined], ['Interessati', 'people', undefined]])
  expect(proposeMapping(['date'], [['12/31/2023'], ['01/30/2023']]).columns[0]!.format).toBe('mdy')
  const mapping: Mapping = { columns: shown.proposed }
  const [one, two] = await readText(table, { mapping })
  expect(said(one!)).toMatchObject({ title: 'Server cifrati', started: '2023-12-08', people: 1200, actions: [{ action: 'malware', varieties: ['Ransomware'] }], victims: [{ kind: 'municipality', country: 'IT' }] })
  expect(two).toMatchObject({ number: 3, problem: { code: 'unknown_term', params: { column: 'Tipo attacco' } } })
  const mended = await readText(table, { mapping: { columns: mapping.columns.map((it) => (it.target === 'action' ? { ...it, values: { 'altro strano': 'phishing' } } : it)) } })
  expect(said(mended[1]!)).toMatchObject({ actions: [{ action: 'social' }] })
})

test('a file says neither that a victim spoke nor which party of ours it is', async () => {
  const [read] = await readText(JSON.stringify({ schema_version: '1.4.1', incident_id: 'a', summary: 'x', security_incident: 'Confirmed', timeline: { incident: { year: 2023 } }, actor: { unknown: {} }, action: { unknown: {} }, asset: { assets: [{ variety: 'Unknown' }], cloud: ['Unknown'] }, discovery_method: { unknown: true }, plus: { bastida: { victims: [{ kind: 'firm', count: 1, name: 'Ditta', naming: 'self', namingUrl: 'https://x.example', partyId: '00000000-0000-4000-8000-000000000001', size: 'unknown' }] } } }))
  expect(said(read!)).toMatchObject({ victims: [{ name: 'Ditta', naming: 'inside' }] })
  expect(JSON.stringify(said(read!))).not.toMatch(/namingUrl|partyId/)
})

test('garbage is told, never thrown', async () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), fc.array(fc.constantFrom('"', '\n', ',', 'x', '{', '}', '[', '\\', '\r'), { maxLength: 60 }).map((all) => all.join('')))
  await fc.assert(fc.asyncProperty(texts, fc.constantFrom('veris', 'eurepoc', 'hhs', 'misp', 'stix', 'csv'), async (text, format) => {
    guessFormat(text)
    look(`a,b\n${text}`)
    for (const head of ['', EUREPOC, HHS]) for (const one of await readText(head + text, { format, mapping: { columns: [{ column: 'a', target: 'title' }] } }, 5)) if ('problem' in one) expect(problemCodes).toContain(one.problem.code)
  }), { numRuns: 150 })
})

const repository = fileURLToPath(new URL('../../../../../shared/data/01-incidents/eurepoc.csv', import.meta.url))
test.skipIf(!existsSync(repository))('the table of EuRepoC, shared/data/01-incidents/eurepoc.csv (left out where it is not there): 16,698 rows are 2,465 attacks', async () => {
  const read = await readText(readFileSync(repository, 'utf8'), {}, 65_536)
  expect(read.length).toBe(2465)
}, 120_000)

const table = fileURLToPath(new URL('../../../../../shared/data/01-incidents/hhs-ocr-breaches.csv', import.meta.url))
test.skipIf(!existsSync(table))('the table of HHS: 842 rows, each an attack or a reason', async () => {
  const read = await readText(readFileSync(table, 'utf8'), {}, 65_536)
  const refused = read.flatMap((one) => ('problem' in one ? [`${one.number} ${one.problem.code}`] : []))
  expect([read.length, refused.length]).toEqual([842, 0])
})

test('what a file itself says of who may read it comes with it: of an event its tag, of an object its marking and that of what it tells of', async () => {
  const event = (uuid: string, tag?: string) => ({ Event: { uuid, info: 'Attacco', date: '2023-05-06', ...(tag ? { Tag: [{ name: tag }] } : {}) } })
  const level = (read: readonly Read[]) => read.map((one) => ('statement' in one ? one.tlp ?? null : one.problem.code))
  const uuid = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
  expect(level(await readText(JSON.stringify([event(uuid(1), 'tlp:red'), event(uuid(2), 'tlp:green'), event(uuid(3))]), { format: 'misp' }))).toEqual(['red', 'green', null])
  const [red, green] = ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb']
  const incident = (n: number, marks: object) => ({ type: 'incident', spec_version: '2.1', id: `incident--${uuid(n)}`, created: '2023-01-01T00:00:00Z', modified: '2023-01-01T00:00:00Z', name: 'Attacco', ...marks })
  const objects = [
    incident(1, { object_marking_refs: [red] }), incident(2, { object_marking_refs: [green] }), incident(3, {}), incident(4, { object_marking_refs: [`marking-definition--${uuid(9)}`] }), incident(5, { object_marking_refs: [`marking-definition--${uuid(8)}`] }),
    { type: 'marking-definition', spec_version: '2.1', id: `marking-definition--${uuid(8)}`, created: '2023-01-01T00:00:00Z', definition_type: 'statement', definition: { statement: 'Prova' } },
    { type: 'identity', id: `identity--${uuid(1)}`, name: 'Ente', object_marking_refs: [red] }, { type: 'relationship', id: `relationship--${uuid(1)}`, relationship_type: 'targets', source_ref: `incident--${uuid(2)}`, target_ref: `identity--${uuid(1)}` },
  ]
  expect(level(await readText(JSON.stringify({ type: 'bundle', id: `bundle--${uuid(1)}`, objects })))).toEqual(['red', 'red', null, 'red', null])
})

const levelled = (read: readonly Read[]) => read.map((one) => ('statement' in one ? [one.own ?? null, one.tlp ?? null] : one.problem.code))
const stixId = (type: string, n: number) => `${type}--${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`
const marks = { red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421', green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb' }

test('MISP: a part that is stricter than its event closes the entry that tells of it; one that tells nothing does not, and nothing of it is there', async () => {
  const Tag = (...names: string[]) => names.map((name) => ({ name }))
  const event = (more: object, ...tags: string[]) => ({ Event: { uuid: '5b1c7f6e-2222-4333-8444-955555555555', info: 'Attacco', date: '2023-05-06', Tag: Tag(...tags), ...more } })
  const part = (type: string, ...tags: string[]) => ({ type, value: 'segretissimo.example', comment: 'segretissimo', Tag: Tag(...tags) })
  const read = async (more: object, ...tags: string[]) => readText(JSON.stringify(event(more, ...tags)), { format: 'misp' })
  const veris = 'veris:action:malware:variety="Ransomware"', technique = 'misp-galaxy:mitre-attack-pattern="Phishing - T1566"'
  const [told] = await read({ Attribute: [part('domain', 'tlp:red', technique, 'veris:victim:country="IT"')] }, 'tlp:green', veris)
  expect([levelled([told!])[0], said(told!)]).toMatchObject([['green', 'red'], { techniques: ['T1566'], victims: [{ country: 'IT' }], rest: { misp: { tlp: 'green' } } }])
  // The strictest of those that tell something; a wrong level is the strictest; an event without a level has that of its parts.
  expect(levelled(await read({ Attribute: [part('domain', 'tlp:amber', technique), part('domain', 'tlp:amber+strict', 'rsit:fraud'), part('domain', 'tlp:clear', 'exploit')] }, 'tlp:green', veris))).toEqual([['green', 'amber+strict']])
  expect(levelled(await read({ Attribute: [part('domain', 'tlp:purple', technique)] }, 'tlp:green', veris))).toEqual([['green', 'red']])
  expect(levelled(await read({ Attribute: [part('domain', 'tlp:green', technique)] }, veris))).toEqual([[null, 'green']])
  // What is told in the open too is no secret of the part.
  expect(levelled(await read({ Attribute: [part('domain', 'tlp:red', technique, veris), part('domain', technique)] }, 'tlp:green', veris))).toEqual([['green', 'green']])
  expect(levelled(await read({ Galaxy: [{ GalaxyCluster: [{ value: 'Phishing - T1566', Tag: Tag('tlp:red') }] }] }, 'tlp:green', veris, technique))).toEqual([['green', 'green']])
  // Of a cluster the technique is told.
  for (const Galaxy of [[{ Tag: Tag('tlp:red'), GalaxyCluster: [{ value: 'Phishing - T1566' }] }], [{ GalaxyCluster: [{ value: 'Phishing - T1566', Tag: Tag('tlp:red') }] }]]) expect(levelled(await read({ Galaxy }, 'tlp:green', veris))).toEqual([['green', 'red']])
  // Nothing of these is told: values and comments, what tags say of a part alone, objects, reports, proposals, clusters without a technique.
  const silent = [
    { Attribute: [part('domain', 'tlp:red', 'segretissimo:pap="red"')] }, { Attribute: [part('target-org', 'tlp:red')] }, { Attribute: [part('text', 'tlp:red')] },
    { Object: [{ name: 'segretissimo', comment: 'segretissimo', Tag: Tag('tlp:red', technique), Attribute: [part('text', 'tlp:red', technique)] }, { name: 'victim', description: 'segretissimo', Attribute: [part('target-org', 'tlp:red')] }] },
    { EventReport: [{ name: 'segretissimo', content: 'T1486 segretissimo', Tag: Tag('tlp:red') }] }, { ShadowAttribute: [part('domain', 'tlp:red', technique)] }, { RelatedEvent: [event({ info: 'segretissimo' }, 'tlp:red', technique)] },
    { Galaxy: [{ type: 'threat-actor', GalaxyCluster: [{ value: 'segretissimo', description: 'segretissimo T1486', Tag: Tag('tlp:red') }] }] },
  ]
  const plain = await read({}, 'tlp:green', veris)
  for (const more of silent) expect((await read(more, 'tlp:green', veris)).map((one) => ({ ...one, raw: '' }))).toEqual(plain.map((one) => ({ ...one, raw: '' })))
})

test('MISP: whatever events and parts say under whatever levels, no entry is more open than any word in it, nor more closed than its words ask for', () => {
  const words = Array.from({ length: 6 }, (_, n) => [`misp-galaxy:threat-actor="Nome${n}"`, `note:Nome${n}`, `veris:action:malware:variety="Nome${n}"`, `misp-galaxy:mitre-attack-pattern="Nome${n} - T100${n}"`][n % 4]!)
  const rank = (level: string | null) => (level === null ? 5 : ['red', 'amber+strict', 'amber', 'green', 'clear'].indexOf(level))
  const level = fc.constantFrom(null, 'red', 'amber+strict', 'amber', 'green', 'clear')
  const saying = fc.record({ level, says: fc.subarray(words.map((_, n) => n)) })
  fc.assert(fc.property(saying, fc.array(saying, { maxLength: 6 }), (whole, parts) => {
    const tags = (one: typeof whole) => [...(one.level === null ? [] : [`tlp:${one.level}`]), ...one.says.map((n) => words[n]!)].map((name) => ({ name }))
    const [told] = [...readMispAll({ Event: { uuid: '5b1c7f6e-2222-4333-8444-955555555555', info: 'Attacco', date: '2023-05-06', Tag: tags(whole), Attribute: parts.map((one) => ({ type: 'text', value: 'x', Tag: tags(one) })) } })]
    const openness = words.map((_, n) => Math.max(-1, ...[whole, ...parts].filter((one) => one.says.includes(n)).map((one) => Math.min(rank(whole.level), rank(one.level)))))
    const there = words.flatMap((_, n) => (JSON.stringify(told!.read).includes(`Nome${n}`) || JSON.stringify(told!.read).includes(`T100${n}`) ? [openness[n]!] : []))
    expect(rank(told!.tlp)).toBe(Math.min(rank(whole.level), ...there))
  }), { numRuns: 500 })
})

test('MISP: where a target alone says that it is an attack, the entry is as closed as the target', async () => {
  const Tag = (name: string) => [{ name }]
  const read = (more: object) => [...readMispAll({ Event: { uuid: '5b1c7f6e-2222-4333-8444-955555555555', info: 'Attacco', date: '2023-05-06', Tag: Tag('tlp:green'), ...more } }, { sure: true })].map((one) => [one.own, one.tlp, 'facts' in one.read ? 'entry' : one.read.code])
  const target = (more: object = {}) => ({ type: 'target-org', value: 'x', ...more })
  expect(read({})).toEqual([['green', 'green', 'not_said_attack']])
  expect(read({ Attribute: [target()] })).toEqual([['green', 'green', 'entry']])
  expect(read({ Attribute: [target({ Tag: Tag('tlp:red') })] })).toEqual([['green', 'red', 'entry']])
  expect(read({ Attribute: [target({ Tag: Tag('tlp:red') }), target({ Tag: Tag('tlp:amber') })] })).toEqual([['green', 'amber', 'entry']])
  expect(read({ Object: [{ name: 'victim', Attribute: [{ type: 'text', value: 'x', Tag: Tag('tlp:red') }] }] })).toEqual([['green', 'red', 'entry']])
  expect(read({ Object: [{ name: 'x', Tag: Tag('tlp:amber+strict'), Attribute: [target()] }] })).toEqual([['green', 'amber+strict', 'entry']])
  expect(read({ Object: [{ name: 'victim' }] })).toEqual([['green', 'green', 'entry']])
})

test('STIX: each object that an entry is told from may close it, and so may a relationship, the marking of a part of it, and who wrote it', async () => {
  const incident = { type: 'incident', spec_version: '2.1', id: stixId('incident', 1), name: 'Attacco', object_marking_refs: [marks.green], created_by_ref: stixId('identity', 9) }
  const tied = (id: string, n: number, more: object = {}) => ({ type: 'relationship', id: stixId('relationship', n), relationship_type: 'related-to', source_ref: incident.id, target_ref: id, ...more })
  const level = async (...objects: readonly object[]) => levelled(await readText(JSON.stringify({ type: 'bundle', id: stixId('bundle', 1), objects: [incident, ...objects] })))[0]
  const red = { object_marking_refs: [marks.red] }, part = { granular_markings: [{ marking_ref: marks.red, selectors: ['name'] }] }, unread = { object_marking_refs: [stixId('marking-definition', 9)] }
  for (const type of ['identity', 'location', 'attack-pattern', 'campaign', 'intrusion-set', 'threat-actor', 'malware', 'tool']) {
    const one = { type, id: stixId(type, 1), name: 'Nome', country: 'IT', external_references: [{ external_id: 'T1486' }] }
    const levels = []
    for (const [marked, tie] of [[{}, {}], [red, {}], [part, {}], [unread, {}], [{}, red], [{}, part]]) levels.push((await level({ ...one, ...marked }, tied(one.id, 1, tie)))?.[1])
    expect([type, levels]).toEqual([type, ['green', 'red', 'red', 'red', 'red', 'red']])
    // Two who say the same of it: the more open one is enough. Without a relationship nothing is told of it.
    expect(await level(one, tied(one.id, 1, red), tied(one.id, 2))).toEqual(['green', 'green'])
    expect(await level(one, tied(one.id, 1, red), tied(one.id, 2, { object_marking_refs: [marks.amber] }))).toEqual(['green', 'amber'])
    expect(await level({ ...one, ...red })).toEqual(['green', 'green'])
  }
  expect(await level({ type: 'identity', id: incident.created_by_ref, name: 'Chi scrive', ...red })).toEqual(['green', 'red'])
  // Where a victim lies is one step further.
  const victim = [{ type: 'identity', id: stixId('identity', 1), name: 'Ente' }, { type: 'location', id: stixId('location', 1), country: 'IT' }, tied(stixId('identity', 1), 1)]
  const at = (more: object) => ({ ...tied(stixId('location', 1), 2, more), source_ref: stixId('identity', 1) })
  expect([await level(...victim, at({})), await level(...victim, at(red))]).toEqual([['green', 'green'], ['green', 'red']])
  // A marking that names a language alone marks nothing.
  expect(await level(...victim, at({ granular_markings: [{ lang: 'it', selectors: ['name'] }] }))).toEqual(['green', 'green'])
})

test('STIX: what an entry is not told from does not close it, and nothing of it is there', async () => {
  const incident = { type: 'incident', spec_version: '2.1', id: stixId('incident', 1), name: 'Attacco', object_marking_refs: [marks.green] }
  const secret = ['vulnerability', 'indicator', 'observed-data', 'course-of-action', 'note', 'infrastructure', 'report'].map((type) => ({ type, id: stixId(type, 1), name: 'segretissimo', description: 'segretissimo', content: 'segretissimo', object_refs: [incident.id], object_marking_refs: [marks.red] }))
  const ties = secret.map(({ id }, at) => ({ type: 'relationship', id: stixId('relationship', at), relationship_type: 'related-to', description: 'segretissimo', source_ref: incident.id, target_ref: id }))
  const read = await readText(JSON.stringify({ type: 'bundle', id: stixId('bundle', 1), objects: [incident, ...secret, ...ties] }))
  expect(levelled(read)).toEqual([['green', 'green']])
  expect(JSON.stringify(read)).not.toContain('segretissimo')
})

test('a format that the head of a file belies is no format of it', () => {
  expect(['veris', 'misp', 'stix', 'hhs', 'eurepoc', 'csv'].map((one) => mayBe(one as never, 'Data;Titolo\n1;2\n'))).toEqual([false, false, false, false, false, true])
  expect(['veris', 'misp', 'stix', 'hhs', 'eurepoc', 'csv'].map((one) => mayBe(one as never, '[{"a":1}]'))).toEqual([true, true, true, false, false, false])
  expect([mayBe('eurepoc', EUREPOC), mayBe('eurepoc', 'ID,name,receiver_country\n'), mayBe('veris', ''), mayBe('hhs', '\n')]).toEqual([true, true, true, true])
})

test('a line without an end is one broken row, and what follows is read', async () => {
  const read = await readText(`{"incident_id":"a"}\n{"incident_id":"${'x'.repeat(5_000_000)}"}\n{"incident_id":"b"}\n`, { format: 'veris' }, 262_144)
  expect(read.map((one) => [one.number, 'problem' in one && one.problem.code])).toEqual([[1, 'invalid_veris'], [2, 'not_json'], [3, 'invalid_veris']])
})
