import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** The compiler has a lock of its own and is fetched here when it is missing: nothing else needs it. */
test('the committed kernel is what the compiler makes of its sources, byte for byte', { timeout: 240_000 }, () => {
  const inKernel = { cwd: 'tools/kernel', encoding: 'utf8', maxBuffer: 1 << 24 } as const
  if (!existsSync('tools/kernel/node_modules/assemblyscript')) execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], inKernel)
  const built = execFileSync(process.execPath, ['build.mjs', '--print'], inKernel)
  expect(built).toBe(readFileSync('engines/sigma/match/kernel.data.ts', 'utf8'))
})
