import { rawRoute, route, type Route } from '#platform/http/index.ts'
import { REALM_COOKIE, endExercise, enterExercise, leaveExercise, listExercises, readExercise, resumeExercise, startExercise } from '../contract.ts'
import type { Service } from './service.ts'

export function routes(service: Service, secure: boolean): Route[] {
  const cookie = (value: string, age: number) => `${REALM_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`
  return [
    route(listExercises, ({ actor, query }) => service.list(actor, query.limit, query.offset)),
    route(readExercise, ({ params }) => service.view(params.exerciseId)),
    route(startExercise, ({ actor, body }) => service.start(actor, body)),
    route(resumeExercise, async ({ actor, params }) => (await service.resume(actor, params.exerciseId)).view),
    route(endExercise, ({ actor, params }) => service.end(actor, params.exerciseId)),
    rawRoute(enterExercise, async ({ params, reply }) => {
      const { realm } = await service.view(params.exerciseId)
      return reply.header('set-cookie', cookie(realm, 86_400)).status(204).send()
    }),
    rawRoute(leaveExercise, async ({ reply }) => reply.header('set-cookie', cookie('', 0)).status(204).send()),
  ]
}
