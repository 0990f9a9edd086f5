/** Runs the vectors through the same door as a facts file: validator first, then the engine. */

import { evaluate } from './evaluate.ts'
import { factsFromJson } from './factsFromJson.ts'
import type { Obligation } from './types.ts'
import { vectors as allVectors, type Vector, type VectorExpectation } from './vectors.data.ts'

export interface VectorFailure {
  readonly vector: string
  readonly what: string
  readonly expected: unknown
  readonly found: unknown
}

export interface VectorReport {
  readonly passed: number
  readonly failed: number
  readonly failures: readonly VectorFailure[]
}

export function runVectors(vectors: readonly Vector[] = allVectors): VectorReport {
  const byVector = vectors.map(runVector)
  const failed = byVector.filter((failures) => failures.length > 0).length
  return { passed: vectors.length - failed, failed, failures: byVector.flat() }
}

function runVector(vector: Vector): readonly VectorFailure[] {
  const { facts, problems } = factsFromJson(vector.facts)
  if (!facts) return [{ vector: vector.id, what: 'facts', expected: 'no problems', found: problems }]
  const { obligations } = evaluate(facts, new Date(vector.now))
  const failures = vector.expect.flatMap((expected) => compare(vector, expected, obligations.find(({ id }) => id === expected.id)))
  for (const id of vector.absent ?? []) {
    if (obligations.some((row) => row.id === id)) failures.push({ vector: vector.id, what: id, expected: 'absent', found: 'present' })
  }
  if (vector.onlyOpen) {
    const found = obligations.filter(isOpen).map(({ id }) => id).sort()
    const expected = [...vector.onlyOpen].sort()
    if (found.join() !== expected.join()) failures.push({ vector: vector.id, what: 'open rows', expected, found })
  }
  return failures
}

function compare(vector: Vector, expected: VectorExpectation, row: Obligation | undefined): VectorFailure[] {
  if (!row) return [{ vector: vector.id, what: expected.id, expected: 'present', found: 'absent' }]
  const failures: VectorFailure[] = []
  const check = (field: string, wanted: unknown, found: unknown): void => {
    if (wanted !== undefined && wanted !== found) failures.push({ vector: vector.id, what: `${expected.id} ${field}`, expected: wanted, found })
  }
  check('state', expected.state, row.state)
  check('strictAt', iso(expected.strictAt), row.strictAt?.toISOString() ?? null)
  check('legalAt', iso(expected.legalAt), row.legalAt?.toISOString() ?? null)
  check('outerAt', iso(expected.outerAt), row.outerAt?.toISOString() ?? null)
  check('anchorAt', iso(expected.anchorAt), row.anchorAt?.toISOString() ?? null)
  check('displacedBy', expected.displacedBy, row.displacedBy)
  check('missing', expected.missing?.join(), row.missing.join())
  if (expected.reason && !row.reasons.some(({ code }) => code === expected.reason)) {
    check('reason', expected.reason, row.reasons.map(({ code }) => code).join())
  }
  return failures
}

function iso(moment: string | null | undefined): string | null | undefined {
  return typeof moment === 'string' ? new Date(moment).toISOString() : moment
}

function isOpen({ state }: Obligation): boolean {
  return state === 'due' || state === 'due_without_hours' || state === 'exceeded' || state === 'awaiting_input'
}
