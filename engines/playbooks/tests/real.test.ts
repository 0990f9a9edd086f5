/** Playbooks that others have written: the examples of SOARCA (Apache-2.0), where they have been downloaded. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { orderOf } from '../order/order.ts'
import { readPlaybook } from '../read/read.ts'
import { exportPlaybook } from '../write/export.ts'

const archive = '../shared/data/07-playbooks-taxonomies/cacao-soarca-examples.tar.gz'
const there = existsSync(archive)
if (!there) process.stderr.write(`skipped: ${archive} is not here, so no playbook of others is read\n`)

/** Warnings, and the steps in order with the first line of their commands. */
const expected: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  'fin-playbook.json': [['modified_before_created', 'unknown_command'], ['pong: ']],
  'http-playbook.json': [['not_milliseconds'], ['http-api: GET get HTTP1.1']],
  'manual-playbook.json': [[], ['manual: prepare Falcon for hyperspeed jump']],
  'openc2-playbook.json': [['not_milliseconds'], ['openc2: POST post HTTP1.1']],
  'powershell-playbook.json': [['credentials'], ['powershell: pwd']],
  'ssh-playbook.json': [['credentials', 'not_milliseconds'], ['ssh: ls -la', 'ssh: touch /root/file1']],
}

describe.skipIf(!there)('six examples of SOARCA', () => {
  const files = there ? untar(gunzipSync(readFileSync(archive))) : new Map<string, string>()
  test('are those that we know', () => expect([...files.keys()].toSorted()).toEqual(Object.keys(expected)))
  test.each(Object.entries(expected))('%s is read, walked and given back', (name, [warnings, steps]) => {
    const { playbook, problems } = readPlaybook(files.get(name)!)
    expect([...new Set(problems.map((one) => one.code))].toSorted()).toEqual(warnings)
    expect(orderOf(playbook!).items.flatMap((item) => item.commands.map((command) => `${command.type}: ${command.text.split('\n')[0]}`))).toEqual(steps)
    expect(readPlaybook(exportPlaybook(playbook!)).playbook).toEqual(JSON.parse(files.get(name)!))
  })
  // Three of them are different playbooks under one id and one moment: an importer that goes by the id alone loses two.
  test('share one id among three', () => {
    const ids = [...files.values()].map((text) => (JSON.parse(text) as { id: string; modified: string }))
    expect(Map.groupBy(ids, (one) => `${one.id} ${one.modified}`).values().map((same) => same.length).toArray().toSorted()).toEqual([1, 1, 1, 3])
  })
})

/** File name without its folder → text. A header is 512 bytes: name first, size in octal at 124. */
function untar(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const name = bytes.toString('latin1', at, at + 100).split('\0')[0]!
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8)
    if (name.endsWith('.json')) files.set(name.slice(name.lastIndexOf('/') + 1), bytes.toString('utf8', at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
