import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { badRowsFile } from './badRows.ts'
import { dependencies, inChunks, parties, readAll } from './testing.ts'
import { readRegistry } from './readRegistry.ts'

const partyHeader = 'code;name;kind;region;population;area_km2;lat;lon;website;pec;valid_from\n'

test('our parties: decimal comma, thousands, accents, markup kept as text', async () => {
  const read = await readAll(
    partyHeader +
      'a1;Comune di Borgofinto;municipality;Velarda;12.345;1.034,5;0,5;-0,25;www.borgofinto.example;PEC@borgofinto.example;17/03/1861\n' +
      'a2;<b onclick="x()">Finto</b>;firm;;;;;;;;\n',
  )
  expect(read.refused).toEqual(['3 quote-not-closed'])
  expect(parties(read)).toEqual([
    {
      kind: 'party',
      key: { registry: 'own', code: 'a1' },
      name: 'Comune di Borgofinto',
      partyKind: 'municipality',
      country: 'IT',
      codes: {},
      population: 12345,
      areaKm2: 1034.5,
      region: { name: 'Velarda' },
      place: { lat: 0.5, lon: -0.25 },
      website: 'https://www.borgofinto.example',
      emails: [{ type: 'pec', address: 'pec@borgofinto.example' }],
      validFrom: '1861-03-17',
    },
  ])
  const quoted = await readAll(partyHeader + 'a2;"<b onclick=""x()"">Finto</b>";firm;;;;;;;;\n')
  expect(parties(quoted)[0]!.name).toBe('<b onclick="x()">Finto</b>')
})

test('every bad party is refused at its line with its reason', async () => {
  const rows: [string, string][] = [
    ['b1;;municipality;;;;;;;;', 'missing-value'],
    [';Senza codice;municipality;;;;;;;;', 'missing-value'],
    ['b2;Nome;castle;;;;;;;;', 'unknown-code'],
    ['b3;Nome;municipality;;-5;;;;;;', 'negative-number'],
    ['b4;Nome;municipality;;molti;;;;;;', 'not-a-number'],
    ['b5;Nome;municipality;;;;91;0;;;', 'number-out-of-range'],
    ['b6;Nome;municipality;;;;45;;;;', 'half-a-place'],
    ['b7;Nome;municipality;;;;;;;;1970-01-01', 'implausible-date'],
    ['b8;Nome;municipality;;;;;;;;2023-02-30', 'impossible-date'],
    ['b9;Nome;municipality;;;;;;;;ieri', 'not-a-date'],
    ['c1;No\u0007me;municipality;;;;;;;;', 'control-character'],
    ['c2;No\u202eme;municipality;;;;;;;;', 'control-character'],
    [`c3;${'x'.repeat(201)};municipality;;;;;;;;`, 'text-too-long'],
    ['c4;Nome;municipality', 'wrong-number-of-cells'],
    ['c5;Nome;municipality;;;;;;;;;extra', 'wrong-number-of-cells'],
    ['ok;Nome;municipality;;;;;;;;', ''],
    ['ok;Nome;municipality;;;;;;;;', 'duplicate-key'],
  ]
  const read = await readAll(partyHeader + rows.map(([row]) => row).join('\r\n'))
  expect(read.refused).toEqual(rows.flatMap(([, code], i) => (code === '' ? [] : [`${i + 2} ${code}`])))
  expect(read.all.find((one) => one.refused?.code === 'duplicate-key')?.refused?.params).toEqual({
    value: 'own:ok',
    firstLine: 17,
  })
})

