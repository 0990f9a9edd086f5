/** What the server itself writes about notices: mails to followers, lines of a history, what is going on. */
import type { Lang } from '#platform/contract/index.ts'

type What = 'published' | 'updated' | 'restored' | 'withdrawn'
type Words = {
  readonly what: Readonly<Record<What, string>>
  readonly inTerritory: (region: string) => string
  readonly confirm: { readonly subject: (body: string) => string; readonly text: (body: string, link: string) => string }
  readonly news: {
    readonly subject: (body: string) => string
    readonly text: (mail: { body: string; status: string; notices: readonly { title: string; summary: string; link: string }[]; page: string; end: string }) => string
  }
  readonly demo: string
}

export const words: Readonly<Record<Lang, Words>> = {
  it: {
    what: { published: 'Pubblicato', updated: 'Aggiornato', restored: 'I servizi sono ripresi', withdrawn: 'Ritirato' },
    inTerritory: (region) => `in ${region}`,
    confirm: {
      subject: (body) => `Conferma: vuoi le notizie sui servizi di ${body}?`,
      text: (body, link) => `Buongiorno,\n\nqualcuno ha chiesto di ricevere a questo indirizzo le notizie sui servizi online di ${body}.\nSe la richiesta è tua, apri questo collegamento entro 48 ore e conferma:\n\n${link}\n\nSe non è tua, non fare nulla: non ti scriveremo più.\n`,
    },
    news: {
      subject: (body) => `Servizi online di ${body}: novità`,
      text: ({ body, status, notices, page, end }) => `${body}\n${status}\n\n${notices.map((one) => `${one.title}\n${one.summary}\n${one.link}\n\n`).join('')}Lo stato dei servizi, sempre aggiornato:\n${page}\n\nTi scriviamo al massimo una volta all’ora. Per non ricevere più questi messaggi:\n${end}\n`,
    },
    demo: 'Questo messaggio è di una dimostrazione. Regione, enti e fornitori sono inventati.\n\n',
  },
  fr: {
    what: { published: 'Publiée', updated: 'Mise à jour', restored: 'Les services ont repris', withdrawn: 'Retirée' },
    inTerritory: (region) => `en ${region}`,
    confirm: {
      subject: (body) => `À confirmer\u202f: voulez-vous suivre les services de ${body}\u202f?`,
      text: (body, link) => `Bonjour,\n\nquelqu’un a demandé à recevoir à cette adresse les nouvelles des services en ligne de ${body}.\nSi la demande vient de vous, ouvrez ce lien dans les 48 heures et confirmez\u202f:\n\n${link}\n\nSinon, ne faites rien\u202f: nous ne vous écrirons plus.\n`,
    },
    news: {
      subject: (body) => `Services en ligne de ${body}\u202f: du nouveau`,
      text: ({ body, status, notices, page, end }) => `${body}\n${status}\n\n${notices.map((one) => `${one.title}\n${one.summary}\n${one.link}\n\n`).join('')}L’état des services, toujours à jour\u202f:\n${page}\n\nNous vous écrivons au plus une fois par heure. Pour ne plus recevoir ces messages\u202f:\n${end}\n`,
    },
    demo: 'Ce message vient d’une démonstration\u202f: région, collectivités et prestataires sont inventés.\n\n',
  },
  en: {
    what: { published: 'Published', updated: 'Updated', restored: 'Services are back', withdrawn: 'Withdrawn' },
    inTerritory: (region) => `in ${region}`,
    confirm: {
      subject: (body) => `Please confirm: follow the services of ${body}?`,
      text: (body, link) => `Hello,\n\nsomebody asked for news about the online services of ${body} at this address.\nIf it was you, open this link within 48 hours and confirm:\n\n${link}\n\nIf it was not, do nothing: we will not write again.\n`,
    },
    news: {
      subject: (body) => `Online services of ${body}: news`,
      text: ({ body, status, notices, page, end }) => `${body}\n${status}\n\n${notices.map((one) => `${one.title}\n${one.summary}\n${one.link}\n\n`).join('')}The state of the services, always up to date:\n${page}\n\nWe write once an hour at most. To stop these messages:\n${end}\n`,
    },
    demo: 'This message is part of a demonstration: region, bodies and providers are invented.\n\n',
  },
}
