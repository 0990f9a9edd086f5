import { defineConfig } from 'vitest/config'

/** Threads without isolation: a run in seconds. No module keeps mutable state, so files cannot disturb each other. */
export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    include: ['{engines,platform,modules,ui,apps,db,tools,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'tools/runtime/**', 'tests/bench/**'],
    // Against what hangs, not a bound of speed: on a busy machine a restore is slow and right.
    testTimeout: 60_000,
    // On a machine shared with others a browser may be late once; the report names what was tried again.
    retry: process.env['CI'] ? 1 : 0,
    hookTimeout: 120_000,
    // How long something may take to come true is no promise of the test: a page on a busy machine is late, not wrong.
    expect: { poll: { timeout: 10_000 } },
    globalSetup: ['tests/support/build-web.ts', 'platform/testing/global-setup.ts'],
  },
})
