/** What is told of an invented attack, in our own words: by its first action, three ways each. `{n}` is the number of days until services were back. */
export type Told = { readonly title: Words; readonly summary: Words }
export type Words = { readonly it: string; readonly fr: string; readonly en: string }
const told = (it: readonly [string, string], fr: readonly [string, string], en: readonly [string, string]): Told => ({ title: { it: it[0], fr: fr[0], en: en[0] }, summary: { it: it[1], fr: fr[1], en: en[1] } })

export const stories = {
  malware: [
    told(['programmi bloccati, una richiesta di denaro', 'Un ransomware cifra i server di notte. Le copie fuori rete si salvano e da lì si riparte.'], ['logiciels bloqués, une demande d’argent', 'Un rançongiciel chiffre les serveurs pendant la nuit. Les copies hors ligne sont saines et tout repart de là.'], ['programs blocked, a demand for money', 'Ransomware encrypts the servers at night. The copies kept offline are safe, and work starts again from them.']),
    told(['gli sportelli tornano alla carta', 'Un programma ostile entra da un accesso remoto senza secondo fattore. Si lavora a mano finché i sistemi non tornano.'], ['les guichets reviennent au papier', 'Un programme hostile entre par un accès distant sans second facteur. On travaille à la main jusqu’au retour des systèmes.'], ['counters go back to paper', 'Hostile software comes in by a remote access without a second factor. Work is done by hand until systems are back.']),
    told(['un computer infetto ferma tutta la rete', 'Un allegato aperto per sbaglio si diffonde. La rete è staccata prima che tocchi gli archivi.'], ['un poste infecté arrête tout le réseau', 'Une pièce jointe ouverte par erreur se propage. Le réseau est coupé avant qu’elle n’atteigne les archives.'], ['one infected computer stops the whole network', 'An attachment opened by mistake spreads. The network is cut off before it reaches the archives.']),
  ],
  hacking: [
    told(['un estraneo legge la posta per settimane', 'Una password usata in due posti apre una casella. L’accesso è chiuso e le persone sono informate.'], ['un inconnu lit la messagerie pendant des semaines', 'Un mot de passe utilisé à deux endroits ouvre une boîte. L’accès est fermé et les personnes sont informées.'], ['a stranger reads mail for weeks', 'A password used in two places opens a mailbox. The access is closed, and people are told.']),
    told(['il sito mostra una pagina che nessuno ha scritto', 'Un modulo non aggiornato lascia entrare chi passa. Il sito è rifatto da una copia pulita.'], ['le site affiche une page que personne n’a écrite', 'Un module non mis à jour laisse entrer le premier venu. Le site est refait à partir d’une copie saine.'], ['the website shows a page nobody wrote', 'A module without updates lets passers-by in. The site is made again from a clean copy.']),
    told(['servizi online irraggiungibili per troppo traffico', 'Migliaia di richieste inutili occupano la linea. Il fornitore le filtra e il servizio torna.'], ['services en ligne inaccessibles, trop de trafic', 'Des milliers de requêtes inutiles occupent la ligne. L’opérateur les filtre et le service revient.'], ['online services out of reach under too much traffic', 'Thousands of useless requests fill the line. The operator filters them, and the service is back.']),
  ],
  social: [
    told(['un falso fornitore cambia il conto dei pagamenti', 'Una mail che pare vera chiede un nuovo IBAN. La banca ferma il secondo bonifico.'], ['un faux fournisseur change le compte des paiements', 'Un courriel qui paraît vrai demande un nouvel IBAN. La banque arrête le second virement.'], ['a false supplier changes the account to pay', 'A mail that looks true asks for a new account number. The bank stops the second payment.']),
    told(['una pagina falsa raccoglie le password', 'Un messaggio finge un avviso della posta. Chi ha risposto cambia password lo stesso giorno.'], ['une fausse page recueille les mots de passe', 'Un message imite un avis de la messagerie. Ceux qui ont répondu changent de mot de passe le jour même.'], ['a false page collects passwords', 'A message pretends to be a notice of the mail system. Those who answered change their passwords the same day.']),
    told(['una telefonata finta ottiene un codice', 'Chi chiama dice di essere l’assistenza. Il codice dato al telefono apre il conto.'], ['un faux appel obtient un code', 'L’appelant dit être l’assistance. Le code donné au téléphone ouvre le compte.'], ['a false call obtains a code', 'The caller claims to be support. The code told by telephone opens the account.']),
  ],
  error: [
    told(['un elenco con dati personali resta online', 'Un documento è pubblicato per intero. È tolto dopo la segnalazione di un cittadino.'], ['une liste de données personnelles reste en ligne', 'Un document est publié en entier. Il est retiré après le signalement d’un habitant.'], ['a list with personal data stays online', 'A document is published whole. It is taken away after a citizen reports it.']),
    told(['una mail parte con tutti gli indirizzi in chiaro', 'Gli indirizzi di molte persone arrivano a tutte. Chi ha ricevuto è pregato di cancellare.'], ['un courriel part avec toutes les adresses visibles', 'Les adresses de nombreuses personnes arrivent à toutes. Chacun est prié de l’effacer.'], ['a mail leaves with all addresses visible', 'The addresses of many people reach all of them. Everybody is asked to delete it.']),
    told(['un archivio in cloud era aperto a tutti', 'Una configurazione sbagliata lascia leggere i file. L’accesso è chiuso e i registri sono controllati.'], ['un espace en ligne était ouvert à tous', 'Un réglage erroné laisse lire les fichiers. L’accès est fermé et les journaux sont vérifiés.'], ['cloud storage was open to everybody', 'A wrong setting lets anybody read the files. Access is closed, and the logs are checked.']),
  ],
  misuse: [
    told(['chi aveva accesso ha guardato dove non doveva', 'Le consultazioni senza motivo emergono da un controllo. L’accesso è tolto.'], ['une personne habilitée a regardé où elle ne devait pas', 'Des consultations sans motif ressortent d’un contrôle. L’accès est retiré.'], ['somebody with access looked where they should not', 'Look-ups without a reason come out in a check. The access is taken away.']),
    told(['dati portati via da un ex collaboratore', 'Un accesso non è stato chiuso in tempo. I file copiati sono restituiti.'], ['des données emportées par un ancien collaborateur', 'Un accès n’avait pas été fermé à temps. Les fichiers copiés sont rendus.'], ['data taken away by a former collaborator', 'An access was not closed in time. The copied files are given back.']),
    told(['un programma non autorizzato usa i server', 'Un programma per criptovalute rallenta le macchine. È rimosso il giorno stesso.'], ['un programme non autorisé utilise les serveurs', 'Un programme de cryptomonnaie ralentit les machines. Il est retiré le jour même.'], ['unauthorised software uses the servers', 'A program for cryptocurrency slows the machines. It is removed the same day.']),
  ],
} as const satisfies Record<string, readonly Told[]>

