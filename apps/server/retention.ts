/** Every rule of the house, in one place: those of the modules, and those of the ground below them. */
import { join } from 'node:path'
import { mailRetention } from '#platform/mail/retention.ts'
import type { RetentionRule } from '#platform/retention.ts'

export const rulesOf = (modules: readonly { readonly retention?: readonly RetentionRule[] }[], dataFolder: string): RetentionRule[] => {
  const rules = [...modules.flatMap((module) => module.retention ?? []), mailRetention(join(dataFolder, 'mail')), ...ground]
  const twice = rules.find((rule, at) => rules.findIndex((one) => one.id === rule.id) !== at)
  if (twice) throw new Error(`retention: two rules are called ${twice.id}`)
  return rules
}

const ground: readonly RetentionRule[] = [
  {
    id: 'audit.log',
    what: { it: 'Registro di ciò che è stato fatto', fr: 'Journal de ce qui a été fait', en: 'Audit log' },
    where: ['audit.entry', 'retention.run', 'retention.proof'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Almeno dieci anni: è una catena, e un anello tolto la spezza. Dice chi (per codice) ha fatto che cosa e quando; i contenuti stanno altrove e hanno il loro termine. GDPR art. 5(2) e 32.', fr: 'Au moins dix ans : c’est une chaîne, et un maillon ôté la rompt. Il dit qui (par code) a fait quoi et quand ; les contenus sont ailleurs et ont leur durée. RGPD art. 5(2) et 32.', en: 'Ten years at least: it is a chain, and a link taken out breaks it. It says who (by id) did what and when; contents are elsewhere and have their own term. GDPR art. 5(2) and 32.' },
  },
  {
    id: 'server.journal',
    what: { it: 'Diario tecnico del server', fr: 'Journal technique du serveur', en: 'Technical log of the server' },
    where: ['stderr'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Senza nomi né contenuti; lo tiene e lo cancella la macchina, con le sue regole.', fr: 'Sans noms ni contenus ; la machine le tient et l’efface, selon ses règles.', en: 'Without names or contents; the machine keeps it and deletes it, by its own rules.' },
  },
]
