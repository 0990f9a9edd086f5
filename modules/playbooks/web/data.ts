/** Reads and writes of the pages: loaders and one action over the typed client. Nothing is kept here. */
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { listCases } from '#modules/cases/contract-reading.ts'
import { addressOf, createClient } from '#platform/contract/client.ts'
import { Refusal, type Problem, type RefusalCode, type ResponseOf } from '#platform/contract/index.ts'
import { useJsonSender } from '#ui/console/use-sender.ts'
import * as contract from '../contract.ts'

export const PER_PAGE = 50
const api = createClient()

export async function libraryLoader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const page = Math.max(1, Math.trunc(Number(search.get('page'))) || 1)
  const q = search.get('q')?.trim().slice(0, 100) ?? ''
  return { q, page, ...(await api(contract.listPlaybooks, { query: { ...(q ? { q } : {}), limit: PER_PAGE, offset: (page - 1) * PER_PAGE }, signal: request.signal })) }
}
export type Library = Awaited<ReturnType<typeof libraryLoader>>

/** One playbook, and the open cases on which it can be started. */
export async function playbookLoader({ request, params }: LoaderFunctionArgs) {
  const q = new URL(request.url).searchParams.get('case')?.trim().slice(0, 100) ?? ''
  const { signal } = request
  const [one, found] = await Promise.all([
    orNotFound(api(contract.readPlaybook, { params: { playbookId: params['playbookId']! }, signal })),
    api(listCases, { query: { ...(q ? { q } : { kind: 'main' }), limit: 50 }, signal }).catch(() => ({ items: [] })),
  ])
  return { ...one, q, cases: found.items.filter((each) => each.state !== 'closed').map(({ id, ref, title, partyName, kind }) => ({ id, label: `${ref} · ${kind === 'main' ? title : partyName}` })) }
}
export type OnePlaybook = Awaited<ReturnType<typeof playbookLoader>>

/** The runs of a case; whoever may act also sees what can be started. */
export async function runsLoader({ request, params }: LoaderFunctionArgs) {
  const caseId = params['caseId']!
  const { signal } = request
  const runs = await orNotFound(api(contract.readRuns, { params: { caseId }, signal }))
  const library = runs.mayAct ? (await api(contract.listPlaybooks, { query: { state: 'active', limit: 200 }, signal })).items : []
  return { caseId, ...runs, library }
}
export type Runs = Awaited<ReturnType<typeof runsLoader>>
export type Run = Runs['items'][number]

async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try { return await answer } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') throw new Response(null, { status: 404 })
    throw error
  }
}

/** What became of a form. */
export type Refused = { readonly code: RefusalCode | 'offline'; readonly reason?: string | undefined }
export type Outcome = { readonly ok: true; readonly intent: string } | { readonly ok: false; readonly intent: string; readonly refused: Refused }
export type Sent =
  | { intent: 'starters' }
  | { intent: 'start'; caseId: string; playbookId: string; requestId: string }
  | { intent: 'withdraw'; playbookId: string; version: number; reason: string }
  | { intent: 'decide'; runId: string; item: string; version: number; state: 'open' | 'done' | 'skipped'; note: string }
  | { intent: 'answer'; runId: string; item: string; answer: string | null; before: string | null }
  | { intent: 'stop'; runId: string; reason: string }

export async function act({ request }: ActionFunctionArgs): Promise<Outcome | Response> {
  const sent = (await request.json()) as Sent
  const { intent } = sent
  try {
    switch (intent) {
      case 'starters': await api(contract.addStarters, { body: {} }); break
      case 'start': await api(contract.startPlaybook, { params: { caseId: sent.caseId }, body: { playbookId: sent.playbookId, requestId: sent.requestId } }); return redirect(`/console/cases/${sent.caseId}/playbooks`)
      case 'withdraw': await api(contract.withdrawPlaybook, { params: { playbookId: sent.playbookId }, body: { version: sent.version, reason: sent.reason } }); break
      case 'decide': await api(contract.decideStep, { params: { runId: sent.runId }, body: { item: sent.item, version: sent.version, state: sent.state, note: sent.note } }); break
      case 'answer': await api(contract.answerQuestion, { params: { runId: sent.runId }, body: { item: sent.item, answer: sent.answer, before: sent.before } }); break
      case 'stop': await api(contract.stopRun, { params: { runId: sent.runId }, body: { reason: sent.reason } }); break
    }
    return { ok: true, intent }
  } catch (error) { return { ok: false, intent, refused: refusedOf(error) } }
}

/** fetch throws a TypeError when there was no answer at all; what is neither that nor a refusal goes on to the error page. */
function refusedOf(error: unknown): Refused {
  if (error instanceof TypeError) return { code: 'offline' }
  if (!(error instanceof Refusal)) throw error
  return { code: error.code, reason: error.params['reason'] as string | undefined }
}

export const useSender = useJsonSender<Outcome, Sent>

type Imported = ResponseOf<typeof contract.importPlaybook>
export type ImportOutcome = { readonly done: Imported } | { readonly refused: Refused; readonly problems: readonly contract.DocumentProblem[]; readonly count: number; readonly name: string }

/** The file as it stands on the disk, byte by byte: parsing it here would hide what the server has to find. */
export async function sendDocument(file: File, replace: boolean): Promise<ImportOutcome> {
  const no = (refused: Refused, problem?: Problem): ImportOutcome => {
    const { problems = [], count = 0, name = '' } = (problem?.params ?? {}) as { problems?: contract.DocumentProblem[]; count?: number; name?: string }
    return { refused, problems, count, name }
  }
  if (file.size > contract.MAX_DOCUMENT_BYTES) return no({ code: 'too_large' })
  try {
    const response = await fetch(addressOf(contract.importPlaybook, {}, replace ? { replace: 'true' } : {}), { method: 'POST', headers: { 'content-type': 'application/octet-stream', accept: 'application/json' }, body: file })
    const answer = (await response.json().catch(() => null)) as unknown
    if (response.ok) return { done: answer as Imported }
    const problem = answer as Problem | null
    return no({ code: problem?.code ?? 'failed', reason: problem?.params?.['reason'] as string | undefined }, problem ?? undefined)
  } catch { return no({ code: 'offline' }) }
}
