/** The same of a folder and of a bucket; then what only a bucket can do wrong. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AwsV4Signer } from 'aws4fetch'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noSwift, startSwift, withoutSwift, type Swift } from '../../tests/support/swift.ts'
import { bucketStore, folderStore, readSegment, search, segmentWriter, type SegmentStore } from './index.ts'

let swift: Swift | undefined
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastida-bucket-'))
  if (noSwift.length === 0) swift = await startSwift()
}, 90_000)
afterAll(async () => { await swift?.close(); rmSync(folder, { recursive: true, force: true }) })

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const elapsedMs = () => performance.now()
const source = '0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b'
function segmentOf(lines: readonly string[]): Buffer {
  const writer = segmentWriter()
  writer.add(new Date('2026-11-25T09:00:00Z'), source, Buffer.from(lines.map((line) => `${line}\n`).join('')))
  return writer.finish()!.bytes as Buffer
}
async function bytesOf(store: SegmentStore, key: string): Promise<Buffer | undefined> {
  const blob = await store.get(key)
  try { return blob && Buffer.from(await blob.slice(0)) } finally { await blob?.close() }
}

describe.each(['folder', 'bucket'] as const)('segments in a %s', (kind) => {
  const left = kind === 'bucket' && noSwift.length > 0
  const all = (name: string, work: (store: SegmentStore) => Promise<void>) => test.skipIf(left)(`${name}${left ? withoutSwift : ''}`, { timeout: 120_000 }, () => work(kind === 'folder' ? folderStore(join(folder, 'here')) : bucketStore(swift!.place, join(folder, 'scratch'), { waitMs: 5 })))

  all('written, read whole and in pieces, replaced under the same name, listed, taken away', async (store) => {
    await store.check()
    const [one, two] = [Buffer.from('first'), Buffer.from('the second, longer one')]
    expect(await store.put('live/a/x.parquet', one)).toEqual({ bytes: 5, sha256: sha256(one) })
    expect(await store.put('live/a/x.parquet', two)).toEqual({ bytes: two.length, sha256: sha256(two) })
    expect(await bytesOf(store, 'live/a/x.parquet')).toEqual(two)
    const blob = (await store.get('live/a/x.parquet'))!
    expect([blob.byteLength, Buffer.from(await blob.slice(4, 10)).toString(), Buffer.from(await blob.slice(blob.byteLength - 3)).toString()]).toEqual([two.length, 'second', 'one'])
    await blob.close()
    await store.put('live/b/y.parquet', one)
    expect([await store.list(), await store.list('live/b/'), await store.list('nobody/')]).toEqual([['live/a/x.parquet', 'live/b/y.parquet'], ['live/b/y.parquet'], []])
    await store.remove('live/a/x.parquet')
    await store.remove('live/a/x.parquet')
    expect([await store.get('live/a/x.parquet'), await store.get('nobody/z.parquet'), await store.list()]).toEqual([undefined, undefined, ['live/b/y.parquet']])
    await store.remove('live/b/y.parquet')
  })

  all('a name that leads elsewhere is none', async (store) => {
    for (const key of ['../out', 'a/../../out', '/etc/passwd', 'a//b', '.hidden', 'a?versionId=1', '']) {
      await expect(store.put(key, Buffer.from('x')), key).rejects.toThrow(/no key/)
      await expect(store.get(key), key).rejects.toThrow(/no key/)
      await expect(store.remove(key), key).rejects.toThrow(/no key/)
    }
  })

  all('lines come back, and are searched, also where one of the files is gone', async (store) => {
    const keys = ['live/c/1.parquet', 'live/c/2.parquet', 'live/c/3.parquet', 'live/c/4.parquet']
    for (const [n, key] of keys.entries()) await store.put(key, segmentOf([`{"n":${n},"word":"here"}`, `{"n":${n}}`, 'x'.repeat(100 * n)]))
    const blob = (await store.get(keys[3]!))!
    const lines: string[] = []
    for await (const piece of readSegment(blob)) lines.push(...String(piece.lines).split('\n').slice(0, -1))
    await blob.close()
    expect(lines).toEqual(['{"n":3,"word":"here"}', '{"n":3}', 'x'.repeat(300)])
    await store.remove(keys[1]!)
    const files = await store.files(keys)
    const found = await search({ files: files.paths, ready: files.ready, words: ['HERE'], from: new Date(0), to: new Date(8e15), limit: 100, limitMs: 60_000 }, { elapsedMs })
    await files.close()
    expect([found.lines.map((one) => one.line), found.files, found.end]).toEqual([[0, 2, 3].map((n) => `{"n":${n},"word":"here"}`), 4, 'whole'])
    for (const key of keys) await store.remove(key)
  })

  all('256 MB', async (store) => {
    const bytes = Buffer.alloc(256 * 1_048_576)
    for (let at = 0, n = 1; at < bytes.length; at += 4096) { n = (n * 48_271) % 2_147_483_647; bytes.writeUInt32LE(n, at) }
    expect(await store.put('live/d/big.parquet', bytes)).toEqual({ bytes: bytes.length, sha256: sha256(bytes) })
    const blob = (await store.get('live/d/big.parquet'))!
    expect(blob.byteLength).toBe(bytes.length)
    expect(Buffer.from(await blob.slice(bytes.length - 8192)).equals(bytes.subarray(-8192))).toBe(true)
    await blob.close()
    await store.remove('live/d/big.parquet')
    expect(await store.get('live/d/big.parquet')).toBeUndefined()
  })

  all('killed in the middle of sending: nothing of it is there, and what lay there before stays whole', async (store) => {
    const before = Buffer.from('what lay there before')
    await store.put('live/e/killed.parquet', before)
    for (const delay of [0, 20, 60]) {
      const child = spawn(process.execPath, [fileURLToPath(new URL('killed.child.ts', import.meta.url)), JSON.stringify(kind === 'folder' ? { folder: join(folder, 'here') } : { folder, bucket: swift!.place }), 'live/e/killed.parquet'], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(child.stdout!, 'data')
      await sleep(delay)
      child.kill('SIGKILL')
      await once(child, 'close')
      const now = (await bytesOf(store, 'live/e/killed.parquet'))!
      expect(now.equals(before) || now.length === 200 * 1_048_576, `${now.length} bytes after ${delay} ms`).toBe(true)
    }
    await store.remove('live/e/killed.parquet')
    expect(await store.list()).toEqual([])
  })
})

describe('a bucket', () => {
  const options = { waitMs: 5 }
  test.skipIf(noSwift.length > 0)(`says what is wrong with a key, a secret, a region or a name, and tells no secret${withoutSwift}`, { timeout: 60_000 }, async () => {
    for (const [change, why] of [[{ secret: 'another-secret' }, /SignatureDoesNotMatch.*ARCHIVE_S3_SECRET/], [{ keyId: 'nobody:here' }, /InvalidAccessKeyId|AccessDenied|SignatureDoesNotMatch/], [{ region: 'eu-other-9' }, /ARCHIVE_S3_REGION/], [{ url: swift!.place.url.replace('/archive', '/no-such-bucket') }, /NoSuchBucket.*ARCHIVE_S3_URL/]] as const) {
      const store = bucketStore({ ...swift!.place, ...change }, folder, options)
      for (const work of [() => store.check(), () => store.get('a'), () => store.remove('a'), () => store.put('a', Buffer.from('x'))]) {
        const error = await work().then(() => undefined, (thrown: Error) => thrown)
        expect(error?.message).toMatch(why)
        expect(error!.message + error!.stack).not.toContain('another-secret')
      }
    }
  })

  test.skipIf(noSwift.length > 0)(`that keeps versions gives them up as well: deleted is deleted${withoutSwift}`, { timeout: 120_000 }, async () => {
    const place = await swift!.withVersions()
    const store = bucketStore(place, folder, options)
    const listed = async () => (await swift!.ask('GET', `${place.url}?versions`)).text()
    for (const text of ['one', 'two', 'three']) await store.put('live/a/x.parquet', Buffer.from(text))
    await store.put('live/a/x.parquet.other', Buffer.from('a neighbour'))
    expect((await listed()).match(/<Version>/g)).toHaveLength(4)
    await store.remove('live/a/x.parquet')
    const left = await listed()
    expect([left.match(/<Version>/g)?.length, left.match(/<DeleteMarker>/g), left.includes('x.parquet.other')]).toEqual([1, null, true])
    await store.check()
  })

  test('busy or away: it is tried again, a few times; a read that breaks off too', { timeout: 60_000 }, async () => {
    const answers: (number | 'cut')[] = []
    const seen: string[] = []
    const lengths: (string | undefined)[] = []
    const server = createServer((request, response) => {
      request.resume()
      if (request.method === 'DELETE') lengths.push(request.headers['content-length'])
      request.on('end', () => {
        seen.push(request.method!)
        const next = answers.shift() ?? 200
        if (next === 'cut') { response.writeHead(206, { 'content-length': '10', 'content-range': 'bytes 0-9/10' }); response.write('123'); setTimeout(() => response.destroy(), 5); return }
        if (next === 206) { response.writeHead(206, { 'content-range': 'bytes 0-0/10', etag: '"a"' }); response.end('1'); return }
        response.writeHead(next, { 'content-type': 'application/xml' })
        response.end(next === 200 ? '' : next === 507 ? '<Error><Code>InsufficientStorage</Code></Error>' : next === 404 ? '<Error><Code>NoSuchKey</Code></Error>' : '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const port = (server.address() as AddressInfo).port
    try {
      const store = bucketStore({ url: `http://127.0.0.1:${port}/b`, prefix: '', region: 'x', keyId: 'k', secret: 's' }, folder, options)
      answers.push(503, 500, 200)
      await store.put('a', Buffer.from('x'))
      expect(seen.splice(0)).toEqual(['PUT', 'PUT', 'PUT'])
      answers.push(503, 503, 503, 503, 503, 503, 503)
      await expect(store.put('a', Buffer.from('x'))).rejects.toThrow(/SlowDown/)
      expect(seen.splice(0)).toHaveLength(5)
      answers.splice(0)
      answers.push(206)
      const blob = (await store.get('a'))!
      answers.push('cut', 'cut', 206)
      expect((await blob.slice(0, 1)).byteLength).toBe(1)
      expect(seen.splice(0)).toHaveLength(4)
      answers.push(507)
      // No time to try again.
      await expect(store.put('a', Buffer.from('x'))).rejects.toMatchObject({ code: 'no_space' })
      expect(seen.splice(0)).toHaveLength(1)
      // It says that it is deleted, and gives it all the same.
      answers.push(200, 206)
      await expect(store.remove('a')).rejects.toThrow(/has it still/)
      answers.push(200, 404)
      await store.remove('a')
      // Without a length there is who waits for a body that nobody announced.
      expect(lengths).toEqual(['0', '0'])
    } finally { server.closeAllConnections(); await new Promise((resolve) => server.close(resolve)) }
    await expect(bucketStore({ url: `http://127.0.0.1:${port}/b`, prefix: '', region: 'x', keyId: 'k', secret: 's' }, folder, options).put('a', Buffer.from('x'))).rejects.toThrow(/does not answer: ECONNREFUSED/)
    await expect(bucketStore({ url: `http://127.0.0.1:${port}/b`, prefix: '', region: 'x', keyId: 'k', secret: 's' }, folder, options).remove('a')).rejects.toThrow(/does not answer: ECONNREFUSED/)
  })

  test.skipIf(noSwift.length > 0)(`leaves nothing by name on this machine while it is searched${withoutSwift}`, async () => {
    const store = bucketStore(swift!.place, join(folder, 'names'), options)
    await store.put('live/f/x.parquet', segmentOf(['a']))
    const files = await store.files(['live/f/x.parquet'])
    expect([await files.ready(0), readdirSync(join(folder, 'names'))]).toEqual([true, []])
    await files.close()
    await store.remove('live/f/x.parquet')
  })

  test('signs as AWS does: the example of its manual for GET of an object', async () => {
    const signed = await new AwsV4Signer({
      url: 'https://examplebucket.s3.amazonaws.com/test.txt', method: 'GET', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 's3', datetime: '20130524T000000Z', allHeaders: true,
      headers: { range: 'bytes=0-9', 'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    }).sign()
    expect(signed.headers.get('authorization')).toContain('Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
  })
})
