import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const tests = '{engines,platform,modules,ui,apps,db,tools,tests}/**/*'
const left = ['**/node_modules/**', 'tools/runtime/**', 'tests/bench/**']
/** One worker a core, since a test keeps little more than one busy; past four the gigabyte that each may take with its browser and its servers is worth more. */
const workers = Math.min(4, availableParallelism())

/** Short to read and long to run. The others start by their size, the largest first, which is near enough to how long they take. */
const long = ['tests/ladder/ladder.test.ts']
/** A minute that begins last is a minute in which the other workers have nothing to do. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((path) => moduleId.endsWith(path))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((one) => !isLong(one))]
  }
}

/** Threads without isolation: a run in minutes. No module keeps mutable state, so files cannot disturb each other. */
export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    // Against what hangs, not a bound of speed: on a busy machine a restore is slow and right.
    testTimeout: 180_000,
    // On a machine shared with others a browser may be late once; the report names what was tried again.
    retry: process.env['CI'] ? 1 : 0,
    hookTimeout: 240_000,
    // How long something may take to come true is no promise of the test: a page on a busy machine is late, not wrong.
    expect: { poll: { timeout: 10_000 } },
    sequence: { sequencer: LongFirst },
    globalSetup: ['tests/support/build-web.ts', 'platform/testing/global-setup.ts'],
    projects: [
      { extends: true, test: { name: 'beside', include: [`${tests}.test.{ts,tsx}`], exclude: [...left, '**/*.pace.test.ts'], maxWorkers: workers, sequence: { groupOrder: 0 } } },
      // What bounds a time runs when everything else is over, one file after the other, each with a memory of its own: to clear that of all others takes longer than what is measured.
      { extends: true, test: { name: 'pace', include: [`${tests}.pace.test.ts`], exclude: left, maxWorkers: 1, isolate: true, sequence: { groupOrder: 1 } } },
    ],
  },
})
