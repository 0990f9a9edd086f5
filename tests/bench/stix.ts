/**
 * `bastida bench stix`: the store of objects in a centre's own database, durability on. The ATT&CK bundle read in and served by TAXII
 * as a client pages it; then so many generated objects of the size of a catalogue's, their storage, a page out of their midst, and what
 * shares a value with a new indicator.
 */
import { chmodSync, createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { compose } from '#apps/server/compose.ts'
import { openGround } from '#apps/server/ground.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { system } from '#platform/contract/index.ts'
import { lookInside } from '../support/server.ts'

export type StixBench = {
  readonly attack_import_ms: number | null
  readonly taxii_objects_per_s: number | null
  readonly bulk_per_s: number
  /** Table and indexes, correlation included, by the JSON that came in. */
  readonly storage_ratio: number
  readonly correlate_ms: number
  readonly page_ms: number
  readonly correlation_bytes_per_link: number
  readonly objects: number
}
const ATTACK = '../shared/data/03-intel/enterprise-attack-v18.1.bundle.json.gz'
const MEDIA = 'application/taxii+json;version=2.1'

export async function benchStixCommand(io: { say(text: string): void }, { objects = 1_000_000 } = {}): Promise<StixBench> {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-bench-'))
  chmodSync(folder, 0o755)
  const { config } = readConfig({ BASTIDA_DATA: folder })
  const opened = await openGround(config!, systemClock, { info() {}, warn() {}, error() {} } as never)
  try {
    const centre = compose(opened, 'bench', { render: () => '', assets: { css: '', fonts: [] } })
    const actor = system('bench')
    const { service } = centre.sharing
    for (const alias of ['attack', 'bulk']) await service.makeCollection(actor, { alias, title: alias, description: '', audience: 'public', groupId: null, open: false })
    const http = centre.listen()
    const page = async (alias: string, query: string) => {
      const from = performance.now()
      const answer = await http.inject({ url: `/taxii2/public/collections/${alias}/objects/?${query}`, headers: { accept: MEDIA } })
      return { ms: performance.now() - from, text: answer.payload }
    }

    let [attack_import_ms, taxii_objects_per_s]: [number | null, number | null] = [null, null]
    if (existsSync(ATTACK)) {
      io.say('ATT&CK …')
      const report = await service.importBundle(actor, 'attack', createReadStream(ATTACK).pipe(createGunzip()))
      io.say(JSON.stringify({ ...report, refused: report.refused.slice(0, 3) }))
      attack_import_ms = report.ms
      const rates: number[] = []
      for (let run = 0; run < 3; run++) {
        let [next, count, ms] = ['', 0, 0]
        do {
          const got = await page('attack', `limit=2000&match[version]=all${next && `&next=${next}`}`)
          const envelope = JSON.parse(got.text) as { objects?: unknown[]; next?: string; more?: boolean }
          ms += got.ms
          count += envelope.objects?.length ?? 0
          next = envelope.more ? envelope.next! : ''
        } while (next)
        io.say(`${count} objects served in ${Math.round(ms)} ms`)
        rates.push(count / ms * 1000)
      }
      taxii_objects_per_s = Math.round(rates.toSorted((a, b) => a - b)[1]!)
    } else io.say('the ATT&CK bundle is not beside the project')

    io.say(`${objects} objects …`)
    const before = await sizes(folder)
    const bulk = generated(objects)
    const report = await service.importBundle(actor, 'bulk', bulk.stream)
    io.say(JSON.stringify({ ...report, refused: report.refused.slice(0, 3) }))
    await lookInside(folder, (client) => client.query('vacuum (analyze) sharing.object, sharing.value'))
    const after = await sizes(folder)
    io.say(JSON.stringify({ bytes: bulk.bytes(), before, after }))
    const pages: number[] = []
    for (let run = 0; run < 5; run++) pages.push((await page('bulk', `limit=500&added_after=${await midst(folder)}`)).ms)
    const typed = await page('bulk', 'limit=100&match[type]=vulnerability')
    io.say(`a page of one rare type: ${Math.round(typed.ms)} ms`)
    const times: number[] = []
    for (let run = 0; run < 9; run++) {
      const from = performance.now()
      const found = await service.correlate(actor, { type: 'indicator', pattern_type: 'stix', pattern: `[domain-name:value = 'h${run * 37}.evil.example' OR ipv4-addr:value = '10.0.${run}.7']` })
      times.push(performance.now() - from)
      if (run === 0) io.say(`${found.length} linked`)
    }
    const links = after.links - before.links
    return {
      attack_import_ms, taxii_objects_per_s, bulk_per_s: Math.round(report.stored / report.ms * 1000), storage_ratio: round((after.object + after.value - before.object - before.value) / bulk.bytes()),
      correlate_ms: round(median(times)), page_ms: round(median(pages)), correlation_bytes_per_link: round((after.value - before.value) / links), objects,
    }
  } finally {
    await opened.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const sizes = (folder: string) => lookInside(folder, async (client) => (await client.query<{ object: number; value: number; links: number }>(`select pg_total_relation_size('sharing.object')::float8 as object, pg_total_relation_size('sharing.value')::float8 as value, (select count(*)::int from sharing.value) as links`)).rows[0]!)
const midst = (folder: string) => lookInside(folder, async (client) => encodeURIComponent((await client.query<{ at: string }>(`select to_char(to_timestamp(avg(added) / 1e6) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from sharing.object o join sharing.collection c on c.no = o.collection_no where c.alias = 'bulk'`)).rows[0]!.at))
const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[of.length >> 1]!
const round = (n: number) => Math.round(n * 1000) / 1000

/** Indicators, reports of them and relationships, as a catalogue of a region would have them: of half a kilobyte to one. */
function generated(objects: number): { stream: AsyncIterable<Uint8Array>; bytes(): number } {
  let bytes = 0
  const id = (type: string, n: number) => `${type}--${n.toString(16).padStart(8, '0')}-0000-4000-8000-${(n * 2_654_435_761 % 0xffff_ffff_ffff).toString(16).padStart(12, '0')}`
  const one = (n: number): object => {
    const base = { spec_version: '2.1', created_by_ref: id('identity', 1), created: '2026-02-01T10:00:00.000Z', modified: new Date(Date.UTC(2026, 2, 1) + n * 1000).toISOString(), object_marking_refs: ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'] }
    if (n % 4 === 0) return { type: 'relationship', id: id('relationship', n), ...base, relationship_type: 'indicates', source_ref: id('indicator', n + 1), target_ref: id('malware', n % 50), description: `Seen at a body of the region, ${n}. `.repeat(3) }
    if (n % 5000 === 1) return { type: 'vulnerability', id: id('vulnerability', n), ...base, name: `CVE-2026-${n}`, description: 'A flaw of an appliance at the edge of a network. '.repeat(8) }
    return { type: 'indicator', id: id('indicator', n), ...base, name: `Host ${n} of a phishing kit`, description: 'Found on pages that ask for the credentials of employees, with the coat of arms of a municipality. '.repeat(n % 4 + 1), indicator_types: ['malicious-activity'], pattern_type: 'stix', pattern: `[domain-name:value = 'h${n}.evil.example' OR ipv4-addr:value = '10.${n >> 16 & 255}.${n >> 8 & 255}.${n & 255}']`, valid_from: '2026-03-01T10:00:00Z', labels: ['phishing', 'municipalities'], external_references: [{ source_name: 'catalogue', external_id: `IOC-${n}` }] }
  }
  async function* stream() {
    yield Buffer.from(`{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[`)
    for (let at = 0; at < objects; at += 200) {
      const some = Array.from({ length: Math.min(200, objects - at) }, (_, i) => JSON.stringify(one(at + i)))
      const piece = Buffer.from((at === 0 ? '' : ',') + some.join(','))
      bytes += piece.length
      yield piece
    }
    yield Buffer.from(']}')
  }
  return { stream: stream(), bytes: () => bytes }
}
