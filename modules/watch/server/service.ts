import type { StixObject } from '#engines/stix/index.ts'
import type { WatchService } from '../contract.ts'
import type { Context } from './context.ts'
import { createHunts } from './hunts/hunts.ts'
import { askedOf } from './hunts/subject.ts'
import { taggedRules } from './store/rules-store.ts'
import { createTelling } from './told/telling.ts'

/** What the modules above ask: which rules name a technique, what may be told, and to look for something in what is kept. */
export function createService(context: Context): WatchService {
  const hunts = createHunts(context)
  return {
    tagged: taggedRules, ...createTelling(context),
    look: (actor, { object, tlp }) => hunts.start(actor, { ...askedOf(object as StixObject), title: '', ...named(object) }, { id: String(object['id']), tlp }),
  }
}
const named = ({ name }: Readonly<Record<string, unknown>>) => (typeof name === 'string' && name.trim() !== '' ? { title: name.trim().replaceAll(/\s+/g, ' ').slice(0, 300) } : {})
