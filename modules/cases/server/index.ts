import type { BodyOf } from '#platform/contract/index.ts'
import type { Ground, Module } from '#platform/module.ts'
import type { CasesService } from '../contract.ts'
import type { writeReply as replying } from '../contract-endpoints.ts'
import { readReply, writeReply } from './answering.ts'
import type { CasesNeeds, Context } from './context.ts'
import { periodic } from './jobs.ts'
import { retention } from './retention.ts'
import { casesRoutes } from './routes.ts'
import { sealedEvidence } from './sealed.ts'
import { casesService } from './service.ts'
import { forgetRealm } from './store/retention-store.ts'
import { subjectPlaces } from './subject.ts'

export type CasesModule = Module<CasesService> & {
  /** The door behind a mailed link, for the page that needs no account and no script. @throws Refusal not_found, expired, invalid. */
  readonly reply: {
    read(token: string): ReturnType<typeof readReply>
    answer(token: string, input: BodyOf<typeof replying>): ReturnType<typeof writeReply>
  }
}

export function createCases(ground: Ground, needs: CasesNeeds): CasesModule {
  const context: Context = { ground, ...needs }
  return {
    service: casesService(context), routes: casesRoutes(context), listeners: [], periodic: periodic(context), retention: retention(context), subject: subjectPlaces, sealed: sealedEvidence(context), forget: forgetRealm,
    reply: {
      read: (token) => readReply(context, token),
      answer: (token, { contactName, ...given }) => writeReply(context, token, { ...given, awareAt: given.awareAt === null ? null : new Date(given.awareAt), by: contactName }),
    },
  }
}
