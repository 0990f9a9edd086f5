/**
 * Where to file, what to bring and what to leave alone. Each rule of law carries its article. Read on the day below; what could
 * not be read in a source of the reference is left out: no date is counted here but the French 72 hours, and those by the engine.
 */
import type { Lang } from '#platform/contract/index.ts'
import type { Complainant, ComplaintCountry, ComplaintSituation } from '../contract-complaint.ts'

export const VERIFIED_ON = '2026-11-27'
type Said = Readonly<Record<Lang, string>>
export type Office = { readonly name: Said; readonly what: Said; readonly href?: string; readonly phone?: string; readonly for?: readonly Complainant[]; readonly of?: readonly ComplaintSituation[] }
export type Note = { readonly text: Said; readonly source: string; readonly for?: readonly Complainant[] }
export type Thing = { readonly text: Said; readonly for?: readonly Complainant[]; readonly of?: readonly ComplaintSituation[] }

export const offices: Readonly<Record<ComplaintCountry, readonly Office[]>> = {
  IT: [
    { name: { it: 'Polizia Postale', fr: 'Polizia Postale', en: 'Polizia Postale' }, what: { it: 'Segue i reati commessi in rete.', fr: 'Elle suit les infractions commises en ligne.', en: 'It deals with crimes committed on the net.' }, href: 'https://www.commissariatodips.it' },
    { name: { it: 'Carabinieri o Polizia di Stato', fr: 'Carabinieri ou Polizia di Stato', en: 'Carabinieri or Polizia di Stato' }, what: { it: 'Ogni stazione o commissariato riceve la denuncia.', fr: 'Chaque poste reçoit la plainte.', en: 'Every station takes the complaint.' } },
    { name: { it: 'Procura della Repubblica', fr: 'Procura della Repubblica (parquet)', en: 'Procura della Repubblica (public prosecutor)' }, what: { it: 'Riceve la denuncia scritta, anche da un avvocato.', fr: 'Elle reçoit la plainte écrite, aussi par un avocat.', en: 'It takes the complaint in writing, also from a lawyer.' } },
  ],
  FR: [
    { name: { it: 'Police nationale o gendarmerie', fr: 'Police nationale ou gendarmerie', en: 'Police nationale or gendarmerie' }, what: { it: 'Ogni commissariato o brigata deve ricevere la denuncia.', fr: 'Chaque commissariat ou brigade doit recevoir la plainte.', en: 'Every commissariat or brigade must take the complaint.' } },
    { name: { it: 'Procuratore della Repubblica', fr: 'Procureur de la République', en: 'Public prosecutor' }, what: { it: 'Per lettera, al tribunale del luogo dei fatti o del domicilio.', fr: 'Par courrier, au tribunal du lieu des faits ou du domicile.', en: 'By letter, to the court of the place of the facts or of your home.' } },
    { name: { it: 'THESEE', fr: 'THESEE', en: 'THESEE' }, what: { it: 'Per i privati: la denuncia in rete di una truffa, su Service-Public.fr, voce «arnaque sur internet».', fr: 'Pour les particuliers : la plainte en ligne pour une escroquerie, sur Service-Public.fr, « arnaque sur internet ».', en: 'For private persons: the online complaint for a fraud, on Service-Public.fr under “arnaque sur internet”.' }, href: 'https://www.service-public.fr', for: ['person'], of: ['fraud', 'account', 'ransomware'] },
    { name: { it: '17Cyber', fr: '17Cyber', en: '17Cyber' }, what: { it: 'Consigli e contatto con la polizia, giorno e notte. Il consiglio non è ancora una denuncia.', fr: 'Des conseils et un échange avec la police, jour et nuit. Un échange n’est pas encore une plainte.', en: 'Advice and a talk with the police, day and night. A talk is not yet a complaint.' }, href: 'https://17cyber.gouv.fr' },
  ],
}

