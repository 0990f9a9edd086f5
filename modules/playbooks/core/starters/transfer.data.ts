import { build } from './build.ts'
import { account } from './account.data.ts'
import { learn, police, writeDown } from './common.data.ts'

export const transfer = build({
  uuid: 'd40a85c6-73e1-4b9f-a2c8',
  name: { it: 'Frode con bonifico', fr: 'Fraude au virement', en: 'Fraud by bank transfer' },
  description: {
    it: 'Un pagamento è partito, o sta per partire, verso un conto di chi imbroglia. Nelle prime ore la banca può ancora fermarlo.',
    fr: 'Un paiement est parti, ou va partir, vers le compte d’un fraudeur. Dans les premières heures, la banque peut encore l’arrêter.',
    en: 'A payment has left, or is about to leave, for the account of a fraud. In the first hours the bank can still stop it.',
  },
  labels: ['fraud', 'payment'], severity: 70, modified: '2026-11-20T08:00:00.000Z',
  steps: [
    {
      do: { it: 'Chiama subito la banca e chiedi di richiamare il bonifico.', fr: 'Appelez tout de suite la banque et demandez le rappel du virement.', en: 'Call the bank at once and ask it to recall the transfer.' },
      why: { it: 'Usa il numero del contratto, non quello di un messaggio. Ogni ora conta.', fr: 'Utilisez le numéro du contrat, pas celui d’un message. Chaque heure compte.', en: 'Use the number in the contract, not one from a message. Every hour counts.' },
    },
    writeDown,
    {
      do: { it: 'Blocca ogni altro pagamento verso quel conto e quel fornitore.', fr: 'Bloquez tout autre paiement vers ce compte et ce fournisseur.', en: 'Block every other payment to that account and that supplier.' },
      why: { it: 'Chi ha imbrogliato una volta ci riprova in giornata.', fr: 'Le fraudeur réessaie souvent dans la journée.', en: 'Whoever succeeded once tries again the same day.' },
    },
    {
      do: { it: 'Conserva i messaggi interi, senza inoltrarli, e le prove del pagamento.', fr: 'Conservez les messages entiers, sans les transférer, et les preuves du paiement.', en: 'Keep the whole messages, without forwarding them, and the proof of payment.' },
      why: { it: 'Un inoltro cancella la strada che il messaggio ha fatto.', fr: 'Un transfert efface le chemin du message.', en: 'Forwarding wipes out the way by which the message came.' },
    },
    {
      do: { it: 'Confronta l’IBAN con quello di una vecchia fattura e telefona al fornitore.', fr: 'Comparez l’IBAN avec une ancienne facture et téléphonez au fournisseur.', en: 'Compare the IBAN with an old invoice and telephone the supplier.' },
      why: { it: 'Così si sa quale delle due caselle di posta è violata.', fr: 'On sait ainsi laquelle des deux messageries est piratée.', en: 'So you know which of the two mailboxes was taken over.' },
    },
    {
      ask: { it: 'La richiesta falsa è passata da una casella dell’ente?', fr: 'La fausse demande est-elle passée par une boîte de la collectivité ?', en: 'Did the false request go through a mailbox of the body?' },
      yes: [{ follow: { it: 'Segui anche la procedura «Utenza violata».', fr: 'Suivez aussi la procédure « Compte piraté ».', en: 'Follow the playbook “Account taken over” as well.' }, playbook: account.id }],
      no: [{
        do: { it: 'Avvisa il fornitore che la sua casella può essere violata.', fr: 'Prévenez le fournisseur que sa messagerie est peut-être piratée.', en: 'Warn the supplier that its mailbox may have been taken over.' },
        why: { it: 'Altri suoi clienti possono ricevere lo stesso messaggio.', fr: 'D’autres clients peuvent recevoir le même message.', en: 'Other customers may get the same message.' },
      }],
    },
    police,
    {
      ask: { it: 'La banca ha fermato o restituito i soldi?', fr: 'La banque a-t-elle arrêté ou rendu l’argent ?', en: 'Did the bank stop or return the money?' },
      yes: [],
      no: [
        {
          do: { it: 'Scrivi alla banca, con la denuncia, e chiedi una risposta scritta.', fr: 'Écrivez à la banque, avec la plainte, et demandez une réponse écrite.', en: 'Write to the bank, with the police report, and ask for a written answer.' },
          why: { it: 'Serve per l’assicurazione e per un ricorso.', fr: 'Elle sert pour l’assurance et pour un recours.', en: 'It is needed for the insurance and for a claim.' },
        },
        {
          do: { it: 'Informa chi risponde dei conti dell’ente.', fr: 'Informez qui répond des comptes de la collectivité.', en: 'Tell whoever answers for the accounts of the body.' },
          why: { it: 'Una perdita di denaro pubblico ha regole sue.', fr: 'Une perte d’argent public a ses propres règles.', en: 'A loss of public money has rules of its own.' },
        },
      ],
    },
    {
      do: { it: 'Controlla i cambi di IBAN degli ultimi 90 giorni.', fr: 'Contrôlez les changements d’IBAN des 90 derniers jours.', en: 'Check the changes of IBAN of the last 90 days.' },
      why: { it: 'La prima frode scoperta non è sempre la prima.', fr: 'La première fraude découverte n’est pas toujours la première.', en: 'The first fraud found is not always the first.' },
    },
    {
      do: { it: 'Decidi: un cambio di IBAN vale solo dopo una telefonata e due firme.', fr: 'Décidez : un changement d’IBAN ne vaut qu’après un appel et deux signatures.', en: 'Decide: a change of IBAN counts only after a call and two signatures.' },
      why: { it: 'È la misura che ferma quasi tutte queste frodi.', fr: 'C’est la mesure qui arrête presque toutes ces fraudes.', en: 'It is the measure that stops nearly all these frauds.' },
    },
    learn,
  ],
  exception: [],
})
