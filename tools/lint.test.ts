/** The folder directions of .oxlintrc.json: each planted violation is found, and the same file without it is clean. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const planted: readonly [path: string, text: string, rule: string][] = [
  ['engines/a/one.ts', "export { x } from '#platform/x.ts'", 'no-restricted-imports'],
  ['platform/a/two.ts', "export { x } from '#modules/cases/contract.ts'", 'no-restricted-imports'],
  ['modules/cases/core/three.ts', "export { x } from '#platform/db/index.ts'", 'no-restricted-imports'],
  ['modules/cases/core/four.ts', "export { readFileSync } from 'node:fs'", 'no-restricted-imports'],
  ['modules/cases/server/five.ts', "export { x } from '#ui/button.tsx'", 'no-restricted-imports'],
  ['modules/cases/web/six.tsx', "export { x } from '#modules/cases/server/store.ts'", 'no-restricted-imports'],
  ['modules/cases/web/seven.tsx', "export { x } from '../server/store.ts'", 'no-restricted-imports'],
  ['modules/cases/web/eight.tsx', "export { x } from '#platform/db/index.ts'", 'no-restricted-imports'],
  ['modules/cases/web/nine.tsx', "export { join } from 'node:path'", 'no-restricted-imports'],
  ['apps/web/ten.tsx', "export { x } from '#apps/server/main.ts'", 'no-restricted-imports'],
  ['ui/eleven.tsx', "export { x } from '#modules/cases/contract.ts'", 'no-restricted-imports'],
  ['ui/twelve.tsx', "export { x } from '../modules/cases/contract.ts'", 'no-restricted-imports'],
  ['platform/a/ring.ts', "import type { B } from './ring-b.ts'\nexport type A = B", 'no-cycle'],
  ['platform/a/any.ts', 'export const a = (x: any) => x', 'no-explicit-any'],
]

const allowed: readonly [path: string, text: string][] = [
  ['modules/cases/web/good.tsx', "export { x } from '#modules/cases/contract.ts'\nexport { y } from '#platform/contract/index.ts'\nexport { z } from '#ui/z.tsx'\nexport { p } from '../contract.ts'"],
  ['modules/cases/core/good.ts', "export { x } from '#platform/contract/index.ts'\nexport { y } from '#engines/a/index.ts'"],
  ['platform/a/ring-b.ts', "import type { A } from '#platform/a/ring.ts'\nexport type B = A | 1"],
  ['engines/a/good.ts', 'export const one = 1'],
]

it('finds every planted violation and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-lint-'))
  try {
    for (const name of ['.oxlintrc.json', 'package.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name))
    for (const [path, text] of [...planted, ...allowed]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), `${text}\n`)
    }
    const lint = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '-f', 'json'], { cwd: folder, encoding: 'utf8' })
    const report = JSON.parse(lint.stdout) as { diagnostics: { code: string; filename: string }[] }
    const found = report.diagnostics.map((one) => `${one.filename} ${one.code.replace(/^.*\(|\)$/g, '')}`)
    const wanted = planted.map(([path, , rule]) => `${path} ${rule}`)
    // The ring is reported from both of its ends.
    expect([...new Set(found)].sort()).toEqual([...wanted, 'platform/a/ring-b.ts no-cycle'].sort())
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
