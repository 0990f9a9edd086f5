import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readTree } from './architecture/source.ts'
import { checkTree } from './check-architecture.ts'
import { withName, writeModule } from './new-module.ts'

const house = dirname(dirname(fileURLToPath(import.meta.url)))
let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'bastida-module-'))
  mkdirSync(join(root, 'modules'))
  writeFileSync(join(root, 'modules/index.ts'), 'export const modules = [] as const\n')
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(house, name), join(root, name))
  writeModule(root, 'shelter')
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

it('writes a module that keeps the rules', () => {
  // Its imports of the ground lead out of this small tree, which holds modules only.
  const found = checkTree(readTree(root)).filter((one) => !/#(platform|engines)\/.* does not exist/.test(one.message))
  expect(found).toEqual([])
  expect(readFileSync(join(root, 'modules/index.ts'), 'utf8')).toContain("['shelter']")
})

it('writes a module that compiles on the present ground', () => {
  for (const name of ['platform', 'engines', 'db', 'ui', 'node_modules']) symlinkSync(join(house, name), join(root, name))
  writeFileSync(join(root, 'tsconfig.own.json'), '{ "extends": "./tsconfig.json", "include": ["modules"] }')
  const tsc = spawnSync(process.execPath, [join(house, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.own.json', '--noEmit'], { cwd: root, encoding: 'utf8' })
  const own = tsc.stdout.split('\n').filter((line) => line.startsWith('modules/'))
  expect(own).toEqual([])
})

it('refuses a name that is taken or is no name', () => {
  expect(() => writeModule(root, 'shelter')).toThrow(/exists already/)
  expect(() => writeModule(root, '../x')).toThrow(/lower-case/)
})

it('puts the name where it was asked', () => {
  const list = "export const modules = ['a', 'b'] as const\n"
  expect(withName(list, 'c')).toBe("export const modules = ['a', 'b', 'c'] as const\n")
  expect(withName(list, 'c', 'a')).toBe("export const modules = ['a', 'c', 'b'] as const\n")
  expect(() => withName(list, 'a')).toThrow(/already/)
  expect(() => withName(list, 'c', 'z')).toThrow(/no module z/)
})