test('dependencies: effects, groups, dates, unknown and self', async () => {
  const header =
    'service,on,kind,availability,group,k,autonomy_hours,confidentiality,integrity,confidence,source,date\n'
  const known = new Set(['own:s1', 'own:s2', 'demo:cloud'])
  const body = [
    's1,demo:cloud,hosting,hard,,,"4,5",sì,no,"0,8",contratto,2024-05-01',
    's1,s2,software,group,g,2,0,no,no,1,contratto,01/06/2024',
    's1,s9,software,hard,,,,,,,contratto,',
    's1,s1,software,hard,,,,,,,contratto,',
    's2,s1,software,hard,,,,,,,,',
    's2,s1,software,group,,,,,,,contratto,',
    's2,s1,software,hard,,,,,,1.5,contratto,',
    's2,s1,software,hard,,,,,,,contratto,1970-01-01',
    's2,s1,software,hard,,,,,,,contratto,1985-05-05',
    's2,s1,software,hard,,,,,,,contratto,2031-01-01',
    's2,s1,magic,hard,,,,,,,contratto,',
    's1,demo:cloud,hosting,none,,,,,,,altro,',
  ]
  const read = await readAll(header + body.join('\n'), {
    knownService: (key) => known.has(key),
    today: new Date('2026-11-22'),
  })
  expect(dependencies(read)[0]).toEqual({
    kind: 'dependency',
    dependent: { registry: 'own', code: 's1' },
    on: { registry: 'demo', code: 'cloud' },
    depKind: 'hosting',
    availability: 'hard',
    confidentiality: true,
    integrity: false,
    autonomyHours: 4.5,
    confidence: 0.8,
    source: 'contratto',
    date: '2024-05-01',
  })
  expect(dependencies(read)[1]).toMatchObject({ availability: 'group', groupId: 'g', k: 2, date: '2024-06-01' })
  expect(read.refused).toEqual([
    '4 unknown-service',
    '5 self-dependency',
    '6 missing-value',
    '7 group-without-k',
    '8 number-out-of-range',
    '9 implausible-date',
    '10 implausible-date',
    '11 future-date',
    '12 unknown-code',
    '13 duplicate-key',
  ])
})

test('services need their party', async () => {
  const text =
    'code\tparty\tname\tcategory\tpublic\tpeople_served\tdata_classes\ns1\ta1\tAnagrafe\tregistry-office\tsì\t1.200\tcommon+health\ns2\tzz\tAltro\tother\t\t\t\n'
  const read = await readAll(text, { knownParty: (key) => key === 'own:a1' })
  expect(read.rows[0]!.row).toMatchObject({
    kind: 'service',
    public: true,
    peopleServed: 1200,
    dataClasses: ['common', 'health'],
  })
  expect(read.refused).toEqual(['3 unknown-party'])
})

test('IPA in its older columns: zeros, "null", accents, sites, persons left out', async () => {
  const header =
    'cod_amm\tdes_amm\tComune\tnome_resp\tcogn_resp\tProvincia\tRegione\tsito_istituzionale\ttipologia_istat\tCf\tmail1\ttipo_mail1\tmail2\ttipo_mail2'
  const rows = [
    '054\tAzienda Unita\' Sanitaria Locale Finta "1"\tX\tMario\tInventato\tPG\tEmilia Romagna\twww.finta.example\tAziende Sanitarie Locali\t03301860544\tASL@PEC.FINTA.EXAMPLE\tpec\tnull\tnull',
    "c_x\tComune di Citta' Finta\tX\tnull\tnull\tPG\t \thttp://citta.example/web/\tComuni e loro Consorzi e Associazioni\tnull\tnull\tnull\tinfo@citta.example\taltro",
    "u_x\tUnione dei Comuni di Ca' Finta\tX\t \t \t \tToscana\tjavascript:alert(1)\tComuni e loro Consorzi e Associazioni\t \t \t ",
  ]
  const read = await readAll([header, ...rows].join('\n'))
  expect(read.refused).toEqual([])
  const [asl, town, union] = parties(read)
  expect(asl).toMatchObject({
    key: { registry: 'it-ipa', code: '054' },
    name: 'Azienda Unità Sanitaria Locale Finta "1"',
    partyKind: 'health-agency',
    region: { code: '08' },
    codes: { ipa: '054', fiscal: '03301860544' },
    website: 'https://www.finta.example',
    emails: [{ type: 'pec', address: 'asl@pec.finta.example' }],
  })
  expect(town).toMatchObject({
    name: 'Comune di Città Finta',
    partyKind: 'municipality',
    website: 'http://citta.example/web/',
    emails: [{ type: 'mail', address: 'info@citta.example' }],
  })
  expect(town!.region).toBeUndefined()
  expect(union).toMatchObject({ name: "Unione dei Comuni di Ca' Finta", partyKind: 'union' })
  expect(union!.website).toBeUndefined()
  expect(JSON.stringify(read.rows)).not.toContain('Inventato')
})

