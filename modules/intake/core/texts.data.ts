/** What the server itself writes to whoever reported. Never a note of the centre, never who else reported. */
import type { Lang } from '#platform/contract/index.ts'
import type { Outcome, Situation } from '../contract.ts'

type Texts = {
  readonly situations: Readonly<Record<Situation, string>>
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly subject: (ref: string) => string
  readonly lines: {
    readonly received: (moment: string | undefined) => string
    readonly taken: (name: string) => string
    readonly promised: (moment: string) => string
    readonly missed: (moment: string | undefined) => string
    readonly waiting: string
    readonly open: string
    readonly closed: (outcome: string) => string
    readonly merged: string
    readonly split: string
  }
  readonly mail: (parts: { ref: string; lines: readonly string[]; link: string; phone: string; centre: string }) => string
  readonly receipt: (parts: { ref: string; code: string; moment: string | undefined; again: boolean; link: string; phone: string; centre: string }) => string
  readonly urgent: { readonly subject: (ref: string) => string; readonly text: (ref: string, situation: string, link: string, onCall?: string) => string; /** At most 160 signs of the alphabet that telephones send whole. */ readonly call: (ref: string, situation: string, link: string) => string }
  readonly missedMail: { readonly subject: (n: number) => string; readonly text: (refs: string, link: string) => string }
  readonly demo: string
}

