/** An exercise that is over goes with everything that was played in it. */
import { LIVE } from '#platform/contract/index.ts'
import type { RetentionRule } from '#platform/retention.ts'
import type { Needs } from './service.ts'
import { deleteRun, dueRealms, dueRuns } from './store.ts'

export const retention = (needs: Pick<Needs, 'forget'>): RetentionRule[] => [
  {
    id: 'exercise.runs',
    what: { it: 'Esercitazioni finite, con tutto quello che vi è stato scritto', fr: 'Exercices terminés, avec tout ce qui y a été écrit', en: 'Exercises that are over, with everything written in them' },
    where: ['exercise.run', 'territory.*', 'cases.*', 'obligations.*', 'notices.*', 'platform.delivery', 'platform.outbox'],
    fate: 'deleted',
    term: { years: 1 },
    from: { it: 'la fine dell’esercitazione', fr: 'la fin de l’exercice', en: 'the end of the exercise' },
    why: { it: 'Un anno per confrontarla con la successiva; dentro possono esserci i nomi dei propri enti.', fr: 'Un an pour le comparer au suivant ; il peut contenir les noms de ses propres collectivités.', en: 'A year to compare it with the next one; it may hold the names of one’s own bodies.' },
    purge: {
      // Each in its own realm and its own transaction: the policies let a transaction touch one realm only.
      realms: (tx, ask) => dueRealms(tx, ask.before),
      due: dueRuns,
      async remove(tx, _due, { realm }) {
        if (realm === LIVE) throw new Error('the live realm is no exercise')
        await needs.forget(tx, realm)
        await deleteRun(tx, realm)
      },
    },
  },
]
