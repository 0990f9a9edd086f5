/** Containment sheets: what to do first, by situation. Short, in the order in which it helps, each with its reason. */
import type { Trilingual } from '#platform/contract/index.ts'

export type SheetItem = { readonly code: string; readonly text: Trilingual; readonly why: Trilingual }
export type Situation = 'provider_down' | 'ransomware' | 'data_leak' | 'tampering' | 'account_compromise'

const item = (code: string, text: Trilingual, why: Trilingual): SheetItem => ({ code, text, why })

const writeDown = item(
  'write_down',
  {
    it: 'Scrivi l’ora in cui l’ente lo ha saputo e chi lo ha detto.',
    fr: 'Notez l’heure à laquelle la collectivité l’a su et qui l’a dit.',
    en: 'Write down when the body learned of it, and from whom.',
  },
  {
    it: 'I termini di legge partono da quel momento.',
    fr: 'Les délais légaux courent à partir de ce moment.',
    en: 'Legal terms run from that moment.',
  },
)
const tellPeople = item(
  'tell_people',
  {
    it: 'Prepara l’avviso per i cittadini: che cosa non funziona, che cosa funziona e dove.',
    fr: 'Préparez l’information aux usagers : ce qui ne marche pas, ce qui marche et où.',
    en: 'Prepare the notice to the public: what does not work, what works and where.',
  },
  {
    it: 'Chi sa dove andare non intasa il centralino.',
    fr: 'Un usager informé n’engorge pas le standard.',
    en: 'People who know where to go do not flood the switchboard.',
  },
)
const paper = item(
  'paper',
  {
    it: 'Apri gli sportelli con i moduli di carta e un registro di emergenza.',
    fr: 'Ouvrez les guichets avec des formulaires papier et un registre de secours.',
    en: 'Open the desks with paper forms and an emergency register.',
  },
  {
    it: 'Protocollo e stato civile non possono fermarsi.',
    fr: 'Le courrier et l’état civil ne peuvent pas s’arrêter.',
    en: 'The records desk and the civil registry cannot stop.',
  },
)
const keepLogs = item(
  'keep_logs',
  {
    it: 'Prima di cambiare qualcosa, conserva i registri e una copia dello stato attuale.',
    fr: 'Conservez les journaux et une copie de l’état actuel avant toute modification.',
    en: 'Keep logs and a copy of the present state before changing anything.',
  },
  {
    it: 'Servono alle indagini e a capire che cosa è successo.',
    fr: 'Ils servent à l’enquête et à comprendre ce qui s’est passé.',
    en: 'The investigation needs them, and so do you.',
  },
)
const askDpo = item(
  'ask_dpo',
  {
    it: 'Chiama il responsabile della protezione dei dati e valuta il rischio per le persone.',
    fr: 'Appelez le délégué à la protection des données et évaluez le risque pour les personnes.',
    en: 'Call the data protection officer and assess the risk to people.',
  },
  {
    it: 'La notifica all’autorità per la protezione dei dati (Garante, CNIL) è dovuta entro 72 ore. Non lo è se il rischio è improbabile (GDPR, art. 33).',
    fr: 'La notification à l’autorité de protection des données (CNIL, Garante) est due sous 72 heures. Elle ne l’est pas si un risque est peu probable (RGPD, art. 33).',
    en: 'The data protection authority is owed a notification within 72 hours. It is not if a risk is unlikely (GDPR, art. 33).',
  },
)