export const texts: Readonly<Record<Lang, Texts>> = {
  it: {
    situations: { ransomware: 'file bloccati o richiesta di riscatto', account: 'accesso rubato', fraud: 'pagamento o bonifico falso', phishing: 'messaggio sospetto', website: 'sito modificato o fermo', data: 'dati persi o pubblicati', provider: 'attacco a un fornitore', espionage: 'sospetto spionaggio', other: 'altro', unknown: 'non noto' },
    outcomes: { handled: 'il problema è stato affrontato', advised: 'ti abbiamo detto che cosa fare', no_incident: 'non è un attacco', referred: 'se ne occupa chi ti abbiamo indicato', no_answer: 'non abbiamo avuto la tua risposta', not_ours: 'la questione spetta ad altri' },
    subject: (ref) => `La tua segnalazione ${ref}`,
    lines: {
      received: (moment) => (moment ? `Abbiamo ricevuto la tua segnalazione. Ti risponde una persona entro ${moment}.` : 'Abbiamo ricevuto la tua segnalazione.'),
      taken: (name) => `Se ne occupa ${name}.`, promised: (moment) => `Ti scriviamo o ti chiamiamo entro ${moment}.`,
      missed: (moment) => `Non abbiamo risposto all’ora promessa. Ci scusiamo. Lo abbiamo detto a chi coordina il centro${moment ? `, e ti rispondiamo entro ${moment}` : ''}.`,
      waiting: 'Aspettiamo una tua risposta.', open: 'Ci stiamo lavorando di nuovo.', closed: (outcome) => `Abbiamo chiuso la segnalazione: ${outcome}.`,
      merged: 'La tua segnalazione fa parte di un caso più ampio, che stiamo seguendo.', split: 'La tua segnalazione è seguita di nuovo da sola.',
    },
    mail: ({ ref, lines, link, phone, centre }) => `Buongiorno,\n\nnovità sulla segnalazione ${ref}:\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nPer leggere tutto o aggiungere qualcosa servono il numero e il codice della ricevuta:\n${link}\n\nPer parlarci: ${phone}.\nSegnalare al centro non sostituisce le notifiche dovute alle autorità.\n\n${centre}\n`,
    receipt: ({ ref, code, moment, again, link, phone, centre }) => `Buongiorno,\n\n${again ? 'avevi già scritto la stessa cosa: l’abbiamo contata ancora una volta.' : 'abbiamo ricevuto la tua segnalazione.'}${moment ? ` Ti risponde una persona entro ${moment}.` : ''}\n\nNumero: ${ref}\nCodice: ${code}\n\nServono insieme per leggere la risposta o aggiungere qualcosa:\n${link}\n\nSe peggiora, chiama: ${phone}.\nSegnalare al centro non sostituisce la denuncia né le notifiche dovute alle autorità.\n\n${centre}\n`,
    urgent: { subject: (ref) => `Urgente: segnalazione ${ref}`, text: (ref, situation, link, onCall) => `È arrivata la segnalazione urgente ${ref}: ${situation}.\nChi scrive teme per le persone, oppure il danno si sta allargando.\n${onCall ? `Di turno: ${onCall}\n` : ''}\n${link}\n`, call: (ref, situation, link) => `Urgente ${ref}: ${situation.replaceAll('’', "'")}. ${link}` },
    missedMail: { subject: (n) => (n === 1 ? 'Una risposta promessa è in ritardo' : `Risposte promesse in ritardo: ${n}`), text: (refs, link) => `All’ora promessa nessuno aveva risposto a: ${refs}.\nChi ha segnalato ha ricevuto le scuse e una nuova ora.\n\n${link}\n` },
    demo: 'Questo messaggio è di una dimostrazione. Regione, enti e fornitori sono inventati.\n\n',
  },
  fr: {
    situations: { ransomware: 'fichiers bloqués ou demande de rançon', account: 'accès volé', fraud: 'paiement ou virement frauduleux', phishing: 'message suspect', website: 'site modifié ou arrêté', data: 'données perdues ou publiées', provider: 'attaque chez un prestataire', espionage: 'soupçon d’espionnage', other: 'autre', unknown: 'inconnu' },
    outcomes: { handled: 'le problème a été traité', advised: 'nous vous avons indiqué quoi faire', no_incident: 'ce n’est pas une attaque', referred: 'la personne que nous vous avons indiquée s’en occupe', no_answer: 'nous n’avons pas reçu votre réponse', not_ours: 'la question relève d’autres services' },
    subject: (ref) => `Votre signalement ${ref}`,
    lines: {
      received: (moment) => (moment ? `Nous avons reçu votre signalement. Une personne vous répond avant ${moment}.` : 'Nous avons reçu votre signalement.'),
      taken: (name) => `${name} s’en occupe.`, promised: (moment) => `Nous vous écrivons ou vous appelons avant ${moment}.`,
      missed: (moment) => `Nous n’avons pas répondu à l’heure promise. Nous vous présentons nos excuses. La coordination du centre est prévenue${moment ? `, et nous vous répondons avant ${moment}` : ''}.`,
      waiting: 'Nous attendons votre réponse.', open: 'Nous y travaillons de nouveau.', closed: (outcome) => `Nous avons clos le signalement\u202f: ${outcome}.`,
      merged: 'Votre signalement fait partie d’un dossier plus large, que nous suivons.', split: 'Votre signalement est de nouveau suivi seul.',
    },
    mail: ({ ref, lines, link, phone, centre }) => `Bonjour,\n\ndu nouveau sur le signalement ${ref}\u202f:\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nPour tout lire ou ajouter quelque chose, il faut le numéro et le code de l’accusé de réception\u202f:\n${link}\n\nPour nous parler\u202f: ${phone}.\nUn signalement au centre ne remplace pas les notifications dues aux autorités.\n\n${centre}\n`,
    receipt: ({ ref, code, moment, again, link, phone, centre }) => `Bonjour,\n\n${again ? 'vous aviez déjà écrit la même chose\u202f: nous l’avons comptée une fois de plus.' : 'nous avons reçu votre signalement.'}${moment ? ` Une personne vous répond avant ${moment}.` : ''}\n\nNuméro\u202f: ${ref}\nCode\u202f: ${code}\n\nIl faut les deux pour lire la réponse ou ajouter quelque chose\u202f:\n${link}\n\nSi cela s’aggrave, appelez\u202f: ${phone}.\nUn signalement au centre ne remplace ni la plainte ni les notifications dues aux autorités.\n\n${centre}\n`,
    urgent: { subject: (ref) => `Urgent\u202f: signalement ${ref}`, text: (ref, situation, link, onCall) => `Le signalement urgent ${ref} est arrivé\u202f: ${situation}.\nLa personne craint pour quelqu’un, ou les dégâts s’étendent.\n${onCall ? `De garde\u202f: ${onCall}\n` : ''}\n${link}\n`, call: (ref, situation, link) => `Signalement urgent ${ref}, ${situation.replaceAll('’', "'")}. ${link}` },
    missedMail: { subject: (n) => (n === 1 ? 'Une réponse promise est en retard' : `Réponses promises en retard\u202f: ${n}`), text: (refs, link) => `À l’heure promise, personne n’avait répondu à\u202f: ${refs}.\nLes personnes ont reçu nos excuses et une nouvelle heure.\n\n${link}\n` },
    demo: 'Ce message vient d’une démonstration\u202f: région, collectivités et prestataires sont inventés.\n\n',
  },
  en: {
    situations: { ransomware: 'files locked or a ransom demand', account: 'stolen access', fraud: 'false payment or bank transfer', phishing: 'suspicious message', website: 'website changed or down', data: 'data lost or published', provider: 'attack on a provider', espionage: 'suspected espionage', other: 'other', unknown: 'not known' },
    outcomes: { handled: 'the problem was dealt with', advised: 'we told you what to do', no_incident: 'it is not an attack', referred: 'those we named to you see to it', no_answer: 'we did not have your answer', not_ours: 'it is for others to see to' },
    subject: (ref) => `Your report ${ref}`,
    lines: {
      received: (moment) => (moment ? `We have received your report. A person answers you by ${moment}.` : 'We have received your report.'),
      taken: (name) => `${name} sees to it.`, promised: (moment) => `We write to you or call you by ${moment}.`,
      missed: (moment) => `We did not answer at the promised hour. We apologise. Those who lead the centre know${moment ? `, and we answer you by ${moment}` : ''}.`,
      waiting: 'We wait for your answer.', open: 'We work on it again.', closed: (outcome) => `We have closed the report: ${outcome}.`,
      merged: 'Your report is part of a larger case, which we follow.', split: 'Your report is followed on its own again.',
    },
    mail: ({ ref, lines, link, phone, centre }) => `Hello,\n\nnews about report ${ref}:\n\n${lines.map((line) => `- ${line}`).join('\n')}\n\nTo read it all or add something you need the number and the code of your receipt:\n${link}\n\nTo talk to us: ${phone}.\nReporting to the centre replaces no notification due to an authority.\n\n${centre}\n`,
    receipt: ({ ref, code, moment, again, link, phone, centre }) => `Hello,\n\n${again ? 'you had written the same already: we counted it once more.' : 'we have received your report.'}${moment ? ` A person answers you by ${moment}.` : ''}\n\nNumber: ${ref}\nCode: ${code}\n\nBoth are needed to read the answer or to add something:\n${link}\n\nIf it gets worse, call: ${phone}.\nReporting to the centre replaces neither the complaint nor the notifications due to authorities.\n\n${centre}\n`,
    urgent: { subject: (ref) => `Urgent: report ${ref}`, text: (ref, situation, link, onCall) => `The urgent report ${ref} has arrived: ${situation}.\nIts writer fears for people, or the damage is spreading.\n${onCall ? `On call: ${onCall}\n` : ''}\n${link}\n`, call: (ref, situation, link) => `Urgent ${ref}: ${situation.replaceAll('’', "'")}. ${link}` },
    missedMail: { subject: (n) => (n === 1 ? 'A promised answer is late' : `Promised answers that are late: ${n}`), text: (refs, link) => `At the promised hour nobody had answered: ${refs}.\nTheir reporters have received an apology and a new hour.\n\n${link}\n` },
    demo: 'This message is part of a demonstration: region, bodies and providers are invented.\n\n',
  },
}
