import { build } from './build.ts'
import { callCentre, learn, personalData, police, writeDown } from './common.data.ts'

export const account = build({
  uuid: '91b7d3e2-0f4c-4a68-b5d9',
  name: { it: 'Utenza violata', fr: 'Compte piraté', en: 'Account taken over' },
  description: {
    it: 'Qualcun altro usa la posta o un’utenza dell’ente. Si chiude la porta, si guarda che cosa ha fatto, si avvisa chi ha ricevuto messaggi falsi.',
    fr: 'Quelqu’un d’autre utilise la messagerie ou un compte de la collectivité. On ferme la porte, on regarde ce qui a été fait, on prévient les destinataires.',
    en: 'Somebody else uses a mailbox or an account of the body. The door is closed, what they did is looked at, recipients are warned.',
  },
  labels: ['account', 'phishing'], severity: 60, modified: '2026-11-20T08:00:00.000Z',
  steps: [
    writeDown,
    {
      do: { it: 'Cambia la password da un altro dispositivo e chiudi tutte le sessioni aperte.', fr: 'Changez le mot de passe depuis un autre appareil et fermez toutes les sessions.', en: 'Change the password from another device and close all open sessions.' },
      why: { it: 'Cambiare solo la password lascia dentro chi è già entrato.', fr: 'Changer seulement le mot de passe laisse l’intrus connecté.', en: 'A new password alone leaves in whoever is in already.' },
    },
    {
      do: { it: 'Attiva il secondo passo per questa utenza.', fr: 'Activez la deuxième étape pour ce compte.', en: 'Turn on the second step for this account.' },
      why: { it: 'La prossima password rubata da sola non basterà.', fr: 'Le prochain mot de passe volé ne suffira plus.', en: 'The next stolen password alone will not be enough.' },
    },
    {
      do: { it: 'Togli inoltri, regole, deleghe e programmi collegati che nessuno conosce.', fr: 'Supprimez transferts, règles, délégations et applications que personne ne connaît.', en: 'Remove forwards, rules, delegates and linked programs that nobody knows.' },
      why: { it: 'Così chi è entrato legge ancora, anche dopo.', fr: 'C’est ainsi que l’intrus continue à lire, même après.', en: 'That is how an intruder keeps reading afterwards.' },
    },
    {
      do: { it: 'Conserva i registri degli accessi degli ultimi 90 giorni.', fr: 'Conservez les journaux de connexion des 90 derniers jours.', en: 'Keep the sign-in logs of the last 90 days.' },
      why: { it: 'Dicono da quando, e che cosa è stato letto.', fr: 'Ils disent depuis quand, et ce qui a été lu.', en: 'They tell since when, and what was read.' },
    },
    {
      ask: { it: 'L’utenza può amministrare altre utenze o sistemi?', fr: 'Ce compte peut-il administrer d’autres comptes ou systèmes ?', en: 'Can this account manage other accounts or systems?' },
      yes: [
        callCentre,
        {
          do: { it: 'Cerca utenze nuove e diritti cambiati, e toglili.', fr: 'Cherchez les comptes nouveaux et les droits modifiés, et retirez-les.', en: 'Look for new accounts and changed rights, and remove them.' },
          why: { it: 'È la porta di servizio più usata.', fr: 'C’est la porte dérobée la plus courante.', en: 'It is the back door used most.' },
        },
      ],
      no: [],
    },
    {
      ask: { it: 'Dall’utenza sono partiti messaggi che nessuno ha scritto?', fr: 'Des messages que personne n’a écrits sont-ils partis de ce compte ?', en: 'Did messages leave the account that nobody wrote?' },
      yes: [{
        do: { it: 'Avvisa per telefono chi li ha ricevuti, a partire da chi paga fatture.', fr: 'Prévenez les destinataires par téléphone, d’abord qui paie des factures.', en: 'Warn the recipients by telephone, first those who pay invoices.' },
        why: { it: 'Un messaggio falso da un indirizzo vero viene creduto.', fr: 'Un faux message venu d’une vraie adresse est cru.', en: 'A false message from a true address is believed.' },
      }],
      no: [],
    },
    {
      ask: { it: 'La stessa password serve anche altrove?', fr: 'Le même mot de passe sert-il ailleurs ?', en: 'Is the same password used elsewhere?' },
      yes: [{
        do: { it: 'Cambiala ovunque, una diversa per ogni posto.', fr: 'Changez-le partout, un différent à chaque endroit.', en: 'Change it everywhere, a different one in each place.' },
        why: { it: 'Chi ha una password la prova dappertutto.', fr: 'Qui a un mot de passe l’essaie partout.', en: 'Whoever has one password tries it everywhere.' },
      }],
      no: [],
    },
    personalData,
    police,
    learn,
  ],
  exception: [],
})
