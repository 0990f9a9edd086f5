/** What a report keeps, for how long, and why: the original goes first, since it holds what the copies leave out. */
import type { RetentionRule } from '#platform/retention.ts'
import { ORIGINAL_DAYS } from './receiving.ts'
import { dueBadRows, emptyBadRows } from './store/roads-store.ts'
import { deleteContacts, deleteMails, deleteReports, dueContacts, dueMails, dueOriginals, dueReports, emptyOriginals } from './store/retention-store.ts'

const arrival = { it: 'l’arrivo', fr: 'l’arrivée', en: 'the arrival' }
const closing = { it: 'la chiusura della segnalazione', fr: 'la clôture du signalement', en: 'the closing of the report' }

export const retention: readonly RetentionRule[] = [
  {
    id: 'intake.originals',
    what: { it: 'Segnalazioni come sono arrivate, con i loro allegati', fr: 'Signalements tels qu’ils sont arrivés, avec leurs pièces jointes', en: 'Reports as they arrived, with their attachments' },
    where: ['intake.signal', 'intake.attachment'], fate: 'emptied', term: { days: ORIGINAL_DAYS }, from: arrival,
    why: { it: 'Sei mesi per tornare a quello che è stato scritto, finché se ne cerca la causa. Impronta e ora di arrivo restano. GDPR art. 5(1)(c) ed (e).', fr: 'Six mois pour revenir à ce qui a été écrit, tant qu’on en cherche la cause. L’empreinte et l’heure d’arrivée restent. RGPD art. 5(1)(c) et (e).', en: 'Six months to go back to what was written, while its cause is looked for. Fingerprint and hour of arrival stay. GDPR art. 5(1)(c) and (e).' },
    purge: { due: dueOriginals, remove: emptyOriginals },
  },
  {
    id: 'intake.contacts',
    what: { it: 'Segnalazioni chiuse: nome, telefono e indirizzo di chi ha segnalato, e i codici per leggerle', fr: 'Signalements clos : nom, téléphone et adresse de l’auteur, et les codes de lecture', en: 'Closed reports: name, telephone and address of who reported, and the codes that open them' },
    where: ['intake.contact', 'intake.code', 'intake.sign'], fate: 'deleted', term: { years: 1 }, from: closing,
    why: { it: 'Un anno per richiamare chi ha segnalato, se il fatto torna. GDPR art. 5(1)(e).', fr: 'Un an pour rappeler l’auteur si les faits reviennent. RGPD art. 5(1)(e).', en: 'A year to call whoever reported, should it come back. GDPR art. 5(1)(e).' },
    purge: { due: dueContacts, remove: deleteContacts },
  },
  {
    id: 'intake.reports',
    what: { it: 'Segnalazioni chiuse: testo, storia e somiglianze', fr: 'Signalements clos : texte, historique et ressemblances', en: 'Closed reports: text, history and likeness' },
    where: ['intake.report', 'intake.entry', 'intake.sign', 'intake.merged', 'intake.merge'], fate: 'deleted', term: { years: 5 }, from: closing,
    why: { it: 'Cinque anni in cui si può rispondere di quello che si è fatto (art. 28 L. 689/1981; art. 2224 code civil).', fr: 'Cinq ans pendant lesquels on peut répondre de ce qui a été fait (art. 2224 du code civil ; art. 28 L. 689/1981).', en: 'Five years in which one may have to answer for what was done (art. 28 of Italian law 689/1981; art. 2224 of the French civil code).' },
    purge: { due: dueReports, remove: deleteReports },
  },
  {
    id: 'intake.mails',
    what: { it: 'Messaggi a chi ha segnalato', fr: 'Messages aux auteurs de signalements', en: 'Mails to whoever reported' },
    where: ['platform.delivery'], fate: 'deleted', term: { days: 90 }, from: { it: 'l’ultimo tentativo', fr: 'la dernière tentative', en: 'the last attempt' },
    why: { it: 'Tre mesi per rispondere a chi dice di non aver ricevuto. GDPR art. 5(1)(e).', fr: 'Trois mois pour répondre à qui dit n’avoir rien reçu. RGPD art. 5(1)(e).', en: 'Three months to answer whoever says that nothing came. GDPR art. 5(1)(e).' },
    purge: { due: dueMails, remove: deleteMails },
  },
  {
    id: 'intake.drafts',
    what: { it: 'Segnalazioni iniziate e non inviate; ricevute da rileggere', fr: 'Signalements commencés et non envoyés ; accusés à relire', en: 'Reports begun and not sent; receipts to be read again' },
    where: ['intake.draft'], fate: 'deleted', term: { days: 7 }, from: { it: 'l’ultima risposta data', fr: 'la dernière réponse donnée', en: 'the last answer given' },
    why: { it: 'Una settimana per finire di scrivere. Ciò che non è stato inviato non è nostro.', fr: 'Une semaine pour finir d’écrire. Ce qui n’a pas été envoyé n’est pas à nous.', en: 'A week to finish writing. What was not sent is not ours.' },
    promptly: true,
  },
  {
    id: 'intake.imports',
    what: { it: 'Importazioni di segnalazioni: chi, quando e quali righe non sono entrate', fr: 'Imports de signalements : qui, quand et quelles lignes n’ont pas été reprises', en: 'Imports of reports: who, when and which rows did not go in' },
    where: ['intake.import'], fate: 'kept', term: null, from: null,
    why: { it: 'Dicono da dove viene ciò che il centro sa. Delle righe rifiutate resta il numero e il motivo, non il contenuto.', fr: 'Ils disent d’où vient ce que le centre sait. Des lignes refusées restent le numéro et le motif, pas le contenu.', en: 'They say where what the centre knows came from. Of refused rows the number and the reason stay, not the content.' },
  },
  {
    id: 'intake.bad_rows',
    what: { it: 'Righe rifiutate di un’importazione, da correggere', fr: 'Lignes refusées d’un import, à corriger', en: 'Refused rows of an import, to be mended' },
    where: ['intake.import'], fate: 'emptied', term: { days: 30 }, from: { it: 'la fine dell’importazione', fr: 'la fin de l’import', en: 'the end of the import' },
    why: { it: 'Un mese per correggere le righe rifiutate. Sono sigillate. GDPR art. 5(1)(c).', fr: 'Un mois pour corriger les lignes refusées. Elles sont scellées. RGPD art. 5(1)(c).', en: 'A month to mend the refused rows. They are sealed. GDPR art. 5(1)(c).' },
    purge: { due: dueBadRows, remove: emptyBadRows },
  },
  {
    id: 'intake.sources',
    what: { it: 'Programmi che segnalano da soli: nome, chi li ha aggiunti, chiave sigillata', fr: 'Programmes qui signalent seuls : nom, qui les a ajoutés, clé scellée', en: 'Programs that report by themselves: name, who added them, sealed key' },
    where: ['intake.source'], fate: 'kept', term: null, from: null,
    why: { it: 'Finché il centro non li toglie. Con il programma va via la sua chiave.', fr: 'Jusqu’à ce que le centre les retire. La clé part avec le programme.', en: 'Until the centre takes them away. The key goes with the program.' },
  },
  {
    id: 'intake.day_keys',
    what: { it: 'Chiavi del giorno, sigillate con la chiave del centro', fr: 'Clés du jour, scellées avec la clé du centre', en: 'Keys of a day, sealed with the key of the centre' },
    where: ['platform.day_key'], fate: 'kept', term: null, from: null,
    why: { it: 'Senza di esse non si apre ciò che hanno sigillato; da sole non dicono nulla.', fr: 'Sans elles, ce qu’elles ont scellé ne s’ouvre pas ; seules, elles ne disent rien.', en: 'Without them what they sealed does not open; alone they say nothing.' },
  },
]
