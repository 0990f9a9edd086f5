/** Words of the copy. */
import type { Lang, Trilingual } from '#platform/contract/index.ts'

type Word = 'title' | 'request' | 'lead' | 'nothing' | 'leftOut' | 'leftOutLead' | 'rights' | 'yes' | 'no'
export const sheetWords: Readonly<Record<Lang, Readonly<Record<Word, string>>>> = {
  it: {
    title: 'I dati che ti riguardano', request: 'richiesta', yes: 'sì', no: 'no', nothing: 'Non abbiamo trovato dati.', leftOut: 'Che cosa non è qui',
    lead: 'È la copia dei dati che il centro tratta su di te (art. 15 e 20 del GDPR). Gli stessi dati sono in data.json, per i programmi.',
    leftOutLead: 'Note, documenti e file che possono nominare altre persone. Li guarda una persona, e ti risponde.',
    rights: 'Puoi chiedere di correggere o di cancellare i dati. Puoi rivolgerti all’autorità di controllo: in Italia il Garante, in Francia la CNIL.',
  },
  fr: {
    title: 'Les données qui vous concernent', request: 'demande', yes: 'oui', no: 'non', nothing: 'Nous n’avons pas trouvé de données.', leftOut: 'Ce qui n’est pas ici',
    lead: 'C’est la copie des données que le centre traite sur vous (art. 15 et 20 du RGPD). Les mêmes données sont dans data.json, pour les programmes.',
    leftOutLead: 'Des notes, documents et fichiers peuvent nommer d’autres personnes. Quelqu’un les lit et vous répond.',
    rights: 'Vous pouvez demander de rectifier ou d’effacer les données. Vous pouvez saisir l’autorité de contrôle : en Italie le Garante, en France la CNIL.',
  },
  en: {
    title: 'The data about you', request: 'request', yes: 'yes', no: 'no', nothing: 'We found no data.', leftOut: 'What is not here',
    lead: 'This is the copy of the data that the centre processes about you (arts. 15 and 20 GDPR). The same data are in data.json, for programs.',
    leftOutLead: 'Notes, documents and files may name other people. Somebody reads them, and answers you.',
    rights: 'You may ask to correct or to erase the data. You may turn to the supervisory authority: in Italy the Garante, in France the CNIL.',
  },
}

const say = (it: string, fr: string, en: string): Trilingual => ({ it, fr, en })
export const fieldWords: Readonly<Record<string, Trilingual>> = {
  id: say('Codice', 'Code', 'Code'), at: say('Quando', 'Quand', 'When'), name: say('Nome', 'Nom', 'Name'), email: say('E-mail', 'E-mail', 'E-mail'), phone: say('Telefono', 'Téléphone', 'Telephone'), since: say('Dal', 'Depuis', 'Since'),
  secondStep: say('Secondo passo', 'Deuxième étape', 'Second step'), roles: say('Ruoli', 'Rôles', 'Roles'), role: say('Ruolo', 'Rôle', 'Role'), party: say('Codice dell’ente', 'Code de la collectivité', 'Code of the body'), from: say('Da', 'Du', 'From'), until: say('A', 'Au', 'Until'),
  sessions: say('Sessioni', 'Sessions', 'Sessions'), address: say('Indirizzo IP', 'Adresse IP', 'IP address'), browser: say('Browser', 'Navigateur', 'Browser'), passkeys: say('Passkey', 'Passkeys', 'Passkeys'), keysForPrograms: say('Chiavi per programmi', 'Clés pour programmes', 'Keys for programs'),
  scopes: say('Ambiti', 'Portées', 'Scopes'), lastUsed: say('Ultimo uso', 'Dernier usage', 'Last use'), signInBy: say('Modi di entrare', 'Moyens de connexion', 'Ways to sign in'), invitations: say('Inviti', 'Invitations', 'Invitations'), used: say('Usato', 'Utilisée', 'Used'), emergencyAccess: say('Accessi di emergenza', 'Accès d’urgence', 'Emergency access'),
  body: say('Ente', 'Collectivité', 'Body'), language: say('Lingua', 'Langue', 'Language'), source: say('Fonte', 'Source', 'Source'), changed: say('Cambiato', 'Modifié', 'Changed'), fact: say('Dato', 'Donnée', 'Fact'), file: say('File', 'Fichier', 'File'),
  asked: say('Chiesto', 'Demandé', 'Asked'), confirmed: say('Confermato', 'Confirmé', 'Confirmed'), notice: say('Avviso', 'Information', 'Notice'), version: say('Versione', 'Version', 'Version'), what: say('Che cosa', 'Quoi', 'What'),
  number: say('Numero', 'Numéro', 'Number'), received: say('Ricevuta', 'Reçu', 'Received'), occurred: say('Accaduto', 'Survenu', 'Happened'), road: say('Come è arrivata', 'Voie', 'How it came'), state: say('Stato', 'État', 'State'), outcome: say('Esito', 'Issue', 'Outcome'), situation: say('Situazione', 'Situation', 'Situation'),
  who: say('Per chi', 'Pour qui', 'For whom'), whoName: say('Nome dell’ente o dell’impresa', 'Nom de l’organisme', 'Name of the body or firm'), subject: say('Oggetto', 'Objet', 'Subject'), words: say('Ciò che hai scritto', 'Ce que vous avez écrit', 'What you wrote'), contact: say('Recapiti', 'Coordonnées', 'How to reach you'),
  arrived: say('Originali ricevuti', 'Originaux reçus', 'Originals received'), bytes: say('Byte', 'Octets', 'Bytes'), sha256: say('Impronta', 'Empreinte', 'Fingerprint'), history: say('Storia', 'Historique', 'History'), text: say('Testo', 'Texte', 'Text'),
  mobile: say('Cellulare', 'Mobile', 'Mobile'), secondPhone: say('Secondo telefono', 'Second téléphone', 'Second telephone'), certifiedMail: say('PEC', 'Courriel certifié', 'Certified mail'), hours: say('Orari', 'Horaires', 'Hours'), document: say('Documento', 'Document', 'Document'),
  case: say('Caso', 'Dossier', 'Case'), by: say('Con quale mezzo', 'Par quel moyen', 'By which means'), answered: say('Risposto', 'Répondu', 'Answered'), note: say('Nota', 'Note', 'Note'), to: say('A chi', 'À qui', 'To whom'), written: say('Scritto', 'Écrit', 'Written'), sent: say('Inviato', 'Envoyé', 'Sent'),
  action: say('Azione', 'Action', 'Action'), object: say('Su che cosa', 'Sur quoi', 'On what'),
}
