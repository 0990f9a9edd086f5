import { expect, it } from 'vitest'
import { completeLock } from './complete-lock.ts'

it('adds the platforms that a partial mirror left out, with what npm needs to pass them over', () => {
  const optional = ['@x/binding-darwin-x64', '@x/binding-linux-x64-musl', '@x/binding-linux-arm-gnueabihf', 'sass-embedded-linux-musl-arm64', '@x/binding-linux-x64-gnu', 'fsevents']
  const optionalDependencies = Object.fromEntries(optional.map((name) => [name, name === 'fsevents' ? '^2.0.0' : '1.2.3']))
  const known = { version: '1.2.3', integrity: 'sha512-x' }
  const before = { packages: { 'node_modules/x': { version: '1.2.3', optionalDependencies }, 'node_modules/@x/binding-linux-x64-gnu': known } }
  const { lock, added } = completeLock(before)
  expect(added).toHaveLength(4)
  expect(lock.packages['node_modules/@x/binding-linux-x64-gnu']).toBe(known)
  expect(lock.packages['node_modules/@x/binding-darwin-x64']).toEqual({ version: '1.2.3', os: ['darwin'], cpu: ['x64'], optional: true })
  expect(lock.packages['node_modules/@x/binding-linux-x64-musl']).toEqual({ version: '1.2.3', os: ['linux'], cpu: ['x64'], libc: ['musl'], optional: true })
  expect(lock.packages['node_modules/@x/binding-linux-arm-gnueabihf']?.libc).toEqual(['glibc'])
  expect(lock.packages['node_modules/sass-embedded-linux-musl-arm64']?.libc).toEqual(['musl'])
  expect(lock.packages['node_modules/fsevents']).toBeUndefined()
  expect(completeLock(lock).added).toEqual([])
})
