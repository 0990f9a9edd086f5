/**
 * Bytes of a mail to what can be read of it. Files in it are counted and hashed, never opened: an archive is only bytes. HTML
 * becomes text by the converter that mailparser brings: no script runs, nothing is loaded. What is broken never throws.
 */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { MailParser } from 'mailparser'
import { ATTACHMENTS_MAX, clean, HEADERS_MAX, NESTED_MAX, type MailAddress, type MailFile, type ReadMail } from '../../core/roads/mail.ts'

const HTML_MAX = 2_000_000
const HEAD_MAX = 262_144
const HEADER_MAX = 8192
const NESTED_MOST = 10
const PARSE_MS = 20_000
/** Of a mail with thousands of headers these are read wherever they stand. */
const needed = new Set(['from', 'subject', 'message-id', 'date', 'reply-to', 'return-path', 'content-type', 'content-transfer-encoding', 'content-disposition', 'mime-version', 'auto-submitted', 'precedence', 'list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond', 'authentication-results', 'in-reply-to'])

type File = MailFile & { readonly content: Buffer | undefined }
type Read = Omit<ReadMail, 'files'> & { readonly files: readonly File[] }

export async function readMail(bytes: Uint8Array): Promise<ReadMail> {
  const { files, ...mail } = await read(bytes, 0)
  return { ...mail, files: files.slice(0, ATTACHMENTS_MAX).map(({ fileName, mediaType, bytes: size, sha256 }) => ({ fileName, mediaType, bytes: size, sha256 })) }
}

/** The file that stands at this place in the list of `readMail`. */
export async function fileOfMail(bytes: Uint8Array, part: number): Promise<Buffer | undefined> {
  return (await read(bytes, 0, part)).files[part]?.content
}

/** `keep`: of which file the bytes are wanted. */
async function read(bytes: Uint8Array, depth: number, keep?: number): Promise<Read> {
  const { head, body, count } = slim(bytes)
  const raw = await parse(Buffer.concat([head, body]))
  const files: File[] = []
  const nested: ReadMail['nested'][number][] = []
  const broken = [...raw.broken]
  for (const { content, ...file } of raw.files) {
    if (file.mediaType === 'message/rfc822' && depth < NESTED_MAX && nested.length < NESTED_MOST) {
      const inner = await read(content, depth + 1, keep)
      nested.push({ subject: inner.subject, from: inner.from ? [inner.from.name, inner.from.address].filter(Boolean).join(' ') : '', date: inner.headers.find((one) => one.name === 'date')?.value ?? '', text: inner.text }, ...inner.nested)
      files.push(...inner.files)
      broken.push(...inner.broken)
    } else files.push({ ...file, content: keep === undefined ? undefined : content })
  }
  return { headers: raw.headers.slice(0, HEADERS_MAX), headerCount: count, subject: raw.subject, from: raw.from, text: raw.text, files, nested, broken }
}

type Raw = { headers: { name: string; value: string }[]; subject: string; from: MailAddress | undefined; text: string; files: (MailFile & { content: Buffer })[]; broken: string[] }
type Spoken = { type: 'text'; text?: string; textConversionError?: Error } | { type: 'attachment'; content: Readable; contentType?: string; filename?: string; release: (() => void) | null }

function parse(bytes: Buffer): Promise<Raw> {
  const raw: Raw = { headers: [], subject: '', from: undefined, text: '', files: [], broken: [] }
  const parser = new MailParser({ skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true, ignoreEmbedded: true, maxHtmlLengthToParse: HTML_MAX, checksumAlgo: false } as ConstructorParameters<typeof MailParser>[0])
  return new Promise((resolve) => {
    const done = (problem?: string) => {
      clearTimeout(timer)
      if (problem !== undefined) raw.broken.push(problem)
      parser.removeAllListeners('data')
      resolve(raw)
    }
    // What was read until then is kept.
    const timer = setTimeout(() => done('it took too long to read'), PARSE_MS)
    parser.on('error', (error: Error) => done(error.message))
    parser.on('end', () => done())
    parser.on('headerLines', (lines: { key: string; line: string }[]) => {
      if (raw.headers.length === 0) raw.headers = lines.filter(({ key }) => /^[\w-]{1,100}$/.test(key)).map(({ key, line }) => ({ name: key, value: clean(line.slice(line.indexOf(':') + 1).replaceAll(/\s+/g, ' ').trim(), HEADER_MAX) }))
    })
    parser.on('headers', (headers: Map<string, unknown>) => {
      if (raw.subject === '' && raw.from === undefined) {
        raw.subject = String(headers.get('subject') ?? '')
        const [from] = (headers.get('from') as { value?: { name?: string; address?: string; group?: unknown }[] } | undefined)?.value ?? []
        if (from) raw.from = { name: from.name ?? '', address: from.address ?? '' }
      }
    })
    parser.on('data', (data: Spoken) => {
      if (data.type === 'text') {
        raw.text = data.text ?? ''
        if (data.textConversionError) raw.broken.push(`its page could not be turned into text: ${data.textConversionError.message}`)
        return
      }
      const chunks: Buffer[] = []
      data.content.on('data', (chunk: Buffer) => chunks.push(chunk))
      data.content.on('error', (error: Error) => { raw.broken.push(error.message); data.release?.() })
      data.content.on('end', () => {
        const content = Buffer.concat(chunks)
        raw.files.push({ content, fileName: nameOf(data.filename), mediaType: clean(data.contentType ?? '', 200).toLowerCase(), bytes: content.byteLength, sha256: createHash('sha256').update(content).digest() })
        data.release?.()
      })
    })
    parser.end(bytes)
  })
}

/** A name is shown and never used as a path; what would hide its ending (a turn of the direction of writing) goes. */
const nameOf = (name: string | undefined) => clean((name ?? '').replaceAll(/\s+/g, ' ').replaceAll(/[\u202A-\u202E\u2066-\u2069/\\]/g, '_'), 300).trim() || '-'

/** The head within bounds: thousands of headers, or one of megabytes, make no mail unreadable. */
function slim(bytes: Uint8Array): { head: Buffer; body: Buffer; count: number } {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ends = [all.indexOf('\r\n\r\n'), all.indexOf('\n\n')].filter((at) => at >= 0)
  const end = ends.length === 0 ? all.length : Math.min(...ends)
  const fields = all.subarray(0, end).toString('latin1').split(/\r?\n(?![ \t])/)
  const count = fields.filter((line) => /^[\w-]+:/.test(line)).length
  if (end <= HEAD_MAX && count <= HEADERS_MAX) return { head: all.subarray(0, end), body: all.subarray(end), count }
  const isNeeded = (line: string) => needed.has(line.slice(0, Math.max(0, line.indexOf(':'))).toLowerCase())
  const wanted = fields.filter(isNeeded)
  const kept = [...wanted.slice(0, HEADERS_MAX), ...fields.filter((line) => !isNeeded(line)).slice(0, Math.max(0, HEADERS_MAX - wanted.length))].map((line) => line.slice(0, HEADER_MAX))
  // No more than the head may hold, whatever each of them is.
  let room = HEAD_MAX
  return { head: Buffer.from(kept.filter((line) => (room -= line.length + 2) > 0).join('\r\n'), 'latin1'), body: end === all.length ? Buffer.from('\r\n\r\n') : all.subarray(end), count }
}
