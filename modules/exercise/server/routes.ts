import { rawRoute, route, type Route } from '#platform/http/index.ts'
import { REALM_COOKIE, enterExercise, leaveExercise, listExercises, readExercise, startExercise } from '../contract.ts'
import type { Service } from './service.ts'

export function routes(service: Service, secure: boolean): Route[] {
  const cookie = (value: string, age: number) => `${REALM_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure ? '; Secure' : ''}`
  return [
    route(listExercises, ({ query }) => service.list(query.limit, query.offset)),
    route(readExercise, ({ params }) => service.view(params.exerciseId)),
    route(startExercise, ({ actor, body }) => service.start(actor, body)),
    rawRoute(enterExercise, async ({ params, reply }) => {
      const { realm } = await service.view(params.exerciseId)
      return reply.header('set-cookie', cookie(realm, 86_400)).status(204).send()
    }),
    rawRoute(leaveExercise, async ({ reply }) => reply.header('set-cookie', cookie('', 0)).status(204).send()),
  ]
}
