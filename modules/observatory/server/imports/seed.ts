/** The first cases of the catalogue. What has a source comes published, as written and reviewed with it; what is known by hearsay waits for a person. */
import type { Actor } from '#platform/contract/index.ts'
import { seeds, type Seed } from '../../core/seed/index.ts'
import { EVERY_PAGE } from '#modules/notices/contract.ts'
import { publishSeed } from '../publishing.ts'
import { recordStatements } from '../recording.ts'
import type { Context } from '../context.ts'

/** @param cases at most 1,000; the latest attack is published last, so that it is read first. */
export async function seed(context: Context, actor: Actor, cases: readonly Seed[] = seeds): Promise<{ stored: number; known: number; published: number }> {
  const { db, clock } = context.ground
  const done = await db.as(actor, async (tx) => {
    const count = { stored: 0, known: 0, published: 0 }
    for (const state of ['draft', 'to_verify'] as const) {
      const these = cases.filter((one) => (one.public !== undefined) === (state === 'draft')).toSorted((a, b) => (said(a) < said(b) ? -1 : said(a) > said(b) ? 1 : 0))
      const outcomes = await recordStatements(tx, actor, clock.now(), these.map((one) => one.statement), { state, origin: 'seed', tlp: state === 'draft' ? 'clear' : 'amber' })
      for (const [at, { outcome, entryId }] of outcomes.entries()) {
        // What a person has since changed, withdrawn or published stays as that person left it.
        if (outcome !== 'stored') { count.known += 1; continue }
        count.stored += 1
        const texts = these[at]!.public
        if (!texts) continue
        await publishSeed(context, tx, actor, entryId, texts)
        count.published += 1
      }
    }
    return count
  })
  if (done.published > 0) context.needs.pages.drop([EVERY_PAGE])
  return done
}

const said = ({ statement: { facts } }: Seed): string => facts.started ?? ''
