import { build } from './build.ts'
import { callCentre, learn, personalData, police, writeDown } from './common.data.ts'

export const ransomware = build({
  uuid: '6c1e9a40-5d27-4f83-8b16',
  name: { it: 'Cifratura con riscatto', fr: 'Rançongiciel', en: 'Ransomware' },
  description: {
    it: 'Le macchine mostrano una richiesta di riscatto o i file non si aprono più. Prima si ferma il danno, poi si riparte da copie sicure.',
    fr: 'Les machines affichent une demande de rançon ou les fichiers ne s’ouvrent plus. On arrête d’abord les dégâts, puis on repart de copies sûres.',
    en: 'Machines show a ransom demand, or files no longer open. First the damage is stopped, then work starts again from safe copies.',
  },
  labels: ['ransomware'], severity: 90, modified: '2026-11-20T08:00:00.000Z',
  steps: [
    writeDown,
    {
      do: { it: 'Stacca dalla rete le macchine colpite, senza spegnerle.', fr: 'Débranchez du réseau les machines touchées, sans les éteindre.', en: 'Unplug the affected machines from the network; do not switch them off.' },
      why: { it: 'La memoria conserva tracce che lo spegnimento cancella.', fr: 'La mémoire garde des traces que l’arrêt efface.', en: 'Memory holds traces that a shutdown destroys.' },
    },
    callCentre,
    {
      together: { it: 'Fai queste cose insieme, con più persone', fr: 'Faites ces choses en même temps, à plusieurs', en: 'Do these at the same time, with several people' },
      ways: [
        [{
          do: { it: 'Scollega le copie di sicurezza e non aprirle ancora.', fr: 'Déconnectez les sauvegardes et ne les ouvrez pas encore.', en: 'Disconnect the backups and do not open them yet.' },
          why: { it: 'Chi attacca cerca le copie subito dopo i dati.', fr: 'L’attaquant cherche les copies juste après les données.', en: 'Attackers look for the copies right after the data.' },
        }],
        [{
          do: { it: 'Conserva i registri di firewall, server e posta su un disco scollegato.', fr: 'Conservez les journaux du pare-feu, des serveurs et de la messagerie sur un disque débranché.', en: 'Keep the logs of firewall, servers and mail on a disk that is unplugged.' },
          why: { it: 'Si sovrascrivono da soli, spesso in pochi giorni.', fr: 'Ils s’écrasent tout seuls, souvent en quelques jours.', en: 'They overwrite themselves, often within days.' },
        }],
        [{
          do: { it: 'Fotografa la richiesta di riscatto e non rispondere.', fr: 'Photographiez la demande de rançon et ne répondez pas.', en: 'Photograph the ransom demand and do not answer it.' },
          why: { it: 'È una prova; pagare non dà garanzie.', fr: 'C’est une preuve ; payer ne garantit rien.', en: 'It is evidence; paying guarantees nothing.' },
        }],
        [{
          do: { it: 'Apri gli sportelli con i moduli di carta e avvisa il pubblico.', fr: 'Ouvrez les guichets avec des formulaires papier et informez le public.', en: 'Open the desks with paper forms and tell the public.' },
          why: { it: 'Chi sa dove andare non intasa il centralino.', fr: 'Un usager informé n’engorge pas le standard.', en: 'People who know where to go do not flood the switchboard.' },
        }],
      ],
    },
    police,
    personalData,
    {
      do: { it: 'Cambia le password di amministrazione da una macchina pulita.', fr: 'Changez les mots de passe d’administration depuis une machine saine.', en: 'Change the administrators’ passwords from a clean machine.' },
      why: { it: 'Chi è entrato le ha.', fr: 'L’intrus les possède.', en: 'Whoever got in has them.' },
    },
    {
      ask: { it: 'C’è una copia di prima dell’attacco, provata su una macchina isolata?', fr: 'Y a-t-il une copie d’avant l’attaque, essayée sur une machine isolée ?', en: 'Is there a copy from before the attack, tried on an isolated machine?' },
      yes: [
        {
          do: { it: 'Reinstalla le macchine da zero, su una rete separata.', fr: 'Réinstallez les machines à neuf, sur un réseau séparé.', en: 'Install the machines from scratch, on a separate network.' },
          why: { it: 'Una macchina ripulita può nascondere ancora chi è entrato.', fr: 'Une machine nettoyée peut encore cacher l’intrus.', en: 'A cleaned machine can still hide whoever got in.' },
        },
        {
          do: { it: 'Riporta i dati dalla copia, un servizio per volta, il più necessario prima.', fr: 'Restaurez les données, un service à la fois, le plus nécessaire d’abord.', en: 'Bring the data back from the copy, one service at a time, the most needed first.' },
          why: { it: 'Se qualcosa va storto, si vede subito dove.', fr: 'Si quelque chose se passe mal, on voit tout de suite où.', en: 'If something goes wrong, you see where at once.' },
        },
      ],
      no: [
        {
          do: { it: 'Chiedi al centro uno specialista di risposta agli incidenti.', fr: 'Demandez au centre un prestataire de réponse à incident.', en: 'Ask the centre for a firm that responds to incidents.' },
          why: { it: 'A volte esiste un modo di riaprire i file senza pagare.', fr: 'Il existe parfois un moyen de rouvrir les fichiers sans payer.', en: 'Sometimes there is a way to open the files without paying.' },
        },
        {
          do: { it: 'Elenca quali dati si rifanno da carta, fornitori e altri enti.', fr: 'Listez les données à reconstituer depuis le papier, les prestataires et d’autres entités.', en: 'List which data can be rebuilt from paper, providers and other bodies.' },
          why: { it: 'Spesso è più di quanto sembri il primo giorno.', fr: 'C’est souvent plus qu’il n’y paraît le premier jour.', en: 'It is often more than it seems on the first day.' },
        },
      ],
    },
    {
      asLongAs: { it: 'Qualche servizio è ancora fermo?', fr: 'Un service est-il encore arrêté ?', en: 'Is any service still down?' },
      steps: [{
        do: { it: 'Ogni giorno, alla stessa ora, aggiorna l’avviso al pubblico.', fr: 'Chaque jour, à la même heure, mettez à jour l’information au public.', en: 'Every day, at the same hour, update the notice to the public.' },
        why: { it: 'Anche «nessuna novità» è una notizia.', fr: '« Rien de nouveau » est aussi une nouvelle.', en: '“Nothing new” is news too.' },
      }],
    },
    learn,
  ],
  exception: [{
    do: { it: 'Stacca tutta la rete da Internet e richiama il centro.', fr: 'Coupez tout le réseau d’Internet et rappelez le centre.', en: 'Cut the whole network from the internet and call the centre again.' },
    why: { it: 'Se compaiono altre macchine colpite, qualcuno è ancora dentro.', fr: 'Si d’autres machines sont touchées, quelqu’un est encore dedans.', en: 'If more machines are hit, somebody is still inside.' },
  }],
})
