/** What holds people together, and how long it is kept. */
import type { RetentionRule } from '#platform/retention.ts'
import * as store from './store/retention-store.ts'

const five = { it: 'Cinque anni in cui si può rispondere di quello che si è fatto (art. 2947 c.c.; art. 2224 code civil).', fr: 'Cinq ans pendant lesquels on peut répondre de ce qui a été fait (art. 2224 du code civil ; art. 2947 c.c. italien).', en: 'Five years in which one may have to answer for what was done (art. 2947 of the Italian and art. 2224 of the French civil code).' }

export const retention: readonly RetentionRule[] = [
  {
    id: 'coordination.claims',
    what: { it: 'Domini e indirizzi rivendicati: richieste rifiutate o restituite', fr: 'Domaines et adresses revendiqués : demandes refusées ou rendues', en: 'Claims on domains and addresses that were refused or given back' },
    where: ['coordination.claim'], fate: 'deleted', term: { years: 5 }, from: { it: 'la decisione o la restituzione', fr: 'la décision ou la restitution', en: 'the decision, or the giving back' }, why: five,
    purge: { due: store.dueClaims, remove: store.deleteClaims },
  },
  {
    id: 'coordination.consents',
    what: { it: 'Autorizzazioni degli enti, con chi le ha date', fr: 'Autorisations des collectivités, avec qui les a données', en: 'What bodies have allowed, and who gave it' },
    where: ['coordination.consent'], fate: 'deleted', term: { years: 5 }, from: { it: 'la scadenza o il ritiro', fr: 'l’échéance ou le retrait', en: 'the end or the withdrawal' }, why: five,
    purge: { due: store.dueConsents, remove: store.deleteConsents },
  },
  {
    id: 'coordination.on_call',
    what: { it: 'Turni di reperibilità: nomi e telefoni', fr: 'Tours d’astreinte : noms et téléphones', en: 'Turns on call: names and telephones' },
    where: ['coordination.on_call'], fate: 'deleted', term: { years: 1 }, from: { it: 'la fine del turno', fr: 'la fin du tour', en: 'the end of the turn' },
    why: { it: 'Un anno per sapere chi rispondeva quando un caso si riapre. GDPR art. 5(1)(e).', fr: 'Un an pour savoir qui répondait si un dossier se rouvre. RGPD art. 5(1)(e).', en: 'A year to know who answered, should a case come back. GDPR art. 5(1)(e).' },
    purge: { due: store.dueShifts, remove: store.deleteShifts },
  },
  {
    id: 'coordination.cards',
    what: { it: 'Tessere di carta scadute o revocate: impronta del codice e a chi erano date', fr: 'Cartes papier échues ou révoquées : empreinte du code et à qui elles étaient remises', en: 'Paper cards that ended or were revoked: hash of the code, and to whom they were given' },
    where: ['coordination.card'], fate: 'deleted', term: { years: 1 }, from: { it: 'la scadenza o la revoca', fr: 'l’échéance ou la révocation', en: 'the end or the revocation' },
    why: { it: 'Un anno per capire chi ha chiamato con una vecchia tessera. GDPR art. 5(1)(e).', fr: 'Un an pour comprendre qui a appelé avec une ancienne carte. RGPD art. 5(1)(e).', en: 'A year to understand who called with an old card. GDPR art. 5(1)(e).' },
    purge: { due: store.dueCards, remove: store.deleteCards },
  },
  {
    id: 'coordination.misses',
    what: { it: 'Codici di tessera sbagliati: quando e quale operatore', fr: 'Codes de carte erronés : quand et quel opérateur', en: 'Wrong codes of cards: when, and which operator' },
    where: ['coordination.card_miss'], fate: 'deleted', term: { days: 1 }, from: { it: 'il tentativo', fr: 'la tentative', en: 'the try' },
    why: { it: 'Servono solo a rallentare chi indovina. GDPR art. 5(1)(c).', fr: 'Ils servent seulement à ralentir qui devine. RGPD art. 5(1)(c).', en: 'They only slow down a guesser. GDPR art. 5(1)(c).' },
    purge: { due: store.dueMisses, remove: store.deleteMisses },
  },
  {
    id: 'coordination.referrals',
    what: { it: 'Nomi di specialisti dati agli enti, con le ragioni e la scelta', fr: 'Noms de prestataires donnés aux collectivités, avec les raisons et le choix', en: 'Names of responders given to bodies, with the reasons and the choice' },
    where: ['coordination.referral', 'coordination.referral_name', 'coordination.referral_weighing'], fate: 'deleted', term: { years: 5 }, from: { it: 'la richiesta', fr: 'la demande', en: 'the request' }, why: five,
    purge: { due: store.dueReferrals, remove: store.deleteReferrals },
  },
  {
    id: 'coordination.feeds',
    what: { it: 'Indirizzi di calendario chiusi: impronta e nome di chi li aveva', fr: 'Adresses d’agenda fermées : empreinte et nom de qui les avait', en: 'Calendar addresses that were closed: hash, and name of who had them' },
    where: ['coordination.roster_feed'], fate: 'deleted', term: { days: 30 }, from: { it: 'la chiusura', fr: 'la fermeture', en: 'the closing' },
    why: { it: 'Un mese per capire perché un calendario è vuoto. GDPR art. 5(1)(e).', fr: 'Un mois pour comprendre pourquoi un agenda est vide. RGPD art. 5(1)(e).', en: 'A month to understand why a calendar is empty. GDPR art. 5(1)(e).' },
    purge: { due: store.dueFeeds, remove: store.deleteFeeds },
  },
  {
    id: 'coordination.responders',
    what: { it: 'Elenco degli specialisti di risposta', fr: 'Liste des prestataires de réponse', en: 'The directory of responders' },
    where: ['coordination.responder'], fate: 'kept', term: null, from: null,
    why: { it: 'Sono imprese; l’elenco serve finché il centro dà nomi. Chi non è attivo resta con il suo passato.', fr: 'Ce sont des entreprises ; la liste sert tant que le centre donne des noms. Qui est inactif garde son passé.', en: 'They are firms; the list serves as long as the centre gives names. Who is not active stays with its past.' },
  },
  {
    id: 'coordination.reach',
    what: { it: 'Vie per raggiungere i contatti degli enti, e la presentazione del centro', fr: 'Moyens de joindre les contacts des collectivités, et la présentation du centre', en: 'Ways to reach the contacts of bodies, and what the centre says of itself' },
    where: ['coordination.reach', 'coordination.profile'], fate: 'kept', term: null, from: null,
    why: { it: 'Servono a raggiungere l’ente quando la posta non va. Le corregge l’ente; la presentazione è pubblica.', fr: 'Ils servent à joindre la collectivité quand la messagerie est coupée. Elle les corrige ; la présentation est publique.', en: 'They serve to reach the body when mail is down. The body mends them; the presentation is public.' },
  },
]
