/**
 * The first words of a notice, for a body to check and change. Causes are neutral; nothing here names a provider, another body,
 * a way of attack or an indicator, and nothing promises what is not known. Tone: short sentences, verbs, second person.
 */
import type { Lang } from '#platform/contract/index.ts'
import type { NoticeText } from '../contract.ts'

export type TemplateFacts = {
  /** outage: something is down · partial: only slowed · data: everything works, data may be involved · restored: all is back */
  readonly kind: 'outage' | 'partial' | 'data' | 'restored'
  readonly one: boolean
  /** Services in a row, commas between; empty when they are too many to be said. */
  readonly list: string
  readonly count: number
  readonly since: string
  readonly next: string
  readonly personalData: 'yes' | 'no' | 'unknown'
}

export const templates: Readonly<Record<Lang, (facts: TemplateFacts) => NoticeText>> = {
  it: ({ kind, one, list, count, since, next, personalData }) => ({
    title: kind === 'restored' ? 'I servizi online funzionano di nuovo'
      : kind === 'data' ? 'Evento di sicurezza presso un fornitore: cosa sappiamo'
      : kind === 'partial' ? (one ? 'Un servizio online funziona solo in parte' : 'Alcuni servizi online funzionano solo in parte')
      : one ? 'Un servizio online non funziona' : 'Alcuni servizi online non funzionano',
    summary: kind === 'restored' ? `Da ${since}, puoi usare di nuovo i servizi online.`
      : kind === 'data' ? 'I servizi online funzionano. Stiamo verificando se ci sono dati personali coinvolti.'
      : `${list ? `Da ${since}, ${kind === 'partial' ? (one ? 'funziona solo in parte' : 'funzionano solo in parte') : one ? 'è fermo' : 'sono fermi'}: ${list}.` : `Da ${since}, ${kind === 'partial' ? (one ? 'un servizio funziona solo in parte' : `${count} servizi funzionano solo in parte`) : one ? 'un servizio è fermo' : `${count} servizi sono fermi`}.`} Gli sportelli sono aperti nei soliti orari.`,
    cause: kind === 'restored' ? ['Il problema era nato da un evento di sicurezza presso un fornitore. Se qualcosa ancora non va, scrivi ai nostri uffici.']
      : kind === 'data' ? ['C’è stato un evento di sicurezza presso un fornitore. I nostri servizi non si sono fermati.']
      : [
        'La causa è un evento di sicurezza presso un fornitore. I tecnici sono al lavoro.',
        'Non sappiamo ancora quando tutto torna come prima. Lo scriveremo in questa pagina.',
      ],
    stillWorks: kind === 'restored' ? ['Tutto è tornato come prima, anche agli sportelli.']
      : ['Gli sportelli sono aperti nei soliti orari. Se serve, lavorano su carta.', 'Puoi anche telefonare o scrivere una e-mail.'],
    citizenDeadlines: kind === 'data' || kind === 'restored' ? [] : [`Stiamo vedendo quali scadenze cambiano per te. Lo scriveremo qui entro ${next}.`],
    personalData: personalData === 'yes' ? [`Ci sono dati personali coinvolti. Stiamo verificando quali e di chi. Lo scriveremo qui entro ${next}.`, 'Se c’è un rischio alto per te, ti avviseremo.']
      : personalData === 'no' ? ['Per quello che sappiamo oggi, non ci sono dati personali coinvolti. Se cambia, lo scriveremo qui.']
      : [`Stiamo verificando se ci sono dati personali coinvolti. Lo scriveremo qui entro ${next}.`],
    falseMessages: [
      'Non chiediamo mai password, codici o soldi per e-mail, SMS o telefono.',
      'Se ricevi un messaggio così, non rispondere. Chiama i nostri uffici.',
    ],
  }),
  fr: ({ kind, one, list, count, since, next, personalData }) => ({
    title: kind === 'restored' ? 'Les démarches en ligne fonctionnent de nouveau'
      : kind === 'data' ? 'Incident de sécurité chez un prestataire\u202f: ce que nous savons'
      : kind === 'partial' ? (one ? 'Une démarche en ligne ne fonctionne qu’en partie' : 'Des démarches en ligne ne fonctionnent qu’en partie')
      : one ? 'Une démarche en ligne est interrompue' : 'Des démarches en ligne sont interrompues',
    summary: kind === 'restored' ? `Depuis le ${since}, vous pouvez de nouveau utiliser les démarches en ligne.`
      : kind === 'data' ? 'Les démarches en ligne fonctionnent. Nous vérifions si des données personnelles sont concernées.'
      : `${list ? `${kind === 'partial' ? (one ? 'Service limité' : 'Services limités') : one ? 'Service interrompu' : 'Services interrompus'} depuis le ${since}\u202f: ${list}.` : `Depuis le ${since}, ${kind === 'partial' ? (one ? 'un service ne fonctionne qu’en partie' : `${count} services ne fonctionnent qu’en partie`) : one ? 'un service est interrompu' : `${count} services sont interrompus`}.`} Les guichets sont ouverts aux heures habituelles.`,
    cause: kind === 'restored' ? ['Le problème venait d’un incident de sécurité chez un prestataire. Si quelque chose ne va pas, écrivez à nos services.']
      : kind === 'data' ? ['Un prestataire a subi un incident de sécurité. Nos services ne se sont pas arrêtés.']
      : [
        'La cause est un incident de sécurité chez un prestataire. Les techniciens sont à l’œuvre.',
        'Nous ne savons pas encore quand tout reprendra. Nous l’écrirons sur cette page.',
      ],
    stillWorks: kind === 'restored' ? ['Tout fonctionne comme avant, aussi aux guichets.']
      : ['Les guichets sont ouverts aux heures habituelles, sur papier si besoin.', 'Vous pouvez aussi téléphoner ou écrire un courriel.'],
    citizenDeadlines: kind === 'data' || kind === 'restored' ? [] : [`Nous vérifions quelles dates limites changent pour vous. Nous l’écrirons ici avant le ${next}.`],
    personalData: personalData === 'yes' ? [`Des données personnelles sont concernées. Nous vérifions lesquelles et de qui. Nous l’écrirons ici avant le ${next}.`, 'Si le risque est élevé pour vous, nous vous préviendrons.']
      : personalData === 'no' ? ['À ce jour, aucune donnée personnelle n’est concernée, pour autant que nous sachions. Si cela change, nous l’écrirons ici.']
      : [`Nous vérifions si des données personnelles sont concernées. Nous l’écrirons ici avant le ${next}.`],
    falseMessages: [
      'Nous ne demandons jamais de mot de passe, de code ni d’argent par courriel, SMS ou téléphone.',
      'Si vous recevez un tel message, n’y répondez pas. Appelez nos services.',
    ],
  }),
  en: ({ kind, one, list, count, since, next, personalData }) => ({
    title: kind === 'restored' ? 'Online services work again'
      : kind === 'data' ? 'Security event at a provider: what we know'
      : kind === 'partial' ? (one ? 'An online service works only in part' : 'Some online services work only in part')
      : one ? 'An online service is down' : 'Some online services are down',
    summary: kind === 'restored' ? `You have been able to use the online services again since ${since}.`
      : kind === 'data' ? 'Online services work. We are checking whether personal data are involved.'
      : `${list ? `${kind === 'partial' ? 'Working only in part' : 'Down'} since ${since}: ${list}.` : `${one ? 'One service has' : `${count} services have`} ${kind === 'partial' ? 'worked only in part' : 'been down'} since ${since}.`} Desks are open at the usual hours.`,
    cause: kind === 'restored' ? ['The problem came from a security event at a provider. If something still fails, write to our offices.']
      : kind === 'data' ? ['A provider has had a security event. Our services did not stop.']
      : [
        'The cause is a security event at a provider. Technicians are at work.',
        'We do not know yet when everything will be back. We will say so on this page.',
      ],
    stillWorks: kind === 'restored' ? ['Everything is back to normal, at the desks as well.']
      : ['Desks are open at the usual hours, on paper if needed.', 'You can also call or send an email.'],
    citizenDeadlines: kind === 'data' || kind === 'restored' ? [] : [`We are checking which deadlines change for you. We will say so here by ${next}.`],
    personalData: personalData === 'yes' ? [`Personal data are involved. We are checking which data and whose. We will say so here by ${next}.`, 'If the risk to you is high, we will tell you.']
      : personalData === 'no' ? ['As far as we know today, no personal data are involved. If this changes, we will say so here.']
      : [`We are checking whether personal data are involved. We will say so here by ${next}.`],
    falseMessages: [
      'We never ask for passwords, codes or money by email, text message or phone.',
      'If you get such a message, do not answer it. Call our offices.',
    ],
  }),
}