export const notes: Readonly<Record<ComplaintCountry, readonly Note[]>> = {
  IT: [
    { text: { it: 'Chiunque può denunciare un reato per cui lo Stato procede da solo. Si denuncia a voce o per iscritto.', fr: 'Chacun peut dénoncer une infraction que l’État poursuit d’office. C’est possible de vive voix ou par écrit.', en: 'Anybody may report a crime that the State pursues by itself. It is done by word or in writing.' }, source: 'art. 333 c.p.p.' },
    { text: { it: 'Per alcuni reati serve una querela. Va fatta entro tre mesi dal giorno in cui hai saputo del fatto.', fr: 'Pour certaines infractions il faut une « querela ». Elle se fait sous trois mois dès le jour où vous l’avez su.', en: 'For some crimes a “querela” is needed. It is filed within three months of the day you learnt of the fact.' }, source: 'art. 120 e 124 c.p.' },
    { text: { it: 'Non sai quale serve? Chiedi la querela nello stesso atto, entro i tre mesi.', fr: 'Vous ne savez pas laquelle il faut ? Demandez la « querela » dans le même acte, sous trois mois.', en: 'Not sure which one is needed? Ask for the querela in the same paper, within the three months.' }, source: 'art. 124 c.p.' },
    { text: { it: 'Il pubblico ufficiale che sa di un reato perseguibile d’ufficio, nel suo servizio, lo denuncia per iscritto senza ritardo.', fr: 'L’agent public qui apprend, dans son service, une infraction poursuivie d’office la dénonce par écrit sans retard.', en: 'A public official who learns in office of a crime pursued by the State reports it in writing without delay.' }, source: 'art. 331 c.p.p.', for: ['body'] },
  ],
  FR: [
    { text: { it: 'La polizia deve ricevere la denuncia e darne ricevuta.', fr: 'La police doit recevoir la plainte et en donner récépissé.', en: 'The police must take the complaint and give a receipt.' }, source: 'art. 15-3 CPP' },
    { text: { it: 'L’autorità o il funzionario che sa di un delitto nel suo servizio ne avvisa subito il procuratore.', fr: 'L’autorité ou l’agent qui apprend un délit dans ses fonctions en avise sans délai le procureur.', en: 'An authority or official who learns of an offence in office tells the prosecutor without delay.' }, source: 'art. 40 CPP', for: ['body'] },
  ],
}

export const bring: readonly Thing[] = [
  { text: { it: 'Un documento di identità.', fr: 'Une pièce d’identité.', en: 'An identity document.' } },
  { text: { it: 'La prova che puoi firmare per l’ente o per l’impresa.', fr: 'La preuve que vous pouvez signer pour l’organisme ou l’entreprise.', en: 'The proof that you may sign for the body or firm.' }, for: ['firm', 'body'] },
  { text: { it: 'Un foglio con le ore: quando è successo, chi l’ha visto, che cosa avete fatto.', fr: 'Une feuille avec les heures : quand c’est arrivé, qui l’a vu, ce que vous avez fait.', en: 'A sheet with the hours: when it happened, who saw it, what you did.' } },
  { text: { it: 'Il danno, se si può già contare: ore ferme, spese, somme perse.', fr: 'Le dommage, s’il peut déjà se chiffrer : heures perdues, frais, sommes.', en: 'The damage, if it can be counted: hours lost, costs, sums.' } },
  { text: { it: 'Il contratto di assicurazione e il suo numero.', fr: 'Le contrat d’assurance et son numéro.', en: 'The insurance contract and its number.' }, for: ['firm', 'body'] },
  { text: { it: 'Il messaggio di riscatto: foto, file, indirizzi e nomi che porta.', fr: 'Le message de rançon : photo, fichier, adresses et noms qu’il porte.', en: 'The ransom note: picture, file, addresses and names in it.' }, of: ['ransomware'] },
  { text: { it: 'Due o tre file cifrati, copiati su un supporto a parte.', fr: 'Deux ou trois fichiers chiffrés, copiés sur un support à part.', en: 'Two or three encrypted files, copied to a separate medium.' }, of: ['ransomware'] },
  { text: { it: 'L’elenco degli accessi all’account, con data, ora e indirizzo.', fr: 'La liste des accès au compte, avec date, heure et adresse.', en: 'The list of sign-ins to the account, with date, hour and address.' }, of: ['account'] },
  { text: { it: 'Il messaggio originale, salvato come file, con le sue intestazioni.', fr: 'Le message d’origine, enregistré en fichier, avec ses en-têtes.', en: 'The original message, saved as a file, with its headers.' }, of: ['account', 'fraud', 'phishing'] },
  { text: { it: 'Le ricevute dei pagamenti, i conti di arrivo e la risposta della banca.', fr: 'Les reçus des paiements, les comptes d’arrivée et la réponse de la banque.', en: 'Receipts of the payments, the accounts they went to, and the bank’s answer.' }, of: ['fraud'] },
  { text: { it: 'Le foto della pagina cambiata, con l’indirizzo e l’ora.', fr: 'Les captures de la page modifiée, avec l’adresse et l’heure.', en: 'Pictures of the changed page, with address and hour.' }, of: ['website'] },
  { text: { it: 'I registri del sito, copiati dal fornitore.', fr: 'Les journaux du site, copiés par l’hébergeur.', en: 'The logs of the site, copied by whoever hosts it.' }, of: ['website'] },
  { text: { it: 'Dove i dati sono apparsi, con indirizzo, ora e foto. Non scaricarli.', fr: 'Où les données sont apparues, avec adresse, heure et capture. Ne les téléchargez pas.', en: 'Where the data appeared, with address, hour and picture. Do not download them.' }, of: ['data'] },
  { text: { it: 'Quello che il fornitore vi ha scritto, con la data.', fr: 'Ce que le prestataire vous a écrit, avec la date.', en: 'What the provider wrote to you, with the date.' }, of: ['provider'] },
  { text: { it: 'L’elenco dei servizi fermi, e da quando.', fr: 'La liste des services arrêtés, et depuis quand.', en: 'The list of services that stopped, and since when.' }, of: ['provider', 'ransomware'] },
]

