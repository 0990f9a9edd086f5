import { build } from './build.ts'
import { callCentre, learn, personalData, writeDown } from './common.data.ts'

export const provider = build({
  uuid: '3e95f1b8-c60d-4d72-9e47',
  name: { it: 'Fornitore fermo', fr: 'Prestataire à l’arrêt', en: 'Provider down' },
  description: {
    it: 'Un fornitore non risponde e con lui si fermano servizi dell’ente. Si tengono aperti gli sportelli, si chiede la verità, si riapre solo quando è sicuro.',
    fr: 'Un prestataire ne répond plus et des services s’arrêtent avec lui. On garde les guichets ouverts, on demande la vérité, on rouvre quand c’est sûr.',
    en: 'A provider does not answer, and services of the body stop with it. Desks stay open, the truth is asked for, reopening waits until it is safe.',
  },
  labels: ['provider', 'outage'], severity: 70, modified: '2026-11-20T08:00:00.000Z',
  steps: [
    writeDown,
    {
      do: { it: 'Chiedi al fornitore: che cosa è fermo, da quando, perché, quando la prossima notizia.', fr: 'Demandez au prestataire : ce qui est arrêté, depuis quand, pourquoi, la prochaine nouvelle.', en: 'Ask the provider what is down, since when, why, and when the next news comes.' },
      why: { it: 'Chi tratta i dati per voi deve informarvi senza ritardo (GDPR, art. 33, par. 2).', fr: 'Votre sous-traitant doit vous informer sans tarder (RGPD, art. 33, § 2).', en: 'Whoever processes data for you must tell you without delay (GDPR, art. 33(2)).' },
    },
    {
      do: { it: 'Elenca i servizi fermi e chi ne ha bisogno oggi.', fr: 'Listez les services arrêtés et qui en a besoin aujourd’hui.', en: 'List the services that are down and who needs them today.' },
      why: { it: 'L’ordine delle cose da fare dipende da questo.', fr: 'L’ordre des choses à faire en dépend.', en: 'The order of what to do depends on it.' },
    },
    {
      together: { it: 'Fai queste cose insieme, con più persone', fr: 'Faites ces choses en même temps, à plusieurs', en: 'Do these at the same time, with several people' },
      ways: [
        [{
          do: { it: 'Apri gli sportelli con i moduli di carta e un registro di emergenza.', fr: 'Ouvrez les guichets avec des formulaires papier et un registre de secours.', en: 'Open the desks with paper forms and an emergency register.' },
          why: { it: 'Protocollo e stato civile non possono fermarsi.', fr: 'Le courrier et l’état civil ne peuvent pas s’arrêter.', en: 'The records desk and the civil registry cannot stop.' },
        }],
        [{
          do: { it: 'Pubblica l’avviso: che cosa non funziona, che cosa funziona e dove.', fr: 'Publiez l’information : ce qui ne marche pas, ce qui marche et où.', en: 'Publish the notice: what does not work, what works and where.' },
          why: { it: 'Chi sa dove andare non intasa il centralino.', fr: 'Un usager informé n’engorge pas le standard.', en: 'People who know where to go do not flood the switchboard.' },
        }],
        [{
          do: { it: 'Elenca le scadenze dei prossimi giorni e chiedi le proroghe.', fr: 'Listez les échéances des prochains jours et demandez les reports.', en: 'List the deadlines of the next days and ask for extensions.' },
          why: { it: 'Gare, tributi e stipendi non aspettano da soli.', fr: 'Marchés, impôts et salaires n’attendent pas d’eux-mêmes.', en: 'Tenders, taxes and wages do not wait by themselves.' },
        }],
      ],
    },
    {
      ask: { it: 'La causa è un attacco, o non si può escludere?', fr: 'La cause est-elle une attaque, ou ne peut-on l’exclure ?', en: 'Is the cause an attack, or can it not be ruled out?' },
      yes: [
        {
          do: { it: 'Chiudi i collegamenti di rete con il fornitore.', fr: 'Coupez les liaisons réseau avec le prestataire.', en: 'Close the network links with the provider.' },
          why: { it: 'L’attacco può passare da lui a voi.', fr: 'L’attaque peut passer de chez lui à chez vous.', en: 'The attack can travel from them to you.' },
        },
        callCentre,
        {
          do: { it: 'Cambia le password e le chiavi che il fornitore conosce.', fr: 'Changez les mots de passe et les clés que le prestataire connaît.', en: 'Change the passwords and keys that the provider knows.' },
          why: { it: 'Possono essere in mano a chi lo ha attaccato.', fr: 'Elles sont peut-être entre les mains de l’attaquant.', en: 'They may be in the hands of whoever attacked it.' },
        },
        personalData,
      ],
      no: [{
        do: { it: 'Chiedi per iscritto il tempo di ripristino e confrontalo con il contratto.', fr: 'Demandez par écrit le délai de rétablissement et comparez-le au contrat.', en: 'Ask in writing for the time of recovery and compare it with the contract.' },
        why: { it: 'Serve per decidere se passare ad altri mezzi.', fr: 'Cela aide à décider de passer à d’autres moyens.', en: 'It helps to decide whether to use other means.' },
      }],
    },
    {
      asLongAs: { it: 'Il fornitore è ancora fermo?', fr: 'Le prestataire est-il encore à l’arrêt ?', en: 'Is the provider still down?' },
      steps: [{
        do: { it: 'All’ora concordata richiama il fornitore e aggiorna l’avviso.', fr: 'À l’heure convenue, rappelez le prestataire et mettez à jour l’information.', en: 'At the agreed hour call the provider again and update the notice.' },
        why: { it: 'Anche «nessuna novità» è una notizia.', fr: '« Rien de nouveau » est aussi une nouvelle.', en: '“Nothing new” is news too.' },
      }],
    },
    {
      do: { it: 'Prima di riaprire, chiedi per iscritto che cosa è stato controllato.', fr: 'Avant de rouvrir, demandez par écrit ce qui a été contrôlé.', en: 'Before reopening, ask in writing what was checked.' },
      why: { it: '«Funziona» non vuol dire «è sicuro».', fr: '« Ça marche » ne veut pas dire « c’est sûr ».', en: '“It works” does not mean “it is safe”.' },
    },
    {
      do: { it: 'Controlla fino a quando arrivano i dati e inserisci quelli scritti su carta.', fr: 'Vérifiez jusqu’à quand vont les données et saisissez celles notées sur papier.', en: 'Check up to when the data go, and enter those written on paper.' },
      why: { it: 'Un giorno mancante si scopre altrimenti mesi dopo.', fr: 'Sinon, un jour manquant se découvre des mois après.', en: 'Otherwise a missing day is found months later.' },
    },
    learn,
  ],
  exception: [],
})
