/** What of the catalogue is kept for how long. */
import type { RetentionRule } from '#platform/retention.ts'

export const retention: readonly RetentionRule[] = [
  {
    id: 'observatory.catalogue',
    what: { it: 'Catalogo degli attacchi: che cosa ne dicono le fonti, che cosa ne è pubblico', fr: 'Catalogue des attaques : ce qu’en disent les sources, ce qui en est public', en: 'Catalogue of attacks: what sources say of them, what is public' },
    where: ['observatory.entry', 'observatory.statement', 'observatory.record', 'observatory.victim', 'observatory.publication', 'observatory.publication_change', 'observatory.counter'], fate: 'kept', term: null, from: null,
    why: { it: 'Serve allo studio negli anni. Le persone vi sono contate, mai nominate. GDPR art. 5(1)(b) e 89.', fr: 'Il sert à l’étude au fil des ans. Les personnes y sont comptées, jamais nommées. RGPD art. 5(1)(b) et 89.', en: 'It serves study over the years. People are counted in it, never named. GDPR art. 5(1)(b) and 89.' },
  },
  {
    id: 'observatory.attack',
    what: { it: 'Versioni di ATT&CK: tecniche, tattiche, software e gruppi, con chi le ha portate', fr: 'Versions d’ATT&CK : techniques, tactiques, logiciels et groupes, avec qui les a apportées', en: 'Releases of ATT&CK: techniques, tactics, software and groups, with who brought them' },
    where: ['observatory.attack_release', 'observatory.attack_technique', 'observatory.attack_named'], fate: 'kept', term: null, from: null,
    why: { it: 'È un riferimento pubblico, che vale finché qualcuno non lo toglie.', fr: 'C’est une référence publique, qui vaut tant que personne ne la retire.', en: 'It is a public reference, and holds until somebody removes it.' },
  },
  {
    id: 'observatory.imports',
    what: { it: 'File di attacchi importati: nome, avanzamento e righe rifiutate; significato delle colonne', fr: 'Fichiers d’attaques importés : nom, avancement et lignes refusées ; sens des colonnes', en: 'Files of attacks that were imported: name, progress and refused rows; what columns mean' },
    where: ['observatory.import', 'observatory.mapping'], fate: 'kept', term: null, from: null,
    why: { it: 'Dice da dove viene ogni scheda. I file stessi non sono conservati.', fr: 'On sait ainsi d’où vient chaque fiche. Les fichiers eux-mêmes ne sont pas conservés.', en: 'It says where each entry comes from. The files themselves are not kept.' },
  },
  {
    id: 'observatory.feeds',
    what: { it: 'Feed MISP letti per il catalogo: indirizzo, chiave sigillata, chi li ha aggiunti, che cosa è stato di ogni evento', fr: 'Flux MISP lus pour le catalogue : adresse, clé scellée, qui les a ajoutés, sort de chaque événement', en: 'Feeds of MISP that are read for the catalogue: address, sealed key, who added them, what became of each event' },
    where: ['observatory.feed', 'observatory.feed_event'], fate: 'kept', term: null, from: null,
    why: { it: 'Dice da dove viene ogni scheda. Tutto va via quando qualcuno toglie il feed, la chiave anche prima.', fr: 'On sait ainsi d’où vient chaque fiche. Tout part quand quelqu’un retire le flux, la clé même avant.', en: 'It says where each entry comes from. All goes when somebody removes the feed, a key even before.' },
  },
]