export const leave: readonly Thing[] = [
  { text: { it: 'Non cancellare e non reinstallare prima che qualcuno copi le tracce.', fr: 'N’effacez et ne réinstallez rien avant qu’on copie les traces.', en: 'Delete and reinstall nothing before somebody has copied the traces.' } },
  { text: { it: 'Non rispondere a chi attacca e non pagare prima di aver parlato con la polizia.', fr: 'Ne répondez pas à l’attaquant et ne payez pas avant d’avoir parlé à la police.', en: 'Do not answer the attacker, and do not pay before you have spoken to the police.' }, of: ['ransomware', 'data', 'fraud', 'other'] },
  { text: { it: 'Stacca i computer dalla rete, ma lasciali accesi se puoi.', fr: 'Débranchez les machines du réseau, mais laissez-les allumées si possible.', en: 'Take machines off the network, but leave them on if you can.' }, of: ['ransomware'] },
  { text: { it: 'Non aprire di nuovo l’allegato o il collegamento.', fr: 'N’ouvrez pas de nouveau la pièce jointe ou le lien.', en: 'Do not open the attachment or the link again.' }, of: ['phishing', 'account', 'fraud'] },
  { text: { it: 'Non rimettere il sito com’era prima di averne fatto una copia.', fr: 'Ne remettez pas le site en état avant d’en avoir fait une copie.', en: 'Do not put the site back before a copy of it is made.' }, of: ['website'] },
]

/** In the country's own language: police read it, whatever the reader speaks. `{…}` is filled, or left as a blank to write on. */
export const drafts = {
  IT: {
    lang: 'it', title: 'Denuncia e querela',
    head: 'Alla Polizia Postale, ai Carabinieri o alla Procura della Repubblica di ________',
    who: { person: 'Io sottoscritto/a ________, nato/a a ________ il ________, residente in ________, telefono ________.', other: 'Io sottoscritto/a ________, nato/a a ________ il ________, in qualità di ________ di {name}, con sede in ________, telefono ________.' },
    facts: 'Espongo i fatti seguenti. Ne ho avuto conoscenza il {known}. Sono avvenuti il {occurred}. {situation}',
    words: 'Che cosa è successo: {words}', services: 'Servizi fermi: {services}.', systems: 'Sistemi e account interessati: ________', traces: 'Tracce e documenti allegati: ________', damage: 'Danno conosciuto finora: ________', suspects: 'Persone che possono riferire: ________',
    ask: ['Chiedo che i responsabili siano puniti per ogni reato che risulterà dai fatti, anche con la presente querela.', 'Chiedo di essere informato/a di un’eventuale richiesta di archiviazione (art. 408 c.p.p.).'], sign: 'Luogo e data ________     Firma ________',
    situation: { ransomware: 'Dati o computer sono stati cifrati ed è stato chiesto un riscatto.', account: 'Qualcuno è entrato in una casella o in un account.', fraud: 'Un pagamento è stato ottenuto con l’inganno.', phishing: 'Un messaggio falso ha chiesto dati o codici.', website: 'Un sito è stato cambiato o bloccato.', data: 'Dati sono stati copiati o pubblicati.', provider: 'I servizi di un fornitore si sono fermati per un attacco.', other: '________' },
  },
  FR: {
    lang: 'fr', title: 'Plainte',
    head: 'À la police nationale, à la gendarmerie ou au procureur de la République de ________',
    who: { person: 'Je soussigné(e) ________, né(e) à ________ le ________, demeurant ________, téléphone ________.', other: 'Je soussigné(e) ________, né(e) à ________ le ________, en qualité de ________ de {name}, dont le siège est à ________, téléphone ________.' },
    facts: 'J’expose les faits suivants. J’en ai eu connaissance le {known}. Ils ont eu lieu le {occurred}. {situation}',
    words: 'Ce qui s’est passé : {words}', services: 'Services arrêtés : {services}.', systems: 'Systèmes et comptes concernés : ________', traces: 'Traces et documents joints : ________', damage: 'Dommage connu à ce jour : ________', suspects: 'Personnes pouvant témoigner : ________',
    ask: ['Je dépose plainte contre X pour ces faits et toute infraction qu’ils constituent.', 'Contrat d’assurance concerné, le cas échéant : ________'], sign: 'Lieu et date ________     Signature ________',
    situation: { ransomware: 'Des données ou des machines ont été chiffrées et une rançon demandée.', account: 'Quelqu’un est entré dans une messagerie ou un compte.', fraud: 'Un paiement a été obtenu par tromperie.', phishing: 'Un faux message a demandé des données ou des codes.', website: 'Un site a été modifié ou bloqué.', data: 'Des données ont été copiées ou publiées.', provider: 'Les services d’un prestataire se sont arrêtés à cause d’une attaque.', other: '________' },
  },
} as const
