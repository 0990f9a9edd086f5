/**
 * Two people of one body who publish, correct and take away its notice and keep its clocks and filings, one step after the
 * other, across any number of killed servers. What was acknowledged is remembered; what was not may stand or not.
 */
import { PASSWORD } from './centre.ts'
import { signIn, type Api } from './server.ts'

export type Speaker = {
  readonly partyId: string
  readonly caseId: string | undefined
  readonly noticeId: string | undefined
  /** Versions of the working copy whose publication was acknowledged. */
  readonly published: readonly number[]
  /** What the public must read; undefined when the last word was not acknowledged. */
  readonly last: 'published' | 'withdrawn' | undefined
  /** The moment of `breach_aware` that was acknowledged last, unless another was said since. */
  readonly clock: string | undefined
  readonly filed: readonly string[]
  knows(caseId: string): void
  /** Goes on until nobody answers. */
  speak(acknowledged: () => void): Promise<void>
}

type Notice = { version: number; state: 'draft' | 'confirmed' | 'published' | 'withdrawn'; content: object }

export async function createSpeaker(address: string, partyId: string, analyst: Api): Promise<Speaker> {
  const who = (role: string) => signIn(address, `${role}@${partyId.slice(0, 8)}.example`, PASSWORD)
  const [member, admin] = [await who('member'), await who('admin')]
  const speaker = { partyId, caseId: undefined as string | undefined, noticeId: undefined as string | undefined, published: [] as number[], last: undefined as 'published' | 'withdrawn' | undefined, clock: undefined as string | undefined, filed: [] as string[] }
  let answered = false
  let step = 0
  let filings = 0
  const post = async (api: Api, path: string, body: object, method = 'POST') => {
    const answer = await api(path, { method, body })
    if (!answer.ok) throw new NotNow(`${path}: ${answer.status} ${await answer.text()}`)
  }
  const get = async <T>(api: Api, path: string) => {
    const answer = await api(path)
    if (!answer.ok) throw new NotNow(`${path}: ${answer.status}`)
    return (await answer.json()) as T
  }

  async function speakOnce(acknowledged: () => void): Promise<void> {
    const about = speaker.caseId!
    if (!answered) {
      await post(analyst, `/api/cases/${about}/answer`, { answer: 'hit', awareAt: new Date(Date.now() - 120_000).toISOString(), personalData: 'yes', callerName: 'Chi risponde' })
      answered = true
    }
    speaker.noticeId ??= (await get<{ items: { id: string }[] }>(member, `/api/notices?caseId=${about}&limit=1`)).items[0]?.id
    if (!speaker.noticeId) return new Promise((resolve) => setTimeout(resolve, 50)) // not drafted yet
    step += 1
    if (step % 4 === 0) return keepClocks(about, acknowledged)
    const at = `/api/notices/${speaker.noticeId}`
    const { version, state, content } = await get<Notice>(member, at)
    if (state === 'published' && step % 2 === 0) {
      speaker.last = undefined
      await post(admin, `${at}/withdraw`, { reason: 'Prova: tutto funziona di nuovo' })
      speaker.last = 'withdrawn'
    } else if (state === 'published' || state === 'withdrawn') await post(member, at, { version, content }, 'PUT')
    else if (state === 'draft') await post(member, `${at}/confirm`, { version })
    else {
      speaker.last = undefined
      await post(admin, `${at}/publish`, { version })
      speaker.published.push(version)
      speaker.last = 'published'
    }
    acknowledged()
  }

  async function keepClocks(about: string, acknowledged: () => void): Promise<void> {
    const clock = new Date(Date.now() - 60_000 - step * 1000).toISOString()
    speaker.clock = undefined
    await post(member, `/api/obligations/cases/${about}/clocks`, { clock: 'breach_aware', at: clock })
    speaker.clock = clock
    acknowledged()
    const { obligations } = await get<{ obligations: { id: string; state: string; regime: string }[] }>(member, `/api/obligations/cases/${about}`)
    const due = obligations.find((one) => one.regime === 'EU-GDPR33' && (one.state === 'due' || one.state === 'sent' || one.state === 'awaiting_input'))
    if (!due) return
    // Not counted further before it is acknowledged: the same number said twice is one filing.
    const protocol = `PROVA-${filings + 1}`
    await post(member, `/api/obligations/${due.id}/filing`, { at: new Date(Date.now() - 1000).toISOString(), protocol })
    filings += 1
    speaker.filed.push(protocol)
    acknowledged()
  }

  return Object.assign(speaker, {
    knows: (caseId: string) => { speaker.caseId = caseId },
    async speak(acknowledged: () => void) {
      for (;;) {
        try { await speakOnce(acknowledged) } catch (error) {
          if (!(error instanceof NotNow)) throw error
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
    },
  })
}

/** The server is there and says no: a draft that followed the case meanwhile, a database that is away. */
class NotNow extends Error {}
