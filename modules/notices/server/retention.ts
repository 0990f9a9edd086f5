/** What notices, followers and webhooks keep, for how long, and why. */
import type { RetentionRule } from '#platform/retention.ts'
import { deleteHooks, deleteMails, deleteNotices, deleteSubscriptions, failedHooks, oldMails, sentHooks, unconfirmed, withdrawn } from './store/retention-store.ts'

const tried = { it: 'l’ultimo tentativo', fr: 'la dernière tentative', en: 'the last attempt' }

export const retention: readonly RetentionRule[] = [
  {
    id: 'notices.unconfirmed',
    what: { it: 'Abbonamenti non confermati', fr: 'Abonnements non confirmés', en: 'Subscriptions not confirmed' },
    where: ['notices.subscription'],
    fate: 'deleted',
    term: { days: 2 },
    from: { it: 'la richiesta', fr: 'la demande', en: 'the request' },
    why: { it: 'Il collegamento vale 48 ore; dopo, l’indirizzo è di qualcuno che non ha detto di sì. GDPR art. 6(1)(a).', fr: 'Le lien vaut 48 heures ; ensuite l’adresse est celle de quelqu’un qui n’a pas dit oui. RGPD art. 6(1)(a).', en: 'The link lasts 48 hours; after that the address is of somebody who did not say yes. GDPR art. 6(1)(a).' },
    purge: { due: unconfirmed, remove: deleteSubscriptions },
  },
  {
    id: 'notices.subscriptions',
    what: { it: 'Abbonamenti confermati', fr: 'Abonnements confirmés', en: 'Confirmed subscriptions' },
    where: ['notices.subscription'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Finché la persona non smette, con il pulsante in ogni messaggio: allora l’indirizzo si cancella subito. GDPR art. 6(1)(a).', fr: 'Jusqu’à ce que la personne arrête, par le bouton de chaque message : l’adresse est alors effacée aussitôt. RGPD art. 6(1)(a).', en: 'Until the person ends it, by the button in every message: the address is then deleted at once. GDPR art. 6(1)(a).' },
  },
  {
    id: 'notices.mails',
    what: { it: 'Messaggi a chi segue un ente: indirizzo e testo', fr: 'Messages aux abonnés : adresse et texte', en: 'Mails to followers: address and text' },
    where: ['platform.delivery'],
    fate: 'deleted',
    term: { days: 30 },
    from: tried,
    why: { it: 'Un mese per rispondere a chi dice di non aver ricevuto. GDPR art. 5(1)(e).', fr: 'Un mois pour répondre à qui dit n’avoir rien reçu. RGPD art. 5(1)(e).', en: 'A month to answer whoever says that nothing came. GDPR art. 5(1)(e).' },
    purge: { due: oldMails, remove: deleteMails },
  },
  {
    id: 'notices.hooks_sent',
    what: { it: 'Notifiche automatiche a programmi, arrivate', fr: 'Notifications automatiques à des programmes, arrivées', en: 'Webhook messages that arrived' },
    where: ['notices.webhook_delivery'],
    fate: 'deleted',
    term: { days: 30 },
    from: tried,
    why: { it: 'Un mese per capire che cosa un programma ha ricevuto; il contenuto è già pubblico.', fr: 'Un mois pour comprendre ce qu’un programme a reçu ; le contenu est déjà public.', en: 'A month to understand what a program received; the content is public already.' },
    purge: { due: sentHooks, remove: deleteHooks },
  },
  {
    id: 'notices.hooks_failed',
    what: { it: 'Notifiche automatiche a programmi, non arrivate', fr: 'Notifications automatiques à des programmes, non arrivées', en: 'Webhook messages that did not arrive' },
    where: ['notices.webhook_delivery'],
    fate: 'deleted',
    term: { days: 90 },
    from: tried,
    why: { it: 'Tre mesi per riparare un programma che non risponde.', fr: 'Trois mois pour réparer un programme qui ne répond pas.', en: 'Three months to mend a program that does not answer.' },
    purge: { due: failedHooks, remove: deleteHooks },
  },
  {
    id: 'notices.withdrawn',
    what: { it: 'Avvisi ritirati, con le loro versioni e chi li ha confermati', fr: 'Informations retirées, avec leurs versions et qui les a confirmées', en: 'Withdrawn notices, with their versions and who confirmed them' },
    where: ['notices.notice', 'notices.notice_version', 'notices.publication'],
    fate: 'deleted',
    term: { years: 5 },
    from: { it: 'il ritiro', fr: 'le retrait', en: 'the withdrawal' },
    why: { it: 'Cinque anni, come gli atti pubblicati per obbligo (art. 8 D.Lgs. 33/2013) e il termine per risponderne (art. 2947 c.c.; art. 2224 code civil).', fr: 'Cinq ans, comme le délai pour en répondre (art. 2224 du code civil ; art. 2947 c.c. italien) et la publication obligatoire en Italie (art. 8 D.Lgs. 33/2013).', en: 'Five years, as for acts whose publication is mandatory in Italy (art. 8 D.Lgs. 33/2013) and the term to answer for it (art. 2947 of the Italian and art. 2224 of the French civil code).' },
    purge: { due: withdrawn, remove: deleteNotices },
  },
  {
    id: 'notices.published',
    what: { it: 'Avvisi pubblicati e stato dei servizi nel tempo', fr: 'Informations publiées et état des services dans le temps', en: 'Published notices and the state of services over time' },
    where: ['notices.notice', 'notices.notice_version', 'notices.publication', 'notices.service_state', 'notices.service_period', 'notices.service_claim', 'notices.body_page'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Storia della pagina pubblica: il pubblico non legge nomi di persone; l’ente può ritirarli in ogni momento.', fr: 'Histoire de la page publique. Le public n’y lit aucun nom de personne ; la collectivité peut les retirer à tout moment.', en: 'History of the public page. The public reads no names of people there; the body may withdraw them at any time.' },
  },
]
