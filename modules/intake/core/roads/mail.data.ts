/** What is written about a mail that was more than the centre keeps, and to whoever sent it. */
import type { Lang } from '#platform/contract/index.ts'

type Texts = {
  /** In the report, for the desk. */
  readonly words: (megabytes: number) => string
  readonly subject: (ref: string) => string
  readonly text: (parts: { ref: string; megabytes: number; most: number; link: string; phone: string; centre: string }) => string
}
export const tooLargeWords: Readonly<Record<Lang, Texts>> = {
  it: {
    words: (mb) => `Questo messaggio era troppo grande (${mb} MB) e non è stato conservato. Restano mittente, oggetto e data. Abbiamo scritto al mittente che cosa fare.`,
    subject: (ref) => `Il tuo messaggio era troppo grande (${ref})`,
    text: ({ ref, megabytes, most, link, phone, centre }) => `Buongiorno,\n\nil tuo messaggio era di ${megabytes} MB. Ne riceviamo al massimo ${most}: non lo abbiamo potuto conservare.\n\nSappiamo che hai scritto: la segnalazione ha il numero ${ref}.\nPer dirci che cosa succede:\n- scrivi di nuovo, senza allegati;\n- oppure usa il modulo: ${link}\n- oppure chiama: ${phone}.\n\nTieni i file dove sono: se servono, ti diciamo come consegnarli.\n\n${centre}\n`,
  },
  fr: {
    words: (mb) => `Ce message était trop volumineux (${mb} Mo) et n’a pas été conservé. Restent l’expéditeur, l’objet et la date. Nous avons écrit à l’expéditeur quoi faire.`,
    subject: (ref) => `Votre message était trop volumineux (${ref})`,
    text: ({ ref, megabytes, most, link, phone, centre }) => `Bonjour,\n\nvotre message faisait ${megabytes} Mo. Nous en recevons ${most} au plus : nous n’avons pas pu le conserver.\n\nNous savons que vous avez écrit : le signalement porte le numéro ${ref}.\nPour nous dire ce qui se passe :\n- écrivez de nouveau, sans pièces jointes ;\n- ou utilisez le formulaire : ${link}\n- ou appelez : ${phone}.\n\nLaissez les fichiers où ils sont : s’il les faut, nous vous dirons comment les remettre.\n\n${centre}\n`,
  },
  en: {
    words: (mb) => `This message was too large (${mb} MB) and was not kept. Sender, subject and date remain. We have written to the sender what to do.`,
    subject: (ref) => `Your message was too large (${ref})`,
    text: ({ ref, megabytes, most, link, phone, centre }) => `Hello,\n\nyour message was ${megabytes} MB. We receive ${most} at most: we could not keep it.\n\nWe know that you wrote: the report has the number ${ref}.\nTo tell us what is happening:\n- write again, without attachments;\n- or use the form: ${link}\n- or call: ${phone}.\n\nLeave the files where they are: if they are needed, we tell you how to hand them over.\n\n${centre}\n`,
  },
}
