import type { Samples } from './sample.ts'

export const server: Samples<'server'> = {
  'server.status': {},
  'server.openapi': {},
}
