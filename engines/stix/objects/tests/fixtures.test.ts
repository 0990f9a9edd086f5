/** What others have written: 194 files of rstix and the examples of OASIS, where they have been downloaded. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkBundle, checkObject, isRecord, type CheckedBundle } from '../../index.ts'

const folder = '../shared/data/03-intel/'
const here = existsSync(`${folder}stix21-fixtures-rstix.tar.gz`)
const why = here ? '' : ' (skipped: ../shared/data/03-intel is not beside the project)'

/** Files with something wrong, and the code that says what. All others must be valid. */
const wrong: Readonly<Record<string, string>> = {
  'spec/sco/artifact-payload-and-url.json': 'conflict', 'spec/sco/directory-path-enc-without-path.json': 'needs', 'spec/sco/email-addr-empty-value.json': 'format', 'spec/sco/file-name-enc-invalid.json': 'format',
  'spec/sco/file-no-name-or-hash.json': 'needs', 'spec/sco/file-with-invalid-archive-ext.json': 'empty', 'spec/sco/ipv4-addr-invalid-format.json': 'format', 'spec/sco/ipv6-addr-invalid-format.json': 'format', 'spec/sco/mac-addr-invalid-format.json': 'format',
  'spec/sco/network-traffic-end-with-active.json': 'conflict', 'spec/sco/network-traffic-no-protocols.json': 'empty', 'spec/sco/network-traffic-with-invalid-tcp-ext.json': 'empty', 'spec/sco/user-account-no-properties.json': 'empty',
  'spec/sdo/attack-pattern-kill-chain-phase-empty.json': 'empty', 'spec/sdo/campaign-empty-name.json': 'empty', 'spec/sdo/campaign-last-seen-before-first-seen.json': 'order', 'spec/sdo/course-of-action-empty-name.json': 'empty',
  'spec/sdo/grouping-empty-object-refs.json': 'empty', 'spec/sdo/grouping-missing-context.json': 'missing', 'spec/sdo/grouping-missing-object-refs.json': 'missing', 'spec/sdo/incident-empty-name.json': 'empty',
  'spec/sdo/indicator-valid-until-before-from.json': 'order', 'spec/sdo/infrastructure-empty-name.json': 'empty', 'spec/sdo/location-missing-geo.json': 'needs', 'spec/sdo/malware-analysis-ended-before-started.json': 'order',
  'spec/sdo/malware-last-seen-before-first-seen.json': 'order', 'spec/sdo/malware-sample-ref-invalid.json': 'reference', 'spec/sdo/note-empty-content.json': 'empty', 'spec/sdo/note-empty-object-refs.json': 'empty',
  'spec/sdo/observed-data-deprecated-objects-sro.json': 'reference', 'spec/sdo/observed-data-last-before-first.json': 'order', 'spec/sdo/observed-data-number-out-of-range.json': 'range', 'spec/sdo/opinion-empty-object-refs.json': 'empty',
  'spec/sdo/opinion-invalid-value.json': 'vocabulary', 'spec/sdo/report-empty-object-refs.json': 'empty', 'spec/sdo/threat-actor-empty-name.json': 'empty', 'spec/sdo/threat-actor-last-seen-before-first-seen.json': 'order',
  'spec/sdo/tool-empty-name.json': 'empty', 'spec/sdo/vulnerability-empty-name.json': 'empty', 'spec/sro/relationship-stop-before-start.json': 'order', 'spec/sro/relationship-type-invalid.json': 'format',
  'spec/sro/sighting-where-sighted-wrong-type.json': 'reference', 'validation/bundle-granular-selector-invalid.json': 'selector', 'validation/bundle-language-content-type-mismatch.json': 'kind',
  'interop/testcases/harness/missing-sidecar.json': 'empty',
  // The structures alone, put into an object by this test.
  'spec/common/external-reference-missing-source.json': 'missing', 'spec/common/external-reference-whitespace-source.json': 'empty', 'spec/common/external-reference-source-only.json': 'needs', 'spec/common/granular-marking-both.json': 'conflict',
  'spec/common/granular-marking-neither.json': 'needs', 'spec/common/granular-marking-empty-selectors.json': 'empty', 'spec/common/kill-chain-phase-empty-name.json': 'empty',
  'spec/sco/extensions/http-request-ext-invalid.json': 'empty', 'spec/sco/extensions/no-properties.json': 'empty', 'spec/sco/extensions/socket-ext-invalid.json': 'empty',
  // Meant to be good, and not what the standard says: a group of 11 digits in an identifier; no `is_family`; an identifier of another type.
  'interop/examples/attack-pattern/ex-3.1.4.2-leverage-externally-defined-frameworks.json': 'id', 'interop/examples/confidence/ex-3.3.4.1-confidence-indicator-internal-validation.json': 'missing',
  'spec/bundle/bundle-with-relationship-refs.json': 'missing', 'spec/bundle/bundle-missing-ref.json': 'missing', 'marking/custom-object-red.json': 'id-type',
}
/** Not STIX: the lists that go with them, and the fields of a matcher of patterns. */
const passed = /^(?:schemas|pattern\/sco-fields\/manifest|.*gate-expectations|.*manifest\.)/

