/** Titles and headings of the papers. */
import type { Lang } from '#platform/contract/index.ts'
import type { PaperName } from '../../contract-papers.ts'

type Word = 'draft' | 'version' | 'made' | 'columns' | 'controller' | 'dpo' | 'sign' | 'date' | 'name' | 'ruleColumns' | 'kept' | 'after' | 'deleted' | 'emptied' | 'risks' | 'riskColumns' | 'opinion' | 'opinionLine' | 'seen' | 'seenLine' | 'basis' | 'basisLine' | 'body' | 'gone'
export const paperTitles: Readonly<Record<PaperName, Readonly<Record<Lang, string>>>> = {
  record: { it: 'Registro dei trattamenti (art. 30)', fr: 'Registre des traitements (art. 30)', en: 'Record of processing (art. 30)' },
  annex: { it: 'Allegato sul trattamento per conto dell’ente (art. 28)', fr: 'Annexe sur le traitement pour la collectivité (art. 28)', en: 'Annex on processing for the body (art. 28)' },
  assessment: { it: 'Valutazione d’impatto, bozza (art. 35)', fr: 'Analyse d’impact, projet (art. 35)', en: 'Impact assessment, draft (art. 35)' },
  retention: { it: 'Quanto si conservano i dati', fr: 'Durées de conservation', en: 'How long data are kept' },
  security: { it: 'Misure di sicurezza (art. 32)', fr: 'Mesures de sécurité (art. 32)', en: 'Security measures (art. 32)' },
  notice: { it: 'Informativa per chi segnala (art. 13)', fr: 'Information des personnes (art. 13)', en: 'Privacy notice (art. 13)' },
}
export const paperWords: Readonly<Record<Lang, Readonly<Record<Word, string>>>> = {
  it: {
    draft: 'Bozza finché non è firmata. Non è un parere legale. Riempi gli spazi.', version: 'Versione', made: 'preparata il', columns: 'N.|Trattamento|Finalità|Persone|Dati|Destinatari|Dove', controller: 'Titolare', dpo: 'Responsabile della protezione dei dati', sign: 'Firma', date: 'Data', name: 'Nome e carica', body: 'Ente',
    ruleColumns: 'Dati|Che cosa succede|Da quando|Perché|Regola', kept: 'conservati', after: 'dopo', deleted: 'eliminati', emptied: 'svuotati', risks: 'Rischi e misure', riskColumns: 'Rischio|Che cosa può causare|Che cosa c’è contro|Peso|Decisione', opinion: 'Parere del responsabile della protezione dei dati', opinionLine: 'Si procede, si procede con condizioni, o si consulta prima l’autorità (art. 36):',
    seen: 'Chi ha visto i dati', seenLine: 'Ogni ente lo legge nel proprio spazio. Un coordinatore lo legge nella console, nella pagina dell’ente. Il registro completo si verifica con `bastida audit verify`.', basis: 'Base giuridica e trasferimenti', basisLine: 'Base giuridica: *[art. 6(1)(e) e l’atto istitutivo; per la riga 6 il consenso, art. 6(1)(a)]*. Trasferimenti verso paesi terzi: *[nessuno per opera del programma; guarda posta e hosting]*. I tempi stanno nella tabella di conservazione.', gone: 'La prova di ciò che è stato eliminato sta nella pagina della conservazione.',
  },
  fr: {
    draft: 'Projet tant qu’il n’est pas signé. Ce n’est pas un avis juridique. Remplissez les blancs.', version: 'Version', made: 'préparée le', columns: 'N°|Traitement|Finalité|Personnes|Données|Destinataires|Où', controller: 'Responsable du traitement', dpo: 'Délégué à la protection des données', sign: 'Signature', date: 'Date', name: 'Nom et fonction', body: 'Collectivité',
    ruleColumns: 'Données|Ce qui se passe|À partir de|Pourquoi|Règle', kept: 'conservées', after: 'après', deleted: 'effacées', emptied: 'vidées', risks: 'Risques et mesures', riskColumns: 'Risque|Ce qu’il peut causer|Ce qui s’y oppose|Poids|Décision', opinion: 'Avis du délégué à la protection des données', opinionLine: 'On procède, on procède sous conditions, ou on consulte d’abord l’autorité (art. 36) :',
    seen: 'Qui a vu les données', seenLine: 'Chaque collectivité le lit dans son espace. Un coordinateur le lit dans la console, à la page de la collectivité. Le journal entier se vérifie avec `bastida audit verify`.', basis: 'Base légale et transferts', basisLine: 'Base légale : *[art. 6(1)(e) et l’acte fondateur ; pour la ligne 6 le consentement, art. 6(1)(a)]*. Transferts hors de l’Union : *[aucun par le logiciel ; voir messagerie et hébergement]*. Les durées sont dans la table de conservation.', gone: 'La preuve de ce qui a été effacé est à la page de la conservation.',
  },
  en: {
    draft: 'Draft until signed. It is not legal advice. Fill in the blanks.', version: 'Version', made: 'made on', columns: 'No.|Processing|Purpose|People|Data|Recipients|Where', controller: 'Controller', dpo: 'Data protection officer', sign: 'Signature', date: 'Date', name: 'Name and office', body: 'Body',
    ruleColumns: 'Data|What happens|Counted from|Why|Rule', kept: 'kept', after: 'after', deleted: 'deleted', emptied: 'emptied', risks: 'Risks and measures', riskColumns: 'Risk|What it may cause|What stands against it|Weight|Decision', opinion: 'Opinion of the data protection officer', opinionLine: 'Go on, go on under conditions, or consult the authority first (art. 36):',
    seen: 'Who saw the data', seenLine: 'Each body reads it in its space. A coordinator reads it in the console, on the page of the body. The whole log is checked with `bastida audit verify`.', basis: 'Legal basis and transfers', basisLine: 'Legal basis: *[art. 6(1)(e) and the founding act; for row 6 consent, art. 6(1)(a)]*. Transfers to third countries: *[none by the program; look at mail and hosting]*. Periods are in the table of retention.', gone: 'The proof of what was deleted is on the page of retention.',
  },
}
