/** Names of columns and of values as people write them, and why a row does not go in. */
import type { Lang } from '#platform/contract/index.ts'
import type { Situation, Who } from '../../contract.ts'

export const columns = ['external_id', 'received_at', 'occurred_at', 'who', 'who_name', 'party_code', 'situation', 'subject', 'words', 'name', 'phone', 'email', 'lang'] as const
export type Column = (typeof columns)[number]

/** Compared in small letters, without accents, spaces and marks between words as one underscore. */
export const aliases: Readonly<Record<Column, readonly string[]>> = {
  external_id: ['external_id', 'id', 'ticket', 'numero', 'protocollo', 'id_esterno', 'id_externe', 'reference', 'riferimento'],
  received_at: ['received_at', 'received', 'ricevuta_il', 'data_ricezione', 'data', 'date', 'recu_le', 'date_reception'],
  occurred_at: ['occurred_at', 'occurred', 'avvenuto_il', 'data_evento', 'survenu_le', 'date_incident', 'date_evenement'],
  who: ['who', 'chi', 'qui', 'tipo_ente', 'type_organisme'],
  who_name: ['who_name', 'ente', 'organismo', 'organisme', 'nome_ente', 'nom_organisme', 'organization', 'organisation', 'organizzazione', 'azienda', 'entreprise'],
  party_code: ['party_code', 'codice_ente', 'codice_ipa', 'codice', 'code_organisme', 'code', 'siren'],
  situation: ['situation', 'situazione', 'tipo', 'type', 'categoria', 'categorie', 'category'],
  subject: ['subject', 'oggetto', 'objet', 'titolo', 'titre', 'title'],
  words: ['words', 'testo', 'texte', 'text', 'descrizione', 'description', 'messaggio', 'message', 'che_cosa_e_successo'],
  name: ['name', 'nome', 'nom', 'segnalante', 'declarant', 'contatto', 'contact'],
  phone: ['phone', 'telefono', 'telephone', 'tel', 'cellulare', 'portable'],
  email: ['email', 'e_mail', 'mail', 'posta', 'courriel', 'indirizzo_mail', 'adresse_mail'],
  lang: ['lang', 'lingua', 'langue', 'language'],
}
export const whoWords: Readonly<Record<Who, readonly string[]>> = {
  body: ['body', 'ente', 'ente_pubblico', 'comune', 'collectivite', 'organisme_public', 'public_body'], firm: ['firm', 'impresa', 'azienda', 'entreprise', 'company'],
  school: ['school', 'scuola', 'ecole'], person: ['person', 'persona', 'cittadino', 'personne', 'citoyen', 'particulier', 'citizen'], unknown: ['unknown', 'non_noto', 'inconnu', 'altro', 'autre', 'other'],
}
export const situationWords: Readonly<Record<Situation, readonly string[]>> = {
  ransomware: ['ransomware', 'riscatto', 'rancon', 'rancongiciel', 'file_bloccati'], account: ['account', 'accesso_rubato', 'compte', 'compte_pirate', 'account_takeover'], fraud: ['fraud', 'frode', 'fraude', 'truffa', 'bonifico_falso', 'faux_virement'],
  phishing: ['phishing', 'hameconnage', 'messaggio_sospetto', 'message_suspect'], website: ['website', 'sito', 'sito_web', 'site', 'site_web', 'defacement'], data: ['data', 'dati', 'donnees', 'fuga_di_dati', 'fuite_de_donnees', 'data_leak'],
  provider: ['provider', 'fornitore', 'fournisseur', 'prestataire', 'supplier'], espionage: ['espionage', 'spionaggio', 'espionnage'], other: ['other', 'altro', 'autre'], unknown: ['unknown', 'non_noto', 'inconnu', 'non_so', 'ne_sait_pas'],
}

export const problemCodes = ['empty', 'too_many_cells', 'quote_not_closed', 'too_long', 'unreadable', 'bad_date', 'future_date', 'unknown_situation', 'unknown_who', 'unknown_lang', 'bad_email', 'unknown_party'] as const
export type ProblemCode = (typeof problemCodes)[number]
export const problemTexts: Readonly<Record<ProblemCode, Readonly<Record<Lang, string>>>> = {
  empty: { it: 'Manca il testo: servono le parole o l’oggetto.', fr: 'Le texte manque : il faut la description ou l’objet.', en: 'The text is missing: words or a subject are needed.' },
  too_many_cells: { it: 'La riga ha più celle dell’intestazione.', fr: 'La ligne a plus de cellules que l’en-tête.', en: 'The row has more cells than the header.' },
  quote_not_closed: { it: 'Una virgoletta non si chiude.', fr: 'Un guillemet n’est pas fermé.', en: 'A quotation mark is not closed.' },
  too_long: { it: 'La cella {column} è troppo lunga.', fr: 'La cellule {column} est trop longue.', en: 'The cell {column} is too long.' },
  unreadable: { it: 'La cella {column} contiene caratteri che non si possono conservare.', fr: 'La cellule {column} contient des caractères impossibles à conserver.', en: 'The cell {column} holds characters that cannot be kept.' },
  bad_date: { it: 'La data di {column} non si legge: scrivi 2026-03-01 oppure 2026-03-01T10:00:00Z.', fr: 'La date de {column} est illisible : écrivez 2026-03-01 ou 2026-03-01T10:00:00Z.', en: 'The date of {column} cannot be read: write 2026-03-01 or 2026-03-01T10:00:00Z.' },
  future_date: { it: 'La data di {column} è nel futuro.', fr: 'La date de {column} est dans le futur.', en: 'The date of {column} is in the future.' },
  unknown_situation: { it: 'La situazione «{value}» non è tra quelle note.', fr: 'La situation « {value} » n’est pas connue.', en: 'The situation “{value}” is not known.' },
  unknown_who: { it: 'Il valore «{value}» non dice chi segnala.', fr: 'La valeur « {value} » ne dit pas qui signale.', en: 'The value “{value}” does not say who reports.' },
  unknown_lang: { it: 'La lingua «{value}» non è tra it, fr, en.', fr: 'La langue « {value} » n’est pas it, fr ou en.', en: 'The language “{value}” is not it, fr or en.' },
  bad_email: { it: 'L’indirizzo di posta non si legge.', fr: 'L’adresse de courriel est illisible.', en: 'The mail address cannot be read.' },
  unknown_party: { it: 'Il codice «{value}» non è nel territorio.', fr: 'Le code « {value} » n’est pas dans le territoire.', en: 'The code “{value}” is not in the territory.' },
}