export const sheets: Readonly<Record<Situation, readonly SheetItem[]>> = {
  provider_down: [
    writeDown,
    item(
      'call_provider',
      {
        it: 'Chiedi al fornitore: che cosa è fermo, da quando, quali dati, quando la prossima notizia.',
        fr: 'Demandez au prestataire : ce qui est arrêté, depuis quand, quelles données, quand la prochaine nouvelle.',
        en: 'Ask the provider: what is down, since when, which data, when the next news comes.',
      },
      {
        it: 'Chi tratta i dati per voi deve informarvi senza ritardo (GDPR, art. 33, par. 2).',
        fr: 'Votre sous-traitant doit vous informer sans tarder (RGPD, art. 33, § 2).',
        en: 'Whoever processes data for you must tell you without delay (GDPR, art. 33(2)).',
      },
    ),
    item(
      'close_links',
      {
        it: 'Chiudi i collegamenti di rete con il fornitore finché non dice che si possono riaprire.',
        fr: 'Coupez les liaisons réseau avec le prestataire tant qu’il ne dit pas qu’on peut les rouvrir.',
        en: 'Close network links with the provider until it says that they can be reopened.',
      },
      {
        it: 'L’attacco può passare da lui a voi.',
        fr: 'L’attaque peut passer de chez lui à chez vous.',
        en: 'The attack can travel from them to you.',
      },
    ),
    paper,
    tellPeople,
    item(
      'deadlines',
      {
        it: 'Elenca le scadenze dei cittadini e degli uffici nei prossimi giorni.',
        fr: 'Listez les échéances des usagers et des services dans les jours à venir.',
        en: 'List what people and offices must do in the next days.',
      },
      {
        it: 'Gare, tributi e termini possono chiedere una proroga.',
        fr: 'Marchés, impôts et délais peuvent exiger un report.',
        en: 'Tenders, taxes and terms may need an extension.',
      },
    ),
    askDpo,
  ],
  ransomware: [
    item(
      'isolate',
      {
        it: 'Stacca dalla rete le macchine colpite, senza spegnerle.',
        fr: 'Débranchez du réseau les machines touchées, sans les éteindre.',
        en: 'Unplug the affected machines from the network; do not switch them off.',
      },
      {
        it: 'La memoria conserva tracce che lo spegnimento cancella.',
        fr: 'La mémoire garde des traces que l’arrêt efface.',
        en: 'Memory holds traces that a shutdown destroys.',
      },
    ),
    item(
      'save_backups',
      {
        it: 'Scollega le copie di sicurezza e controlla che siano intatte.',
        fr: 'Déconnectez les sauvegardes et vérifiez qu’elles sont intactes.',
        en: 'Disconnect the backups and check that they are intact.',
      },
      {
        it: 'Sono il primo bersaglio dopo i dati.',
        fr: 'Elles sont la cible suivante après les données.',
        en: 'They are the next target after the data.',
      },
    ),
    item(
      'no_ransom',
      {
        it: 'Non rispondere alla richiesta di riscatto e conservala.',
        fr: 'Ne répondez pas à la demande de rançon et conservez-la.',
        en: 'Do not answer the ransom demand, and keep it.',
      },
      {
        it: 'È una prova; pagare non dà garanzie.',
        fr: 'C’est une preuve ; payer ne garantit rien.',
        en: 'It is evidence; paying guarantees nothing.',
      },
    ),
    keepLogs,
    writeDown,
    item(
      'police',
      { it: 'Presenta la denuncia alla polizia.', fr: 'Déposez plainte.', en: 'Report the crime to the police.' },
      {
        it: 'In Francia l’assicurazione lo chiede entro 72 ore.',
        fr: 'En France, l’assurance l’exige sous 72 heures (code des assurances, art. L. 12-10-1).',
        en: 'In France insurance requires it within 72 hours.',
      },
    ),
    item(
      'passwords',
      {
        it: 'Cambia le credenziali di amministrazione da una macchina pulita.',
        fr: 'Changez les identifiants d’administration depuis une machine saine.',
        en: 'Change administrators’ credentials from a clean machine.',
      },
      { it: 'Chi è entrato le ha.', fr: 'L’intrus les possède.', en: 'Whoever got in has them.' },
    ),
    paper,
    tellPeople,
    askDpo,
  ],
  data_leak: [
    writeDown,
    keepLogs,
    item(
      'stop_leak',
      {
        it: 'Chiudi la via da cui escono i dati: accesso, condivisione, pagina.',
        fr: 'Fermez la voie de sortie des données : accès, partage, page.',
        en: 'Close the way by which data leave: access, share, page.',
      },
      {
        it: 'Ogni ora in più aggiunge persone colpite.',
        fr: 'Chaque heure ajoute des personnes touchées.',
        en: 'Each hour adds people who are hit.',
      },
    ),
    item(
      'which_data',
      {
        it: 'Elenca quali dati, di quante persone, di quando.',
        fr: 'Listez les données, le nombre de personnes, les dates.',
        en: 'List which data, of how many people, from when.',
      },
      {
        it: 'Da questo dipende il rischio, e che cosa è dovuto.',
        fr: 'Le risque, et donc ce qui est dû, en dépend.',
        en: 'The risk, and what is owed, depend on it.',
      },
    ),
    askDpo,
    item(
      'tell_concerned',
      {
        it: 'Se il rischio è elevato, prepara la comunicazione agli interessati.',
        fr: 'Si le risque est élevé, préparez la communication aux personnes concernées.',
        en: 'If the risk is high, prepare the communication to the people concerned.',
      },
      { it: 'GDPR, art. 34.', fr: 'RGPD, art. 34.', en: 'GDPR, art. 34.' },
    ),
  ],
  tampering: [
    writeDown,
    keepLogs,
    item(
      'freeze',
      {
        it: 'Ferma pagamenti, pubblicazioni e scambi che usano quei dati.',
        fr: 'Suspendez paiements, publications et échanges qui utilisent ces données.',
        en: 'Stop payments, publications and exchanges that use those data.',
      },
      {
        it: 'Un dato falso che circola costa più di un servizio fermo.',
        fr: 'Une donnée fausse qui circule coûte plus qu’un service arrêté.',
        en: 'A false record in circulation costs more than a stopped service.',
      },
    ),
    item(
      'compare',
      {
        it: 'Confronta i dati con una copia precedente all’evento.',
        fr: 'Comparez les données avec une copie antérieure à l’événement.',
        en: 'Compare the data with a copy from before the event.',
      },
      {
        it: 'Solo così si sa che cosa è cambiato.',
        fr: 'C’est la seule façon de savoir ce qui a changé.',
        en: 'It is the only way to know what changed.',
      },
    ),
    item(
      'rebuild',
      {
        it: 'Ricostruisci da una base pulita prima di riaprire.',
        fr: 'Reconstruisez à partir d’une base saine avant de rouvrir.',
        en: 'Rebuild from a clean base before reopening.',
      },
      {
        it: 'Senza, non si può dire «riaperto e sicuro».',
        fr: 'Sans cela, on ne peut pas dire « rouvert et sûr ».',
        en: 'Without it nobody may say “reopened and safe”.',
      },
    ),
    askDpo,
  ],
  account_compromise: [
    item(
      'block_account',
      {
        it: 'Blocca l’utenza e chiudi tutte le sue sessioni.',
        fr: 'Bloquez le compte et fermez toutes ses sessions.',
        en: 'Block the account and end all its sessions.',
      },
      {
        it: 'Cambiare la password non basta se la sessione resta aperta.',
        fr: 'Changer le mot de passe ne suffit pas si la session reste ouverte.',
        en: 'A new password is not enough while a session is open.',
      },
    ),
    item(
      'mail_rules',
      {
        it: 'Cerca regole di inoltro e accessi concessi ad altre applicazioni.',
        fr: 'Cherchez les règles de transfert et les accès donnés à d’autres applications.',
        en: 'Look for forwarding rules and access granted to other applications.',
      },
      {
        it: 'Restano anche dopo il cambio di password.',
        fr: 'Ils survivent au changement de mot de passe.',
        en: 'They outlive a password change.',
      },
    ),
    writeDown,
    keepLogs,
    item(
      'warn_contacts',
      {
        it: 'Avvisa chi ha ricevuto messaggi da quell’utenza.',
        fr: 'Prévenez ceux qui ont reçu des messages de ce compte.',
        en: 'Warn those who received messages from that account.',
      },
      {
        it: 'Il passo successivo dell’attacco è verso di loro.',
        fr: 'L’étape suivante de l’attaque les vise.',
        en: 'The attack’s next step is towards them.',
      },
    ),
    askDpo,
  ],
}

/**
 * Laid by itself when a body says "I don't know": whom to ask and the sentence to send. `{provider}` and `{ref}` are
 * filled in.
 */
export const askProvider: SheetItem = item(
  'ask_provider',
  {
    it: 'Scrivi a {provider}: «I nostri servizi sono coinvolti nell’evento di sicurezza? Quali, da quando e con quali dati? Riferimento {ref}.»',
    fr: 'Écrivez à {provider} : « Nos services sont-ils concernés par l’incident de sécurité ? Lesquels, depuis quand et avec quelles données ? Référence {ref}. »',
    en: 'Write to {provider}: “Are our services affected by the security event? Which, since when and with which data? Reference {ref}.”',
  },
  {
    it: 'Chi vi fornisce il servizio è tenuto a dirvelo; se non risponde entro due ore, chiama il centro.',
    fr: 'Votre prestataire est tenu de vous répondre ; sans réponse sous deux heures, appelez le centre.',
    en: 'Whoever provides the service has to tell you; if there is no answer within two hours, call the centre.',
  },
)

export const itemOf = (situation: string, code: string): SheetItem | undefined =>
  code === askProvider.code ? askProvider : sheets[situation as Situation]?.find((one) => one.code === code)