test.skipIf(!here)(`the files of rstix: good ones pass, bad ones are refused for their reason${why}`, () => {
  let count = 0
  const found: Record<string, string | readonly string[]> = {}
  for (const [path, text] of untar(gunzipSync(readFileSync(`${folder}stix21-fixtures-rstix.tar.gz`)))) {
    if (!path.endsWith('.json') || passed.test(path)) continue
    count++
    const codes = errorsOf(inObject(path, JSON.parse(text)))
    if (codes.length > 0) found[path] = codes.includes(wrong[path]!) ? wrong[path]! : codes
  }
  expect(found).toEqual(wrong)
  expect(count).toBe(194)
})

test.skipIf(!here)(`the examples of OASIS are valid${why}`, () => {
  const examples = [...untar(gunzipSync(readFileSync(`${folder}stix2-json-schemas.tar.gz`)))].filter(([path]) => /examples\/.*\.json$/.test(path))
  expect(examples).toHaveLength(8)
  for (const [path, text] of examples) expect([path, errorsOf(JSON.parse(text))]).toEqual([path, []])
})

test.skipIf(!existsSync(`${folder}enterprise-attack-v18.1.bundle.json.gz`))(`ATT&CK is valid STIX 2.0${why}`, () => {
  const checked = checkBundle(JSON.parse(gunzipSync(readFileSync(`${folder}enterprise-attack-v18.1.bundle.json.gz`)).toString()))
  expect(checked.objects).toHaveLength(24_771)
  expect(checked.objects.filter((one) => !one.valid)).toEqual([])
})

function errorsOf(value: unknown): string[] {
  const isBundle = isRecord(value) && value['type'] === 'bundle'
  const checked: { readonly problems: CheckedBundle['problems']; readonly objects?: CheckedBundle['objects'] } = isBundle ? checkBundle(value) : checkObject(value)
  return [...checked.problems, ...(checked.objects ?? []).flatMap((one) => one.problems)].filter((one) => one.severity === 'error').map((one) => one.code)
}

function inObject(path: string, value: object): unknown {
  const identity = { type: 'identity', spec_version: '2.1', id: 'identity--023d105b-752e-4e3c-941c-7d3f3cb15e9e', created: '2016-04-06T20:03:00.000Z', modified: '2016-04-06T20:03:00.000Z', name: 'x', description: 'x' }
  const part = /^spec\/common\/(external-reference|granular-marking|kill-chain-phase)/.exec(path)?.[1]
  if (part === 'kill-chain-phase') return { ...identity, type: 'tool', id: identity.id.replace('identity', 'tool'), kill_chain_phases: [value] }
  if (part) return { ...identity, [part === 'granular-marking' ? 'granular_markings' : 'external_references']: [value] }
  const name = /^spec\/sco\/extensions\/(.*?)(?:-minimal|-invalid)?\.json$/.exec(path)?.[1]
  if (!name) return value
  const sco = (type: string, rest: object) => ({ type, spec_version: '2.1', id: `${type}--023d105b-752e-4e3c-941c-7d3f3cb15e9e`, ...rest })
  if (name === 'unix-account-ext') return sco('user-account', { user_id: '1', extensions: { [name]: value } })
  if (name.startsWith('windows-')) return sco('process', { pid: 1, extensions: { [name]: value } })
  if (name === 'http-request-ext' || name === 'socket-ext') return sco('network-traffic', { protocols: ['tcp'], src_ref: 'ipv4-addr--023d105b-752e-4e3c-941c-7d3f3cb15e9e', extensions: { [name]: value } })
  return sco('file', { name: 'x', extensions: { [name === 'no-properties' ? 'ntfs-ext' : name]: value } })
}

/** A header is 512 bytes: name first, size in octal at 124, type at 156; a long name is in a file of type x or L before its own. */
function untar(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const textAt = (at: number, length: number) => bytes.toString('utf8', at, at + length).split('\0')[0]!
  let long: string | undefined
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(textAt(at + 124, 12), 8), kind = textAt(at + 156, 1)
    const text = bytes.toString('utf8', at + 512, at + 512 + size)
    if (kind === 'x') long = /^\d+ path=(.*)$/m.exec(text)?.[1]
    else if (kind === 'L') long = text.split('\0')[0]
    else { if (kind !== '5' && kind !== 'g') files.set((long ?? [textAt(at + 345, 155), textAt(at, 100)].filter(Boolean).join('/')).replace(/^\.\//, ''), text); long = undefined }
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