/** Who was hit, as a title begins with it. */
export const victimWords: Readonly<Record<string, Words>> = {
  municipality: { it: 'Comune', fr: 'Commune', en: 'Municipality' }, union: { it: 'Unione di comuni', fr: 'Intercommunalité', en: 'Union of municipalities' }, health_agency: { it: 'Sanità', fr: 'Santé', en: 'Health care' },
  school: { it: 'Scuola', fr: 'École', en: 'School' }, university: { it: 'Università', fr: 'Université', en: 'University' }, in_house: { it: 'Società pubblica', fr: 'Société publique', en: 'Publicly owned company' },
  firm: { it: 'Impresa', fr: 'Entreprise', en: 'Firm' }, person: { it: 'Persona', fr: 'Particulier', en: 'Private person' },
}
export const INVENTED: Words = { it: 'Caso inventato per la dimostrazione.', fr: 'Cas inventé pour la démonstration.', en: 'Case invented for the demonstration.' }

/** Varieties of VERIS, classes of RSIT and techniques of ATT&CK of each story, in the same order. */
export const codesOf: { readonly [A in keyof typeof stories]: readonly { readonly rsit: string; readonly varieties: readonly string[]; readonly vectors: readonly string[]; readonly techniques: readonly string[]; readonly stops: boolean; readonly data: boolean }[] } = {
  malware: [
    { rsit: 'information-content-security/unauthorised-information-modification', varieties: ['Ransomware'], vectors: ['Direct install'], techniques: ['T1486', 'T1078'], stops: true, data: true },
    { rsit: 'information-content-security/unauthorised-information-modification', varieties: ['Ransomware'], vectors: ['Remote injection'], techniques: ['T1486', 'T1133'], stops: true, data: true },
    { rsit: 'malicious-code/infected-system', varieties: ['Downloader'], vectors: ['Email attachment'], techniques: ['T1566.001', 'T1204'], stops: true, data: false },
  ],
  hacking: [
    { rsit: 'intrusions/unprivileged-account-compromise', varieties: ['Use of stolen creds'], vectors: ['Web application'], techniques: ['T1078', 'T1114'], stops: false, data: true },
    { rsit: 'intrusions/application-compromise', varieties: ['Exploit vuln'], vectors: ['Web application'], techniques: ['T1190'], stops: true, data: false },
    { rsit: 'availability/ddos', varieties: ['DoS'], vectors: ['Unknown'], techniques: ['T1498'], stops: true, data: false },
  ],
  social: [
    { rsit: 'fraud/masquerade', varieties: ['Pretexting'], vectors: ['Email'], techniques: ['T1656'], stops: false, data: false },
    { rsit: 'fraud/phishing', varieties: ['Phishing'], vectors: ['Email'], techniques: ['T1566.002'], stops: false, data: true },
    { rsit: 'information-gathering/social-engineering', varieties: ['Pretexting'], vectors: ['Phone'], techniques: ['T1566.004'], stops: false, data: true },
  ],
  error: [
    { rsit: 'information-content-security/data-leak', varieties: ['Publishing error'], vectors: ['Carelessness'], techniques: [], stops: false, data: true },
    { rsit: 'information-content-security/data-leak', varieties: ['Misdelivery'], vectors: ['Carelessness'], techniques: [], stops: false, data: true },
    { rsit: 'information-content-security/data-leak', varieties: ['Misconfiguration'], vectors: ['Carelessness'], techniques: [], stops: false, data: true },
  ],
  misuse: [
    { rsit: 'information-content-security/unauthorised-information-access', varieties: ['Privilege abuse'], vectors: ['LAN access'], techniques: ['T1213'], stops: false, data: true },
    { rsit: 'information-content-security/data-leak', varieties: ['Data mishandling'], vectors: ['Remote access'], techniques: ['T1078'], stops: false, data: true },
    { rsit: 'fraud/unauthorized-use-of-resources', varieties: ['Unapproved software'], vectors: ['LAN access'], techniques: ['T1496'], stops: false, data: false },
  ],
}
