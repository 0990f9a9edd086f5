/** Papers for the data protection officer, and the notice that the public reads. */
import { record } from '#platform/audit/index.ts'
import { Refusal, system, type Actor, type BodyOf, type Lang } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Ground } from '#platform/module.ts'
import type { RetentionRule } from '#platform/retention.ts'
import { paperNames, type PaperName, type publishNotice } from '../contract-papers.ts'
import { noticeParts, paper } from '../core/papers/paper.ts'
import { paperTitles } from '../core/papers/words.data.ts'
import { dayIn } from '../core/terms-of-requests.ts'
import { readNotice, saveNotice, tellPublic } from './store/notice-store.ts'

export type Papers = ReturnType<typeof createPapers>
export function createPapers({ db, clock }: Pick<Ground, 'db' | 'clock'>, { rules, version = '' }: { readonly rules: readonly RetentionRule[]; readonly version?: string }) {
  const keeper = system('retention.papers')
  const centre = () => db.as(keeper, readCentre)
  const lacksOf = (contacts: Readonly<Record<string, unknown>>) => (['email', 'dpo'] as const).filter((name) => typeof contacts[name] !== 'string' || contacts[name] === '')

  async function list(actor: Actor) {
    const [row, { contacts }] = [await db.as(actor, readNotice), await centre()]
    return {
      version, papers: paperNames.map((name) => ({ name, title: { ...paperTitles[name] } })),
      notice: { published: row?.published ?? false, changedAt: row?.changed_at.toISOString() ?? null, version: row?.version ?? 0, lacks: lacksOf(contacts) },
    }
  }

  async function read(name: PaperName, lang: Lang): Promise<string> {
    const { name: title, contacts, timeZone } = await centre()
    return paper(name, lang, { centre: title, contacts, rules, version, day: dayIn(timeZone, clock.now()) })
  }

  async function publish(actor: Actor, { version: known, published }: BodyOf<typeof publishNotice>): Promise<void> {
    const lacks = lacksOf((await centre()).contacts)
    // The law wants both on it: a notice with blanks is none.
    if (published && lacks.length > 0) throw new Refusal('conflict', { reason: 'lacks_contacts' })
    await db.as(actor, async (tx) => {
      if (!(await saveNotice(tx, { published, version: known, now: clock.now(), by: actor.id }))) throw new Refusal('conflict', { reason: 'changed' })
      await tellPublic(tx)
      await record(tx, actor, clock.now(), { action: 'retention.publish_notice', object: 'notice:privacy', detail: { published } })
    })
  }

  /** For the public page; undefined while nobody has published it. */
  async function view(lang: Lang) {
    const row = await db.as(keeper, readNotice)
    if (!row?.published) return undefined
    const { name, contacts, timeZone } = await centre()
    return { parts: noticeParts(lang, { centre: name, contacts, rules }), day: dayIn(timeZone, row.changed_at) }
  }

  return { list, read, publish, view }
}
