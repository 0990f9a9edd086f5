/**
 * Schemathesis, which knows nothing of us but openapi.json, against a live server with the keys of two bodies: no failure of ours,
 * no answer that is not documented, nothing of the other body. It is Python's, so it runs where it is: `pip install schemathesis`,
 * or SCHEMATHESIS=/path/to/schemathesis. SCHEMATHESIS_SECONDS: how long for each key, 60 unless said.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { own } from '#platform/db/index.ts'
import { PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, json, removeFolder, signIn, startServer, type ServerProcess } from '../support/server.ts'

const command = process.env['SCHEMATHESIS'] ?? 'schemathesis'
const there = spawnSync(command, ['--version']).status === 0
const SECONDS = Number(process.env['SCHEMATHESIS_SECONDS'] ?? 60)
const WORDS = ['SENTINELLAALFA', 'SENTINELLABRAVO'] as const
/** Asked after each answer, beside the checks that schemathesis has. */
const hook = `import os
import schemathesis

@schemathesis.check
def nothing_of_the_other(ctx, response, case):
    assert os.environ["OTHER"] not in response.text, "it tells of the other body"
`

if (!there) console.warn('schemathesis is not on this machine: its test is skipped')
describe.skipIf(!there)('openapi.json, by schemathesis', () => {
  const folder = dataFolder()
  const hooks = mkdtempSync(join(tmpdir(), 'bastida-schemathesis-'))
  let server: ServerProcess
  const keys: string[] = []

  beforeAll(async () => {
    const port = await freePort()
    await prepareCentre(folder, `http://localhost:${port}`, {}, async (centre, opened) => {
      const towns = await opened.ground.db.as(system('test'), (tx) => own<'territory'>(tx).selectFrom('territory.party').select('id').where('kind', '=', 'municipality').orderBy('name').limit(2).execute())
      for (const [i, town] of towns.entries()) await centre.identity.service.createPerson(system('test'), { name: `Segretario ${i}`, email: `segretario${i}@comune.velarda.example`, password: PASSWORD, memberships: [{ role: 'admin', partyId: town.id }] })
    })
    server = await startServer({ folder, port, waitMs: 120_000 })
    for (const [i, word] of WORDS.entries()) {
      const api = await signIn(server.address, `segretario${i}@comune.velarda.example`, PASSWORD)
      await json(await api('/api/intake/reports', { method: 'POST', body: { situation: 'phishing', subject: word, words: `Un fatto di ${word}`, who: 'body' } }), 201)
      const { scopes } = await json<{ scopes: string[] }>(await api('/api/identity/tokens'))
      keys.push((await json<{ token: string }>(await api('/api/identity/tokens', { method: 'POST', body: { name: word, scopes } }), 201)).token)
    }
    writeFileSync(join(hooks, 'bastida_hooks.py'), hook)
  }, 240_000)
  afterAll(async () => {
    await server?.stop()
    await removeFolder(folder)
    rmSync(hooks, { recursive: true, force: true })
  })

  test.each([0, 1])('the key of body %i', async (i) => {
    // Sign-in is left out: it would end the very session that is tried.
    const args = ['run', 'openapi.json', '-u', server.address, '-H', `Authorization: Bearer ${keys[i]}`, '--phases', 'fuzzing', '-n', '10', '--rate-limit', '590/m', '--continue-on-failure', '--no-shrink', '--no-color', '--max-time', String(SECONDS),
      '--exclude-path-regex', '^/api/auth', '--checks', 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,nothing_of_the_other']
    const said = await new Promise<string>((resolve) => {
      const child = spawn(command, args, { env: { ...process.env, SCHEMATHESIS_HOOKS: 'bastida_hooks', PYTHONPATH: hooks, OTHER: WORDS[1 - i]! } })
      let text = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => { text += piece.toString() })
      child.on('close', () => resolve(text))
    })
    expect(said).toMatch(/Test cases:/)
    expect(/\nFailures:\n(?:.+\n)+/.exec(said)?.[0] ?? 'none', said.slice(-6000)).toBe('none')
  }, (SECONDS + 60) * 1000)
})