test('IPA in its newer columns: region from the seat, the ISTAT key to join by', async () => {
  const text =
    'Codice_IPA\tDenominazione_ente\tCodice_fiscale_ente\tCodice_Categoria\tCodice_comune_ISTAT\tMail1\tTipo_Mail1\tSito_istituzionale\nc_f\tComune di Finta\t80000000000\tL6\t45001\tpec@finta.example\tPec\tfinta.example\n'
  const [town] = parties(await readAll(text, { region: 'Toscana' }))
  expect(town).toMatchObject({
    partyKind: 'municipality',
    codes: { istat: '045001' },
    sameAs: { registry: 'it-istat', code: '045001' },
    region: { code: '09' },
  })
})

test('a quotation mark that never closes costs its own line, not the rest', async () => {
  const good = Array.from({ length: 200 }, (_, i) => `g${i},"Nome, ${i}",firm`)
  const read = await readAll(['code,name,kind', ...good.slice(0, 50), 'bad,"aperto,firm', ...good.slice(50)].join('\n'))
  expect(read.refused).toEqual(['52 quote-not-closed'])
  expect(read.rows).toHaveLength(200)
  const multi = await readAll('code,name,kind\nm1,"due\nrighe",firm\nm2,Dopo,firm\n')
  expect(multi.refused).toEqual(['2 control-character'])
  expect(multi.rows[0]!.line).toBe(4)
})

test('windows-1252 and UTF-16 are told, plain UTF-8 is not; one stray byte does not turn a file', async () => {
  const text = 'code;name;kind\nx1;Città di Forlì è;firm\n'
  const latin = await readAll(new Uint8Array(Buffer.from(text, 'latin1')))
  expect([parties(latin)[0]!.name, latin.notes]).toEqual(['Città di Forlì è', ['encoding-detected']])
  const late = await readAll(
    new Uint8Array(
      Buffer.from(
        'code;name;kind\n' + Array.from({ length: 5000 }, (_, i) => `y${i};Nome;firm\n`).join('') + 'x1;Forlì;firm\n',
        'latin1',
      ),
    ),
  )
  expect([parties(late).at(-1)!.name, late.notes]).toEqual(['Forlì', ['encoding-detected']])
  const wide = await readAll(new Uint8Array(Buffer.from('\uFEFF' + text, 'utf16le')), { chunk: 3 })
  expect([parties(wide)[0]!.name, wide.notes]).toEqual(['Città di Forlì è', ['encoding-detected']])
  for (const chunk of [1, 7, 65_536]) {
    const plain = await readAll('\uFEFF' + text, { chunk })
    expect([parties(plain)[0]!.name, plain.notes]).toEqual(['Città di Forlì è', []])
  }
  const stray = await readAll(
    new Uint8Array(
      Buffer.concat([Buffer.from(text), Buffer.from('x2;Rotto '), Buffer.from([0xff]), Buffer.from(';firm\n')]),
    ),
  )
  expect([stray.rows.length, stray.refused]).toEqual([1, ['3 bad-encoding']])
})

