/** What sign-in keeps, for how long, and why. */
import type { Database } from '#platform/db/index.ts'
import type { RetentionRule } from '#platform/retention.ts'
import { deleteInvitations, deleteSessions, deleteTokens, endedInvitations, endedSessions, endedTokens } from './store/retention-store.ts'

export const retention = (people: Database): RetentionRule[] => [
  {
    id: 'identity.sessions',
    what: { it: 'Sessioni di accesso, con indirizzo IP e browser', fr: 'Sessions de connexion, avec adresse IP et navigateur', en: 'Sign-in sessions, with IP address and browser' },
    where: ['identity.session'],
    fate: 'deleted',
    term: { days: 1 },
    from: { it: 'la fine della sessione', fr: 'la fin de la session', en: 'the end of the session' },
    why: { it: 'Finita la sessione non servono più; chi è entrato e quando sta nel registro. GDPR art. 5(1)(e).', fr: 'La session finie, elles ne servent plus ; qui est entré et quand se trouve dans le journal. RGPD art. 5(1)(e).', en: 'Once the session is over they serve nothing; who signed in and when stands in the audit log. GDPR art. 5(1)(e).' },
    purge: { db: people, due: endedSessions, remove: deleteSessions },
  },
  {
    id: 'identity.invitations',
    what: { it: 'Inviti: impronta del collegamento e chi ha invitato', fr: 'Invitations : empreinte du lien et qui a invité', en: 'Invitations: fingerprint of the link and who invited' },
    where: ['identity.invitation'],
    fate: 'deleted',
    term: { days: 30 },
    from: { it: 'la scadenza del collegamento', fr: 'l’expiration du lien', en: 'the moment the link runs out' },
    why: { it: 'Un mese per capire perché qualcuno non è entrato, poi non serve. GDPR art. 5(1)(e).', fr: 'Un mois pour comprendre pourquoi quelqu’un n’est pas entré, puis plus rien. RGPD art. 5(1)(e).', en: 'A month to understand why somebody did not get in, then no use. GDPR art. 5(1)(e).' },
    purge: { db: people, due: endedInvitations, remove: deleteInvitations },
  },
  {
    id: 'identity.tokens',
    what: { it: 'Chiavi per programmi: impronta, nome, ambiti, ultimo uso', fr: 'Clés pour programmes : empreinte, nom, portées, dernier usage', en: 'Keys for programs: fingerprint, name, scopes, last use' },
    where: ['identity.api_token'],
    fate: 'deleted',
    term: { days: 30 },
    from: { it: 'la scadenza o la revoca della chiave', fr: 'la fin ou la révocation de la clé', en: 'the end of the key, or the day it was taken back' },
    why: { it: 'Un mese per capire perché un programma non entra più, poi non serve. GDPR art. 5(1)(e).', fr: 'Un mois pour comprendre pourquoi un programme n’entre plus, puis plus rien. RGPD art. 5(1)(e).', en: 'A month to understand why a program no longer gets in, then no use. GDPR art. 5(1)(e).' },
    purge: { db: people, due: endedTokens, remove: deleteTokens },
  },
  {
    id: 'identity.refused',
    what: { it: 'Accessi rifiutati (quante volte, per impronta dell’indirizzo) e accessi a metà', fr: 'Connexions refusées (combien de fois, par empreinte de l’adresse) et connexions inachevées', en: 'Refused sign-ins (how often, by fingerprint of the address) and unfinished ones' },
    where: ['identity.refused_sign_in', 'identity.verification'],
    fate: 'deleted',
    term: { minutes: 15 },
    from: { it: 'il primo tentativo o la scadenza', fr: 'la première tentative ou l’expiration', en: 'the first attempt or the end of its validity' },
    why: { it: 'Servono solo a rallentare chi indovina. Una prova di eliminazione permetterebbe di riconoscere l’indirizzo.', fr: 'Elles ne servent qu’à ralentir qui devine. Une preuve de suppression permettrait de reconnaître l’adresse.', en: 'They only slow down a guesser. A proof of deletion would let the address be recognised.' },
    promptly: true,
  },
  {
    id: 'identity.emergencies',
    what: { it: 'Accessi di emergenza: a chi, perché, chi li ha chiusi', fr: 'Accès d’urgence : à qui, pourquoi, clos par qui', en: 'Emergency accesses: to whom, why, closed by whom' },
    where: ['identity.emergency'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Sono pochi, e provano che un potere eccezionale è stato guardato. Se ne vanno con l’account.', fr: 'Ils sont rares et prouvent qu’un pouvoir exceptionnel a été examiné. Ils partent avec le compte.', en: 'They are few, and prove that an exceptional power was looked at. They go with the account.' },
  },
  {
    id: 'identity.accounts',
    what: { it: 'Persone con accesso: nome, e-mail, ruoli, password cifrata', fr: 'Personnes ayant un accès : nom, e-mail, rôles, mot de passe chiffré', en: 'People with access: name, e-mail, roles, hashed password' },
    where: ['identity.user', 'identity.account', 'identity.passkey', 'identity.twoFactor', 'identity.membership'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Finché la persona lavora con il centro. I ruoli finiscono alla loro data o quando si tolgono; l’account si cancella quando la persona lo chiede.', fr: 'Tant que la personne travaille avec le centre. Les rôles finissent à leur date ou quand on les retire ; le compte est effacé quand la personne le demande.', en: 'As long as the person works with the centre. Roles end on their date or when they are taken away; the account is erased when the person asks.' },
  },
]
