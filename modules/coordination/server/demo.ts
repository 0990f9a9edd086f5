import { system } from '#platform/contract/index.ts'
import { demoResponders } from '../core/demo.data.ts'
import type { Context } from './context.ts'
import { save } from './responders.ts'

const DAY = 86_400_000

/** Puts the invented responders on the list of a demonstration that has just been filled; `idOf` knows its parties by their code. */
export async function seedDemo(context: Context, idOf: (code: string) => string): Promise<void> {
  const day = (n: number) => new Date(context.ground.clock.now().getTime() + n * DAY).toISOString().slice(0, 10)
  for (const { code, public: agreed, qualifications, ...one } of demoResponders) {
    await save(context, system('demo'), idOf(code), {
      version: 0, ...one, trades: [...one.trades], languages: [...one.languages], places: [], everywhere: true, email: '', website: '', groupName: '', bonds: [], active: true, note: '', notUntil: null, publicDocument: agreed ? 'Lettera inventata' : '',
      qualifications: qualifications.map(({ kind, label, endsInDays }) => ({ kind, label, evidence: 'Registro inventato', until: day(endsInDays) })),
    })
  }
}