test('a gzip bomb, a damaged gzip, an endless line and a cut document end or refuse, in little memory', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from('code,name,kind\n'), Buffer.alloc(30_000_000, 0x20)]))
  const read = await readAll(bomb, { limits: { maxExpandedBytes: 20_000_000 } })
  expect(read.all.at(-1)).toMatchObject({ fatal: true, refused: { code: 'file-too-large' } })
  const sound = gzipSync(
    Buffer.from('code,name,kind\n' + Array.from({ length: 3000 }, (_, i) => `p${i},N${i * 7919},firm\n`).join('')),
  )
  const cut = await readAll(sound.subarray(0, sound.length - 200))
  expect(cut.all.at(-1)).toMatchObject({ fatal: true, refused: { code: 'file-gzip-damaged' } })
  const long = await readAll(`code,name,kind\na,${'x'.repeat(600_000)},firm\nb,Corto,firm\n`)
  expect([long.refused, long.rows.length]).toEqual([['2 line-too-long'], 1])
  const open = await readAll(
    '[{"nome":"A","codice":"001001","codiceCatastale":"A001","regione":{"codice":"01"}},{"nome":"B"',
  )
  expect([open.rows.length, open.all.at(-1)!.fatal]).toEqual([1, true])
})

test('a large file passes in constant memory: what lives at its end is what lived at its start', async () => {
  const block = new TextEncoder().encode(`same;${'Un nome lungo '.repeat(13)};firm\n`.repeat(2400))
  async function* big() {
    yield new TextEncoder().encode('code;name;kind\n')
    for (let sent = 0; sent < 60_000_000; sent += block.length) yield block
  }
  let read = 0
  const liveMegabytes: number[] = []
  for await (const one of readRegistry(big())) {
    read += one.refused === undefined ? 0 : 1
    if (read === 20_000 || read === 290_000) liveMegabytes.push(liveBytes() / 1048576)
  }
  expect(read).toBeGreaterThan(300_000)
  expect(liveMegabytes[1]! - liveMegabytes[0]!).toBeLessThan(10)
}, 60_000)

function liveBytes(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test('the bad rows come back under the same header, and read again when mended', async () => {
  const text = 'code;name;kind\nok;Buono;firm\nx1;"con; separatore";castle\nx2;senza genere\nx3;"aperto;firm\n'
  const read = await readAll(text)
  const file = badRowsFile(read.format, read.all)
  expect(file.split('\n')[0]).toBe('\uFEFFcode;name;kind;problem')
  expect(file).toContain('x1;"con; separatore";castle;line 3: unknown-code (column=kind, value=castle')
  expect(file).toContain('x2;senza genere;;line 4: wrong-number-of-cells (expected=3, found=2)')
  const mended = await readAll(
    file
      .replace('castle', 'firm')
      .replace('x2;senza genere;', 'x2;senza genere;firm')
      .replace('"x3;""aperto;firm";;', 'x3;aperto;firm'),
  )
  expect(parties(mended).map((party) => party.key.code)).toEqual(['x1', 'x2', 'x3'])
  const lines = await readAll('{"nome":"A","codice":"1","codiceCatastale":"A001"}\n{broken\n')
  expect(
    badRowsFile(lines.format, lines.all)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  ).toEqual([
    { nome: 'A', codice: '1', codiceCatastale: 'A001', problem: expect.stringContaining('unknown-code') },
    { raw: '{broken', problem: 'line 2: json-broken' },
  ])
})

test('breaking off early closes the source', async () => {
  let closed = false
  async function* source() {
    try {
      for (;;) yield new TextEncoder().encode('code,name,kind\n' + 'a,b,firm\n'.repeat(9000))
    } finally {
      closed = true
    }
  }
  for await (const one of readRegistry(source())) if (one.row !== undefined) break
  expect(closed).toBe(true)
  const failing = (async function* () {
    yield* inChunks(new TextEncoder().encode('code,name,kind\n'))
    throw new Error('disk')
  })()
  const reading = async (): Promise<void> => {
    for await (const one of readRegistry(failing)) void one
  }
  await expect(reading()).rejects.toThrow('disk')
})

test('a refused cell that begins like a formula is set apart for the spreadsheet, and is as it was when it comes back', async () => {
  const read = await readAll('code,name,kind\nx1,=1+1 Servizi,castle\n')
  const file = badRowsFile(read.format, read.all)
  expect(file).toContain(`x1,'=1+1 Servizi,castle`)
  expect(parties(await readAll(file.replace(',castle,', ',firm,'))).map((party) => party.name)).toEqual(['=1+1 Servizi'])
})
