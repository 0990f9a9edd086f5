/** What of the watch is kept for how long. Lines of logs tell of people at work: they have the term that their source's record says. */
import type { RetentionRule } from '#platform/retention.ts'
import { RETENTION_DAYS } from '../contract-shapes.ts'
import * as store from './store/retention-store.ts'

export const retention: readonly RetentionRule[] = [
  {
    id: 'watch.samples',
    what: { it: 'Righe di log mostrate con un allarme', fr: 'Lignes de journaux montrées avec une alerte', en: 'Log lines shown with an alert' },
    where: ['watch.sample'], fate: 'deleted', term: { days: RETENTION_DAYS.most }, from: { it: 'l’arrivo; prima, quando la scheda della fonte lo dice', fr: 'l’arrivée ; plus tôt quand la fiche de la source le dit', en: 'the arrival; sooner where the record of the source says so' },
    why: { it: 'Il termine lo decide l’ente, nel contratto. Le righe di un caso conservato restano. GDPR art. 5(1)(e) e art. 28.', fr: 'La collectivité fixe le terme dans le contrat. Les lignes d’un dossier conservé restent. RGPD art. 5(1)(e) et art. 28.', en: 'The body decides the term, in the contract. Lines of a case that is held stay. GDPR art. 5(1)(e) and art. 28.' },
    purge: { due: store.dueSamples, remove: store.deleteSamples },
  },
  {
    id: 'watch.alerts',
    what: { it: 'Allarmi chiusi: macchina, utente, motivo', fr: 'Alertes de détection closes : machine, compte, motif', en: 'Closed alerts: machine, account, reason' },
    where: ['watch.alert'], fate: 'deleted', term: { years: 2 }, from: { it: 'la chiusura dell’allarme', fr: 'la clôture de l’alerte', en: 'the closing of the alert' },
    why: { it: 'Due anni per riconoscere un attacco che torna. GDPR art. 5(1)(e).', fr: 'Deux ans pour reconnaître une attaque qui revient. RGPD art. 5(1)(e).', en: 'Two years to recognise an attack that comes back. GDPR art. 5(1)(e).' },
    purge: { due: store.dueAlerts, remove: store.deleteAlerts },
  },
  {
    id: 'watch.suppressions',
    what: { it: 'Regole messe a tacere, con motivo e fine', fr: 'Règles mises en sourdine, avec motif et fin', en: 'Rules that were silenced, with reason and end' },
    where: ['watch.suppression'], fate: 'deleted', term: { years: 2 }, from: { it: 'la fine del silenzio', fr: 'la fin de la sourdine', en: 'the end of the silence' },
    why: { it: 'Due anni per spiegare perché un allarme non c’è stato. GDPR art. 5(2).', fr: 'Deux ans pour expliquer pourquoi une alerte n’a pas eu lieu. RGPD art. 5(2).', en: 'Two years to explain why there was no alert. GDPR art. 5(2).' },
    purge: { due: store.dueSuppressions, remove: store.deleteSuppressions },
  },
  {
    id: 'watch.days',
    what: { it: 'Quante righe sono arrivate, per fonte e giorno', fr: 'Nombre de lignes arrivées, par source et par jour', en: 'How many lines came, by source and day' },
    where: ['watch.day'], fate: 'deleted', term: { years: 2 }, from: { it: 'il giorno', fr: 'le jour', en: 'the day' },
    why: { it: 'Due anni per confrontare un periodo con quello di prima. Sono solo numeri.', fr: 'Deux ans pour comparer une période avec la précédente. Ce ne sont que des nombres.', en: 'Two years to compare a time with the one before. They are numbers only.' },
    purge: { due: store.dueDays, remove: store.deleteDays },
  },
  {
    id: 'watch.seen',
    what: { it: 'Quante volte una regola ha trovato qualcosa, per ente e giorno', fr: 'Nombre de fois où une règle a trouvé quelque chose, par collectivité et par jour', en: 'How often a rule found something, by body and day' },
    where: ['watch.seen'], fate: 'deleted', term: { years: 1 }, from: { it: 'il giorno', fr: 'le jour', en: 'the day' },
    why: { it: 'Un anno per sapere se una regola è troppo rumorosa. Sono solo numeri.', fr: 'Un an pour savoir si une règle est trop bruyante. Ce ne sont que des nombres.', en: 'A year to know whether a rule is too noisy. They are numbers only.' },
    purge: { due: store.dueSeen, remove: store.deleteSeen },
  },
  {
    id: 'watch.weeks',
    what: { it: 'Resoconto della settimana di un ente: solo numeri, nomi delle fonti, sigle dei casi', fr: 'Compte rendu de la semaine d’une collectivité : des nombres, les noms des sources, les références des dossiers', en: 'The week of a body: numbers, names of sources, references of cases' },
    where: ['watch.week'], fate: 'deleted', term: { years: 2 }, from: { it: 'la fine della settimana', fr: 'la fin de la semaine', en: 'the end of the week' },
    why: { it: 'Due anni per confrontare un periodo con quello di prima.', fr: 'Deux ans pour comparer une période avec la précédente.', en: 'Two years to compare a time with the one before.' },
    purge: { due: store.dueWeeks, remove: store.deleteWeeks },
  },
  {
    id: 'watch.imports',
    what: { it: 'Proposte di regole, e che cosa ne è stato applicato', fr: 'Propositions de règles, et ce qui en a été appliqué', en: 'Proposals of rules, and what was applied of them' },
    where: ['watch.import', 'watch.import_rule'], fate: 'deleted', term: { years: 2 }, from: { it: 'l’arrivo', fr: 'l’arrivée', en: 'the arrival' },
    why: { it: 'Due anni per spiegare quando una regola è cambiata, e per mano di chi.', fr: 'Deux ans pour expliquer quand une règle a changé, et par qui.', en: 'Two years to explain when a rule changed, and by whom.' },
    purge: { due: store.dueImports, remove: store.deleteImports },
  },
  {
    id: 'watch.tunings',
    what: { it: 'Che cosa fa una regola presso un ente, con il motivo e chi lo ha deciso', fr: 'Ce que fait une règle dans une collectivité, avec le motif et qui l’a décidé', en: 'What a rule does at one body, with the reason and who decided it' },
    where: ['watch.tuning', 'watch.beginning'], fate: 'kept', term: null, from: null,
    why: { it: 'Vale finché qualcuno non la cambia; il motivo spiega perché un allarme non c’è stato. GDPR art. 5(2).', fr: 'Elle vaut tant que personne ne la change ; le motif explique pourquoi une alerte n’a pas eu lieu. RGPD art. 5(2).', en: 'It holds until somebody changes it; the reason explains why there was no alert. GDPR art. 5(2).' },
  },
  {
    id: 'watch.archive',
    what: { it: 'Tutte le righe di log arrivate, in file', fr: 'Toutes les lignes de journaux arrivées, en fichiers', en: 'All log lines that came, in files' },
    where: ['watch/archive', 'watch.segment'], fate: 'deleted', term: { days: RETENTION_DAYS.most }, from: { it: 'la fine del giorno d’arrivo; prima, quando la scheda della fonte lo dice', fr: 'la fin du jour d’arrivée ; plus tôt quand la fiche de la source le dit', en: 'the end of the day of arrival; sooner where the record of the source says so' },
    why: { it: 'Il termine lo decide l’ente, nel contratto. Un termine cambiato vale anche per ciò che è già conservato. GDPR art. 5(1)(e) e art. 28.', fr: 'La collectivité fixe le terme dans le contrat. Un terme changé vaut aussi pour ce qui est déjà conservé. RGPD art. 5(1)(e) et art. 28.', en: 'The body decides the term, in the contract. A changed term holds for what is kept already too. GDPR art. 5(1)(e) and art. 28.' },
    purge: { due: store.dueSegments, remove: store.deleteSegments },
  },
  {
    id: 'watch.deletions',
    what: { it: 'Prove che file di log sono stati cancellati: impronta, giorno, quante righe', fr: 'Preuves que des fichiers de journaux ont été effacés : empreinte, jour, nombre de lignes', en: 'Proofs that files of logs were deleted: hash, day, how many lines' },
    where: ['watch.deletion'], fate: 'deleted', term: { years: 5 }, from: { it: 'la cancellazione del file', fr: 'l’effacement du fichier', en: 'the deletion of the file' },
    why: { it: 'Cinque anni in cui si può rispondere di quello che si è fatto. Nessuna riga vi si trova. GDPR art. 5(2).', fr: 'Cinq ans pendant lesquels on peut répondre de ce qui a été fait. Aucune ligne ne s’y trouve. RGPD art. 5(2).', en: 'Five years in which one may have to answer for what was done. No line stands in them. GDPR art. 5(2).' },
    purge: { due: store.dueDeletions, remove: store.deleteDeletions },
  },
  {
    id: 'watch.hunt_samples',
    what: { it: 'Righe di log trovate da una ricerca all’indietro', fr: 'Lignes de journaux trouvées par une recherche rétrospective', en: 'Log lines that a look back found' },
    where: ['watch.hunt_sample'], fate: 'deleted', term: { days: RETENTION_DAYS.most }, from: { it: 'la fine del giorno d’arrivo; prima, quando la scheda della fonte lo dice', fr: 'la fin du jour d’arrivée ; plus tôt quand la fiche de la source le dit', en: 'the end of the day of arrival; sooner where the record of the source says so' },
    why: { it: 'Vanno via con le righe di cui sono copia. Quelle di un caso conservato restano. GDPR art. 5(1)(e).', fr: 'Elles partent avec les lignes dont elles sont la copie. Celles d’un dossier conservé restent. RGPD art. 5(1)(e).', en: 'They go with the lines that they are copies of. Those of a case that is held stay. GDPR art. 5(1)(e).' },
    purge: { due: store.dueHuntSamples, remove: store.deleteHuntSamples },
  },
  {
    id: 'watch.hunts',
    what: { it: 'Ricerche all’indietro: che cosa, chi, quante volte per ente e giorno', fr: 'Recherches rétrospectives : quoi, par qui, combien de fois par collectivité et jour', en: 'Looks back: what, by whom, how often by body and day' },
    where: ['watch.hunt', 'watch.hunt_hit', 'watch.hunt_case'], fate: 'deleted', term: { years: 2 }, from: { it: 'la fine della ricerca', fr: 'la fin de la recherche', en: 'the end of the look back' },
    why: { it: 'Due anni per riconoscere un attacco che torna. GDPR art. 5(1)(e).', fr: 'Deux ans pour reconnaître une attaque qui revient. RGPD art. 5(1)(e).', en: 'Two years to recognise an attack that comes back. GDPR art. 5(1)(e).' },
    purge: { due: store.dueHunts, remove: store.deleteHunts },
  },
  {
    id: 'watch.spool',
    what: { it: 'Righe di log in attesa di essere lette e archiviate', fr: 'Lignes de journaux en attente de lecture et d’archivage', en: 'Log lines that wait to be read and archived' },
    where: ['watch/spool'], fate: 'deleted', term: { days: 1 }, from: { it: 'l’arrivo', fr: 'l’arrivée', en: 'the arrival' },
    why: { it: 'Attendono pochi minuti, più a lungo solo se il centro è fermo. Poi i file vanno via.', fr: 'Elles attendent quelques minutes, plus longtemps seulement si le centre est arrêté. Puis les fichiers partent.', en: 'They wait for minutes, longer only while the centre stands still. Then the files go.' },
    promptly: true,
  },
  {
    id: 'watch.files',
    what: { it: 'File di log presi da una cartella: nome, impronta, quante righe', fr: 'Fichiers de journaux pris dans un dossier : nom, empreinte, nombre de lignes', en: 'Files of logs taken from a folder: name, hash, how many lines' },
    where: ['watch.file'], fate: 'deleted', term: { days: 30 }, from: { it: 'la lettura del file', fr: 'la lecture du fichier', en: 'the reading of the file' },
    why: { it: 'Trenta giorni in cui lo stesso file non viene letto due volte. Nessuna riga vi si trova.', fr: 'Trente jours pendant lesquels le même fichier n’est pas lu deux fois. Aucune ligne ne s’y trouve.', en: 'Thirty days in which the same file is not read twice. No line stands in them.' },
    purge: { due: store.dueFiles, remove: store.deleteFiles },
  },
  {
    id: 'watch.sources',
    what: { it: 'Fonti di log, con la loro scheda e le impronte di chiave e certificato', fr: 'Sources de journaux, avec leur fiche et les empreintes de la clé et du certificat', en: 'Sources of logs, with their record and the hashes of token and certificate' },
    where: ['watch.source'], fate: 'kept', term: null, from: null,
    why: { it: 'La scheda prova che il trattamento era lecito: contratto, valutazione, passo verso chi lavora. GDPR art. 5(2) e art. 30.', fr: 'La fiche prouve que le traitement était licite : contrat, analyse, étape envers le personnel. RGPD art. 5(2) et art. 30.', en: 'The record proves that the processing was lawful: contract, assessment, step towards staff. GDPR art. 5(2) and art. 30.' },
  },
  {
    id: 'watch.rules',
    what: { it: 'Catalogo delle regole, e fin dove sono state lette le code', fr: 'Catalogue des règles, et jusqu’où les files ont été lues', en: 'The catalogue of rules, and how far the queues were read' },
    where: ['watch.rule', 'watch.rule_event', 'watch.cursor'], fate: 'kept', term: null, from: null,
    why: { it: 'Non parlano di persone, se non dell’autore che una regola nomina.', fr: 'Elles ne parlent pas de personnes, sauf de l’auteur que nomme une règle.', en: 'They tell of no people, but for the author that a rule names.' },
  },
]
