/** What of messages is kept for how long. */
import type { RetentionRule } from '#platform/retention.ts'
import * as store from './store/retention-store.ts'

export const retention: readonly RetentionRule[] = [
  {
    id: 'messages.items',
    what: { it: 'Righe dei messaggi, già dette o lasciate cadere', fr: 'Lignes des messages, déjà dites ou abandonnées', en: 'Lines of messages that were told or let go' },
    where: ['messages.item'], fate: 'deleted', term: { days: 90 }, from: { it: 'il messaggio che le ha dette', fr: 'le message qui les a dites', en: 'the mail that told them' },
    why: { it: 'Tre mesi per spiegare a chi chiede perché ha ricevuto un messaggio, e per non ripeterlo. GDPR art. 5(1)(e).', fr: 'Trois mois pour expliquer à qui le demande pourquoi un message est arrivé, et pour ne pas le répéter. RGPD art. 5(1)(e).', en: 'Three months to tell whoever asks why a mail came, and not to repeat it. GDPR art. 5(1)(e).' },
    purge: { due: store.dueItems, remove: store.deleteItems },
  },
  {
    id: 'messages.mails',
    what: { it: 'Riepiloghi e messaggi su più cose: indirizzo e testo', fr: 'Récapitulatifs et messages sur plusieurs sujets : adresse et texte', en: 'Digests and mails about several things: address and text' },
    where: ['platform.delivery'], fate: 'deleted', term: { days: 90 }, from: { it: 'l’ultimo tentativo', fr: 'la dernière tentative', en: 'the last attempt' },
    why: { it: 'Tre mesi per rispondere a chi dice di non aver ricevuto. GDPR art. 5(1)(e).', fr: 'Trois mois pour répondre à qui dit n’avoir rien reçu. RGPD art. 5(1)(e).', en: 'Three months to answer whoever says that nothing came. GDPR art. 5(1)(e).' },
    purge: { due: store.dueMails, remove: store.deleteMails },
  },
  {
    id: 'messages.recipients',
    what: { it: 'Indirizzi a cui non si scrive più, senza scelte', fr: 'Adresses auxquelles on n’écrit plus, sans choix', en: 'Addresses that are written to no more, without choices' },
    where: ['messages.recipient'], fate: 'deleted', term: { years: 1 }, from: { it: 'l’ultima cosa da dire', fr: 'la dernière chose à dire', en: 'the last thing to tell' },
    why: { it: 'Un anno: il collegamento di un vecchio messaggio deve ancora aprirsi. GDPR art. 5(1)(e).', fr: 'Un an : le lien d’un ancien message doit encore s’ouvrir. RGPD art. 5(1)(e).', en: 'A year: the link of an old mail must still open. GDPR art. 5(1)(e).' },
    purge: { due: store.dueRecipients, remove: store.deleteRecipients },
  },
  {
    id: 'messages.choices',
    what: { it: 'Che cosa un indirizzo non vuole ricevere, e le chiavi per la posta cifrata', fr: 'Ce qu’une adresse ne veut pas recevoir, et les clés de la messagerie chiffrée', en: 'What an address does not want to receive, and keys for encrypted mail' },
    where: ['messages.mute', 'messages.recipient', 'platform.mail_key'], fate: 'kept', term: null, from: null,
    why: { it: 'Finché la persona non cambia idea: un no dimenticato sarebbe un messaggio non voluto, una chiave dimenticata uno leggibile. GDPR art. 21.', fr: 'Jusqu’à ce que la personne change d’avis : un non oublié serait un message non voulu, une clé oubliée un message lisible. RGPD art. 21.', en: 'Until the person thinks otherwise: a no forgotten would be an unwanted mail, a key forgotten a readable one. GDPR art. 21.' },
  },
]
