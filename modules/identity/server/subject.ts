/** What sign-in holds about a person. */
import type { Database } from '#platform/db/index.ts'
import type { SubjectPlace } from '#platform/db/subject.ts'
import { deleteAccounts, findAccounts } from './store/subject-store.ts'

export const subjectPlaces = (people: Database): SubjectPlace[] => [
  {
    id: 'identity.accounts', fate: 'deleted', db: people, find: findAccounts, erase: deleteAccounts,
    what: { it: 'Account: nome, e-mail, ruoli, sessioni, chiavi', fr: 'Compte : nom, e-mail, rôles, sessions, clés', en: 'Account: name, e-mail, roles, sessions, keys' },
    tables: ['identity.user', 'identity.account', 'identity.session', 'identity.passkey', 'identity.twoFactor', 'identity.membership', 'identity.invitation', 'identity.api_token', 'identity.emergency'],
  },
]
