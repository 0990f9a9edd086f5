/** All rules of SigmaHQ and the events that their authors say they fire on, from a folder and from git as the command reads them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../testing.ts'
import { readFolder, type Folder } from './folder.ts'
import { isGit, shownUrl, withGit } from './git.ts'

const data = '../shared/data/02-detection/'
const there = existsSync(`${data}sigmahq-rules.tar.gz`)
const hasGit = (() => { try { execFileSync('git', ['--version']); return true } catch { return false } })()
type Pair = { readonly rule_id: string; readonly title: string; readonly min_matches: number; readonly events: readonly unknown[] }

let root: string
beforeAll(() => { root = mkdtempSync(join(tmpdir(), 'bastida-folder-')) })
afterAll(() => rmSync(root, { recursive: true, force: true }))
const put = (path: string, text: string) => { mkdirSync(dirname(join(root, path)), { recursive: true }); writeFileSync(join(root, path), text) }
const rule = (id: string) => `title: Prova\nid: ${id}\nlogsource:\n  product: linux\ndetection:\n  s:\n    a: b\n  condition: s\n`

describe('a folder', () => {
  test('links are not followed, hidden and foreign files are not read, events stand by their rule', async () => {
    put('small/a/one.yml', rule('1'))
    put('small/b/two.YAML', rule('2'))
    put('small/.github/three.yml', rule('3'))
    put('small/readme.md', '# x')
    put('outside/four.yml', rule('4'))
    symlinkSync(join(root, 'outside'), join(root, 'small/link'))
    symlinkSync(join(root, 'outside/four.yml'), join(root, 'small/four.yml'))
    put('small/regression_data/one/info.yml', 'rule_metadata:\n  - id: "1"\n    title: Prova\nregression_tests_info:\n  - name: Positive Detection Test\n    type: evtx\n    match_count: 2\n    path: regression_data/one/1.evtx\n  - name: Outside\n    path: ../../../outside/four.json\n')
    put('small/regression_data/one/1.json', '{"a":"b"}\n{"a":"b"}\n')
    put('outside/four.json', '{"a":"b"}')
    put('small/regression_data/broken/info.yml', '[')
    const read = await readFolder(join(root, 'small')) as Folder
    expect(read.files.map((one) => one.path)).toEqual(['a/one.yml', 'b/two.YAML'])
    expect([...read.trials]).toEqual([['1', [{ name: 'Positive Detection Test', least: 2, lines: '{"a":"b"}\n{"a":"b"}' }]]])
    expect(await readFolder(join(root, 'nowhere'))).toEqual({ problem: 'this is no folder' })
    put('empty/x.txt', '')
    expect(await readFolder(join(root, 'empty'))).toEqual({ problem: 'there is no file of rules (.yml, .yaml)' })
  })
  test('addresses: only https, file and ssh are git, and no account is shown', () => {
    expect(['https://a/b.git', 'ssh://git@a/b', 'git@a:b/c', 'file:///a', 'ext::sh -c id', 'http://a/b', 'git://a/b', '--upload-pack=x', 'rules', '/a/b'].map(isGit)).toEqual([true, true, true, true, false, false, false, false, false, false])
    expect(shownUrl('https://ada:secret@git.example/rules.git')).toBe('https://git.example/rules.git')
  })
  test.skipIf(!hasGit)('git: the named branch, its commit, no hook of a template, and a problem that says what git says', async () => {
    const repository = join(root, 'repository')
    const git = (...args: string[]) => execFileSync('git', ['-C', repository, '-c', 'user.name=x', '-c', 'user.email=x@prova.example', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    put('repository/one.yml', rule('1'))
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-qm', 'One')
    git('checkout', '-qb', 'next')
    put('repository/two.yml', rule('2'))
    git('add', '.')
    git('commit', '-qm', 'Two')
    const read = (ref?: string) => withGit(`file://${repository}`, ref, async (folder, commit) => ({ commit, paths: (await readFolder(folder) as Folder).files.map((one) => one.path), gone: folder }))
    const main = await read('main') as { commit: string; paths: string[]; gone: string }
    expect([main.commit, main.paths, existsSync(main.gone)]).toEqual([git('rev-parse', 'main'), ['one.yml'], false])
    expect((await read('next') as { paths: string[] }).paths).toEqual(['one.yml', 'two.yml'])
    expect(await read('nowhere')).toEqual({ problem: expect.stringContaining('git says:') })
    expect(await read('--upload-pack=touch')).toEqual({ problem: '"--upload-pack=touch" is no name of a branch or tag' })
  })
})

describe.skipIf(!there)('SigmaHQ', () => {
  let s: TestWatch
  beforeAll(async () => { s = await testWatch() }, 120_000)
  afterAll(() => s?.close())

  test('3,755 rules and their events in seconds, through the path of the command; all events are met; again all is the same', { timeout: 300_000 }, async () => {
    mkdirSync(join(root, 'sigma'))
    execFileSync('tar', ['xzf', `${data}sigmahq-rules.tar.gz`, '-C', join(root, 'sigma')])
    const pairs = gunzipSync(readFileSync(`${data}sigmahq-regression.ndjson.gz`)).toString().trim().split('\n').map((line) => JSON.parse(line) as Pair)
    for (const { rule_id: id, title, min_matches: least, events } of pairs) {
      put(`sigma/regression_data/${id}/info.yml`, `id: ${id}\nrule_metadata:\n    - id: ${id}\n      title: ${JSON.stringify(title)}\nregression_tests_info:\n    - name: Positive Detection Test\n      type: evtx\n      match_count: ${least}\n      path: regression_data/${id}/${id}.evtx\n`)
      put(`sigma/regression_data/${id}/${id}.json`, JSON.stringify(events, undefined, 2))
    }
    const from = performance.now()
    const folder = await readFolder(join(root, 'sigma')) as Folder
    expect([folder.trials.size, folder.left]).toEqual([96, []])
    const propose = () => s.centre.watch.imports.propose(system('cli'), { kind: 'folder', origin: '/sigma', ref: '', licence: 'DRL-1.1', files: folder.files, trials: folder.trials })
    const done = await propose()
    expect([done.added, done.failing]).toEqual([3755, 0])
    const applied = await s.coordinator('POST', `/api/watch/imports/${done.importId}/apply`, { expected: 3755 })
    expect(applied).toMatchObject({ status: 200, json: { applied: 3755 } })
    const ms = performance.now() - from
    process.stderr.write(`3,755 rules read, tried, proposed and applied in ${Math.round(ms)} ms\n`)
    expect(ms).toBeLessThan(60_000)
    expect(await s.t.sql(`select count(*)::int as rules, count(distinct author)::int > 100 as many, (select count(*)::int from watch.import_rule where tested = 'passed') as passed, (select count(*)::int from watch.rule_event) as events from watch.rule where licence = 'DRL-1.1' and state = 'observe'`)).toEqual([{ rules: 3755, many: true, passed: 96, events: 96 }])
    expect(await propose()).toMatchObject({ added: 0, changed: 0, gone: 0, same: 3755 })
  })
})
