/** From files to documents, each with its head; what cannot be one is refused with every reason. Never throws on what somebody wrote. */
import { MAX_DOCUMENTS, MAX_FILE_BYTES } from '../limits.ts'
import type { FilterDocument, JsonObject, Refused, RuleDocument, SigmaDocument } from '../types.ts'
import { readCorrelation } from './correlation.ts'
import { readDetections, readHead, readLogsource } from './head.ts'
import { isObject, merge, textOf, textsOf } from './json.ts'
import { locate, type Complaint } from './place.ts'
import { split, type Piece } from './split.ts'
import { parseYaml } from './yaml.ts'

export type RuleFile = { readonly path: string; readonly text: string }
/** `pieces` is where each document stands: to say later what is wrong with it. */
export type Documents = { readonly documents: readonly SigmaDocument[]; readonly refused: readonly Refused[]; readonly pieces: ReadonlyMap<SigmaDocument, Piece> }
type Answer = { readonly document: SigmaDocument; readonly piece: Piece } | { readonly refused: Refused } | undefined

export function readDocuments(files: readonly RuleFile[]): Documents {
  const documents: SigmaDocument[] = []
  const refused: Refused[] = []
  const pieces = new Map<SigmaDocument, Piece>()
  for (const file of files) {
    for (const answer of readFile(file)) {
      if (answer === undefined) continue
      if ('refused' in answer) refused.push(answer.refused)
      else { documents.push(answer.document); pieces.set(answer.document, answer.piece) }
    }
  }
  return { documents: withoutDoubles(documents, pieces, refused), refused, pieces }
}

function readFile({ path, text: given }: RuleFile): Answer[] {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given
  if (text.length > MAX_FILE_BYTES || (text.length > MAX_FILE_BYTES / 4 && new TextEncoder().encode(text).length > MAX_FILE_BYTES)) {
    return [{ refused: { path, document: 0, problems: [{ code: 'too_large', message: `The file is larger than ${MAX_FILE_BYTES} bytes.`, path }] } }]
  }
  const pieces = split(text)
  if (pieces.length > MAX_DOCUMENTS) return [{ refused: { path, document: 0, problems: [{ code: 'too_many_documents', message: `The file has more than ${MAX_DOCUMENTS} documents.`, path }] } }]
  let global: JsonObject = {}
  let previous: JsonObject = {}
  return pieces.map((piece, document) => {
    const parsed = parseYaml(path, piece)
    if ('problem' in parsed) return { refused: { path, document, problems: [parsed.problem] } }
    const { value } = parsed
    if (!isObject(value)) return refuse(path, piece, document, {}, [{ code: 'not_a_document', message: 'A document is a map that begins with `title:`.', at: [] }])
    const action = value['action']
    if (action !== 'global' && action !== 'reset' && action !== 'repeat') {
      previous = isEmpty(global) ? value : merge(global, value)
      if ('id' in global) global = withoutId(global)
      return readDocument(path, piece, document, previous)
    }
    // Collections of the old style (before Sigma 2): what `global` says holds for all that follow in the file, but its id for one.
    const { action: _, ...own } = value
    if (action === 'global') { global = merge(global, own); return undefined }
    if (action === 'reset') global = {}
    previous = action === 'repeat' ? merge(withoutId(previous), own) : own
    return readDocument(path, piece, document, previous)
  })
}

const withoutId = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).filter(([name]) => name !== 'id'))
const isEmpty = (object: JsonObject): boolean => Object.keys(object).length === 0

function refuse(path: string, piece: Piece, document: number, { id, title }: { id?: string; title?: string }, complaints: readonly Complaint[]): Answer {
  return { refused: { path, document, ...(id ? { id } : {}), ...(title ? { title } : {}), problems: locate(path, piece, complaints) } }
}

function readDocument(path: string, piece: Piece, document: number, value: JsonObject): Answer {
  const complaints: Complaint[] = []
  const head = readHead(value, { path, document, line: piece.first }, complaints)
  if (head.status === 'deprecated' || head.status === 'unsupported') complaints.push({ code: head.status, message: `Left out: its status says ${head.status}.`, at: ['status'] })
  const read = readBody()
  return complaints.length === 0 && read !== undefined ? { document: read, piece } : refuse(path, piece, document, head, complaints)

  function readBody(): SigmaDocument | undefined {
    if ('correlation' in value) return readCorrelation(head, value, complaints)
    if ('filter' in value) return readFilter()
    if ('detection' in value) return readRule()
    complaints.push({ code: 'not_a_rule', message: 'A document has a `detection`, a `correlation` or a `filter`.', at: [] })
    return undefined
  }
  function readRule(): RuleDocument | undefined {
    const detection = value['detection']
    const logsource = readLogsource(value['logsource'], complaints)
    if (!isObject(detection)) { complaints.push({ code: 'no_selection', message: '`detection` is a map of selections and a condition.', at: ['detection'] }); return undefined }
    const { detections, conditions } = readDetections(detection, 'detection', new Set(['condition', 'timeframe']), complaints)
    for (const condition of conditions) {
      const old = /\|\s*(count|min|max|avg|sum|near)\b/i.exec(condition)
      if (old) complaints.push({ code: 'old_aggregation', message: `"| ${old[1]}" is the old way to count: write a correlation rule instead.`, at: ['detection', 'condition'] })
    }
    return { ...head, kind: 'rule', logsource, detections, conditions }
  }
  function readFilter(): FilterDocument | undefined {
    const filter = value['filter']
    const logsource = readLogsource(value['logsource'], complaints)
    if (!isObject(filter)) { complaints.push({ code: 'no_selection', message: '`filter` is a map of rules, selections and a condition.', at: ['filter'] }); return undefined }
    const { detections, conditions } = readDetections(filter, 'filter', new Set(['condition', 'rules']), complaints)
    const named = textsOf(filter['rules'])
    const rules = named.length === 0 || (textOf(filter['rules'])?.toLowerCase() === 'any') ? 'any' as const : named
    return { ...head, kind: 'filter', logsource, rules, detections, conditions }
  }
}

/** Of two with one id the first stays; a rule that another says it makes obsolete does not alert beside it. */
function withoutDoubles(documents: readonly SigmaDocument[], pieces: ReadonlyMap<SigmaDocument, Piece>, refused: Refused[]): SigmaDocument[] {
  const seen = new Map<string, SigmaDocument>()
  const obsolete = new Map(documents.flatMap((one) => one.related.filter((other) => /^obsoletes?$/.test(other.type) && other.id !== one.id).map((other) => [other.id, one])))
  return documents.filter((one) => {
    const first = seen.get(one.id)
    const newer = obsolete.get(one.id)
    seen.set(one.id, first ?? one)
    if (first === undefined && newer === undefined) return true
    const complaint = first !== undefined
      ? { code: 'duplicate_id', message: `The id ${one.id} stands in ${first.path} already.`, at: ['id'] }
      : { code: 'obsolete', message: `Left out: "${newer!.title}" (${newer!.path}) says that it takes its place.`, at: ['id'] }
    refused.push({ path: one.path, document: one.document, id: one.id, title: one.title, problems: locate(one.path, pieces.get(one)!, [complaint]) })
    return false
  })
}
