import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { runVectors, type Json, type Vector } from '../index.ts'

const file = '../shared/data/03-intel/stix-pattern-match-vectors.ndjson.gz'
const here = existsSync(file)
const why = here ? '' : ' (skipped: ../shared/data/03-intel is not beside the project)'
const read = () => gunzipSync(readFileSync(file)).toString().trim().split('\n').map((line) => JSON.parse(line) as Vector)
/** The state that the tests of OASIS left in the observations that they shared. */
const overwritten = (vector: Vector) => /^v2[01]\/temporal_qualifiers\/test_(?:temp_qual|within)/.test(vector.test) && JSON.stringify(vector.observations).includes('2000-01-01T00:00:0')

test.skipIf(!here)(`OASIS vectors: all agree but those that contradict their own data${why}`, () => {
  const vectors = read()
  const results = runVectors(vectors)
  const failed = results.flatMap((one, at) => (one.got === one.expected ? [] : [vectors[at]!]))
  expect(results).toHaveLength(411)
  expect(failed.filter((one) => !overwritten(one))).toEqual([])
  expect(failed).toHaveLength(15)
  // The proof that no matcher passes all: one pattern over equal moments and names, expected both ways.
  const names = (one: Vector) => JSON.stringify(one.observations).match(/"(?:first_observed|last_observed|name)":"[^"]*"/g)!.join()
  const both = vectors.filter((one) => one.pattern === "([person:name='alice'] AND [person:name='bob']) WITHIN 2 SECONDS" && one.test.startsWith('v20/'))
  expect(new Set(both.map(names)).size).toBe(1)
  expect(new Set(both.map((one) => one.expected))).toEqual(new Set([true, false]))
})

test.skipIf(!here)(`those whose original moments are known agree with these${why}`, () => {
  const restored = read().filter((one) => overwritten(one) && one.test.includes('temp_qual')).map((one) => {
    const moments: Readonly<Record<string, string>> = { alice: '1994-11-29T13:37:52Z', bob: '1994-11-29T13:37:57Z', carol: '1994-11-29T13:38:02Z' }
    const observations = one.observations.map((observation) => {
      const text = JSON.stringify(observation), name = Object.keys(moments).find((each) => text.includes(`"${each}"`))!
      return JSON.parse(text.replace(/"(first|last)_observed":"[^"]*"/g, `"$1_observed":"${moments[name]}"`)) as Json
    })
    return { ...one, observations }
  })
  expect(restored.length).toBeGreaterThan(15)
  expect(runVectors(restored).filter((one) => one.got !== one.expected)).toEqual([])
})
