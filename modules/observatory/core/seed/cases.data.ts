/**
 * Cases that everybody in the field speaks of, in our own words. With `texts`: a page says so, and they may be read by everybody; the name of a
 * victim stands with `self` only where it published the fact itself, else nowhere in the texts. Without: known by memory, for somebody to verify.
 * Addresses of the press are for those inside: its pages name who did not speak.
 */
type Texts = { readonly it: string; readonly fr: string; readonly en: string }
type Case = {
  readonly key: string; readonly confidence: number
  readonly source: { readonly kind: 'press' | 'authority' | 'victim' | 'person'; readonly title: string; readonly publisher?: string; readonly url?: string; readonly publishedOn?: string }
  readonly facts: object
  readonly texts?: { readonly title: Texts; readonly summary: Texts }
}
const ransomware = { certainty: 'confirmed', rsit: 'information-content-security/unauthorised-information-modification', actions: [{ action: 'malware', varieties: ['Ransomware'], vectors: [] }], techniques: ['T1486'], extortion: 'yes' }
const theft = { certainty: 'confirmed', rsit: 'information-content-security/unauthorised-information-access', actions: [{ action: 'hacking', varieties: [], vectors: [] }] }
const memory = { kind: 'person' as const, title: 'A memoria, da verificare' }
const claim = (by: string, proven = false) => [{ by, proven }]
/** Where the victim itself tells of it. */
const SYNLAB = 'https://synlab.it/news/novit%C3%A0/archivio-aggiornamenti-clienti-service.html'
const inIt = { country: 'IT' }
const inFr = { country: 'FR' }
const asked = (key: string, facts: object): Case => ({ key, confidence: 30, source: memory, facts: { certainty: 'suspected', ...facts } })

export const cases: readonly Case[] = [
  {
    key: '01-cloud-2023', confidence: 80, source: { kind: 'press', title: 'Lecco News, dicembre 2023', publisher: 'Lecco News', url: 'https://www.lecconews.news/news/anche-a-calolzio-attacco-hacker-ai-servizi-in-cloud-le-misure-attuate-370367/' },
    facts: { ...ransomware, title: 'Cloud provider, December 2023', started: '2023-12-08', availability: ['Interruption', 'Obscuration'], claims: claim('LockBit 3.0'), victims: [{ kind: 'provider', name: 'Westpole', naming: 'inside', sector: 'J63', ...inIt }, { kind: 'provider', name: 'PA Digitale', naming: 'inside', sector: 'J62', ...inIt }, { kind: 'other_body', count: 1000, sector: 'O84', ...inIt }], providers: [{ role: 'hosting', name: 'Westpole' }, { role: 'software', name: 'PA Digitale' }] },
    texts: {
      title: { it: 'Un fornitore di cloud cade: più di mille enti senza i loro servizi', fr: 'Un hébergeur tombe : plus de mille organismes sans leurs services', en: 'A cloud provider falls: more than a thousand bodies without their services' },
      summary: { it: 'Un ransomware colpisce un fornitore di cloud. Con lui si ferma una software house, e con lei oltre mille enti pubblici.', fr: 'Un rançongiciel frappe un hébergeur. Un éditeur de logiciels s’arrête avec lui, et avec l’éditeur plus de mille organismes publics.', en: 'Ransomware hits a cloud provider. A software house stops with it, and with that house more than a thousand public bodies.' },
    },
  },
  {
    key: '02-host-2023', confidence: 80, source: { kind: 'press', title: 'LeMagIT, 366564634', publisher: 'LeMagIT', url: 'https://www.lemagit.fr/actualites/366564634/Coaxis-la-cyberattaque-revendiquee-sur-la-vitrine-de-LockBit-30' },
    facts: { ...ransomware, title: 'Certified host, December 2023', started: '2023-12-07', restored: '2024-01-07', availability: ['Interruption', 'Obscuration'], actions: [{ action: 'malware', varieties: ['Ransomware'], vectors: [] }, { action: 'hacking', varieties: ['Use of stolen creds'], vectors: [] }], techniques: ['T1486', 'T1078'], claims: claim('LockBit 3.0'), victims: [{ kind: 'provider', name: 'Coaxis', naming: 'inside', sector: 'J63', region: 'Nouvelle-Aquitaine', ...inFr }, { kind: 'firm', count: 1500, sector: 'M69', ...inFr }] },
    texts: {
      title: { it: 'Un fornitore certificato per i dati sanitari fermo per un mese', fr: 'Un hébergeur certifié pour les données de santé à l’arrêt pendant un mois', en: 'A host certified for health data stopped for a month' },
      summary: { it: 'L’intruso entra con le credenziali rubate di un cliente. Circa 1.500 clienti si fermano, fra cui molti studi contabili. Le scadenze di dicembre sono tollerate.', fr: 'L’intrus entre avec les identifiants volés d’un client. Environ 1 500 clients s’arrêtent, dont de nombreux cabinets comptables. Les échéances de décembre sont tolérées.', en: 'The intruder comes in with stolen credentials of a client. About 1,500 clients stop, many of them accountants. The deadlines of December are tolerated.' },
    },
  },
  {
    key: '03-region-2021', confidence: 85, source: { kind: 'authority', title: 'Garante per la protezione dei dati personali, doc. web 10002533', publisher: 'Garante per la protezione dei dati personali', publishedOn: '2024-03-21', url: 'https://www.garanteprivacy.it/garante/doc.jsp?ID=10002533' },
    facts: { ...ransomware, title: 'Regional in-house company, 2021', started: '2021-07-31', availability: ['Interruption', 'Obscuration'], claims: claim('RansomEXX'), services: ['Prenotazioni sanitarie', 'Anagrafe vaccinale'], victims: [{ kind: 'in_house', name: 'LAZIOcrea', naming: 'inside', sector: 'J62', ...inIt }, { kind: 'region', name: 'Regione Lazio', naming: 'inside', sector: 'O84', ...inIt }, { kind: 'health_agency', name: 'ASL Roma 3', naming: 'inside', sector: 'Q86', ...inIt }] },
    texts: {
      title: { it: 'Ferme le prenotazioni sanitarie di una regione', fr: 'Les rendez-vous médicaux d’une région à l’arrêt', en: 'The health bookings of a region stopped' },
      summary: { it: 'Un ransomware entra dal portatile di un dipendente e da un server non aggiornato. I servizi sanitari tornano da 48 ore a mesi dopo. Un’azienda sanitaria è sanzionata perché non notificò la violazione.', fr: 'Un rançongiciel entre par l’ordinateur d’un agent et un serveur non mis à jour. Les services de santé reviennent de 48 heures à plusieurs mois plus tard. Un établissement est sanctionné pour ne pas avoir notifié.', en: 'Ransomware comes in by the laptop of an employee and a server without updates. Health services are back after 48 hours to months. One health body is fined since it did not notify the breach.' },
    },
  },
  {
    key: '04-health-2023', confidence: 80, source: { kind: 'press', title: 'Cybersecitalia, 56668', publisher: 'Cybersecitalia', publishedOn: '2025-12-16', url: 'https://www.cybersecitalia.it/attacco-cyber-contro-l-asl-dellaquila-chiesti-danni-per-25milioni-di-euro-eppure-il-garante-privacy-si-era-limitato-ad-ammonire-lazienda/56668/' },
    facts: { ...ransomware, title: 'Local health agency, May 2023', started: '2023-05-03', restored: '2023-05-13', availability: ['Interruption', 'Obscuration'], confidentiality: { disclosed: 'yes', classes: ['Medical'] }, gigabytes: 500, people: 10_000, claims: claim('Monti', true), victims: [{ kind: 'health_agency', name: 'ASL 1 Abruzzo', naming: 'inside', sector: 'Q86', ...inIt }] },
    texts: {
      title: { it: 'Cartelle cliniche di un’azienda sanitaria pubblicate', fr: 'Les dossiers médicaux d’un établissement de santé publiés', en: 'Medical records of a health agency published' },
      summary: { it: 'I dati sanitari di oltre 10.000 persone finiscono in rete, circa 500 GB. Le prenotazioni tornano dopo dieci giorni circa. Il Garante ammonisce l’azienda.', fr: 'Les données de santé de plus de 10 000 personnes sont mises en ligne, environ 500 Go. Les rendez-vous reprennent après une dizaine de jours. L’autorité adresse un avertissement.', en: 'Health data of more than 10,000 people go online, about 500 GB. Bookings are back after some ten days. The data protection authority admonishes the agency.' },
    },
  },
  {
    key: '05-laboratories-2024', confidence: 75, source: { kind: 'victim', title: 'SYNLAB Italia, aggiornamento del 13 maggio 2024', publisher: 'SYNLAB Italia', publishedOn: '2024-05-13', url: SYNLAB },
    facts: { ...ransomware, title: 'Network of laboratories, April 2024', started: '2024-04-18', availability: ['Interruption'], confidentiality: { disclosed: 'yes', classes: ['Medical'] }, gigabytes: 1500, claims: claim('Black Basta', true), victims: [{ kind: 'firm', name: 'Synlab Italia', naming: 'self', namingUrl: SYNLAB, sector: 'Q86', size: 'large', ...inIt }] },
    texts: {
      title: { it: 'Una rete di laboratori sospende ogni attività', fr: 'Un réseau de laboratoires suspend toute activité', en: 'A network of laboratories suspends all its work' },
      summary: { it: 'Punti prelievo e referti si fermano in tutto il Paese. I dati rubati sono pubblicati un mese dopo.', fr: 'Prélèvements et résultats s’arrêtent dans tout le pays. Les données volées sont publiées un mois plus tard.', en: 'Samples and results stop all over the country. The stolen data are published a month later.' },
    },
  },
  {
    key: '06-trust-2024', confidence: 75, source: { kind: 'press', title: 'L’Indipendente, 30 dicembre 2024', publisher: 'L’Indipendente', publishedOn: '2024-12-30', url: 'https://lindipendente.online/2024/12/30/hacker-colpiscono-infocert-azienda-specializzata-in-spid-e-identita-digitali' },
    facts: { ...theft, title: 'Trust service provider, December 2024', started: '2024-12', discovered: '2024-12-27', confidentiality: { disclosed: 'yes', classes: ['Personal'] }, records: 5_500_000, victims: [{ kind: 'provider', name: 'InfoCert', naming: 'inside', sector: 'J62', ...inIt }], providers: [{ role: 'support' }] },
    texts: {
      title: { it: 'Dati di clienti di un gestore di identità presi da un fornitore', fr: 'Des données de clients d’un fournisseur d’identité prises chez un sous-traitant', en: 'Data of clients of an identity provider taken from a supplier' },
      summary: { it: 'Un fornitore del servizio di assistenza è violato. Indirizzi e telefoni dei clienti sono messi in vendita: circa 5,5 milioni di righe.', fr: 'Un sous-traitant de l’assistance est compromis. Adresses et téléphones des clients sont mis en vente : environ 5,5 millions de lignes.', en: 'A supplier of the help desk is breached. Addresses and telephone numbers of clients are put up for sale: about 5.5 million rows.' },
    },
  },
  {
    key: '07-hospital-2022', confidence: 80, source: { kind: 'press', title: 'L’Usine Digitale, 2022', publisher: 'L’Usine Digitale', url: 'https://www.usine-digitale.fr/article/les-hackers-de-l-hopital-de-corbeil-essonnes-publient-les-donnees-de-sante-des-patients.N2048292' },
    facts: { ...ransomware, title: 'Hospital near Paris, August 2022', started: '2022-08-20', availability: ['Interruption', 'Obscuration'], confidentiality: { disclosed: 'yes', classes: ['Medical'] }, gigabytes: 11, claims: claim('LockBit 3.0', true), ransomAsked: 10_000_000, victims: [{ kind: 'health_agency', name: 'CHSF', naming: 'inside', sector: 'Q86', region: 'Île-de-France', ...inFr }] },
    texts: {
      title: { it: 'Un ospedale lavora su carta per più di tre settimane', fr: 'Un hôpital travaille sur papier pendant plus de trois semaines', en: 'A hospital works on paper for more than three weeks' },
      summary: { it: 'L’ospedale serve 700.000 abitanti e attiva il piano di emergenza. I dati rubati, 11 GB, sono pubblicati un mese dopo.', fr: 'L’hôpital dessert 700 000 habitants et déclenche le plan blanc. Les données volées, 11 Go, sont publiées un mois plus tard.', en: 'The hospital serves 700,000 inhabitants and starts its emergency plan. The stolen data, 11 GB, are published a month later.' },
    },
  },
  {
    key: '08-payments-2024', confidence: 80, source: { kind: 'press', title: 'France Info, février 2024', publisher: 'France Info', publishedOn: '2024-02-07', url: 'https://www.francetvinfo.fr/sante/vol-de-donnees-plus-de-33-millions-de-personnes-concernees-par-des-cyberattaques-contre-deux-specialistes-du-tiers-payant-annonce-la-cnil_6351562.html' },
    facts: { ...theft, title: 'Third-party payment operators, January 2024', started: '2024-01', actions: [{ action: 'hacking', varieties: ['Use of stolen creds'], vectors: [] }], techniques: ['T1078'], confidentiality: { disclosed: 'yes', classes: ['Personal'] }, people: 33_000_000, victims: [{ kind: 'firm', name: 'Viamedis', naming: 'inside', sector: 'K66', ...inFr }, { kind: 'firm', name: 'Almerys', naming: 'inside', sector: 'K66', ...inFr }, { kind: 'person', count: 33_000_000, ...inFr }] },
    texts: {
      title: { it: 'I dati di 33 milioni di assicurati presi da due gestori di pagamenti', fr: 'Les données de 33 millions d’assurés prises chez deux opérateurs du tiers payant', en: 'Data of 33 million insured people taken from two payment operators' },
      summary: { it: 'L’intruso usa gli accessi di operatori sanitari e copia le pagine una a una. Ogni assicuratore deve informare i suoi assicurati.', fr: 'L’intrus utilise des comptes de professionnels de santé et copie les pages une à une. Chaque assureur doit informer ses assurés.', en: 'The intruder uses accounts of health workers and copies page after page. Each insurer has to inform its people.' },
    },
  },
  {
    key: '09-town-2024', confidence: 60, source: { kind: 'press', title: 'Liberté Actus, mars 2024', publisher: 'Liberté Actus' },
    facts: { ...theft, title: 'Town in the north of France, March 2024', started: '2024-03', rsit: 'intrusions/unprivileged-account-compromise', integrity: ['Created account'], victims: [{ kind: 'municipality', name: 'Gravelines', naming: 'inside', sector: 'O84', region: 'Hauts-de-France', ...inFr }] },
    texts: {
      title: { it: 'Un intruso si crea un account in un comune', fr: 'Un intrus se crée un compte dans une commune', en: 'An intruder makes himself an account in a town' },
      summary: { it: 'Il comune se ne accorge e chiede aiuto al centro regionale di risposta.', fr: 'La commune s’en aperçoit et demande l’aide du centre régional de réponse.', en: 'The town notices and asks the regional response centre for help.' },
    },
  },
  asked('10-hospital-2019', { title: 'CHU Rouen', started: '2019-11', rsit: ransomware.rsit, actions: ransomware.actions, claims: claim('Clop'), victims: [{ kind: 'health_agency', name: 'CHU Rouen', naming: 'inside', sector: 'Q86', ...inFr }] }),
  asked('11-hospitals-2021', { title: 'CH Dax, CH Villefranche-sur-Saône', started: '2021-02', rsit: ransomware.rsit, actions: ransomware.actions, victims: [{ kind: 'health_agency', name: 'CH Dax', naming: 'inside', sector: 'Q86', ...inFr }, { kind: 'health_agency', name: 'CH Villefranche-sur-Saône', naming: 'inside', sector: 'Q86', ...inFr }] }),
  asked('12-metropolis-2020', { title: 'Aix-Marseille-Provence', started: '2020-03-14', rsit: ransomware.rsit, actions: ransomware.actions, claims: claim('Mespinoza'), victims: [{ kind: 'metropolitan_city', name: 'Aix-Marseille-Provence Métropole', naming: 'inside', sector: 'O84', ...inFr }] }),
  asked('13-departments-2022', { title: 'Seine-Maritime, Seine-et-Marne', started: '2022-10', victims: [{ kind: 'province', name: 'Seine-Maritime', naming: 'inside', sector: 'O84', ...inFr }, { kind: 'province', name: 'Seine-et-Marne', naming: 'inside', sector: 'O84', ...inFr }] }),
  asked('14-hospitals-2023', { title: 'CHU Brest, CHU Rennes', started: '2023', victims: [{ kind: 'health_agency', name: 'CHU Brest', naming: 'inside', sector: 'Q86', ...inFr }, { kind: 'health_agency', name: 'CHU Rennes', naming: 'inside', sector: 'Q86', ...inFr }] }),
  asked('15-hospitals-2024', { title: 'CH Armentières, CH Cannes', started: '2024', rsit: ransomware.rsit, actions: ransomware.actions, victims: [{ kind: 'health_agency', name: 'CH Armentières', naming: 'inside', sector: 'Q86', ...inFr }, { kind: 'health_agency', name: 'CH Cannes', naming: 'inside', sector: 'Q86', ...inFr }] }),
  asked('16-hospital-2022', { title: 'AOU Alessandria', started: '2022-12', claims: claim('Ragnar Locker'), gigabytes: 37, victims: [{ kind: 'health_agency', name: 'AOU Alessandria', naming: 'inside', sector: 'Q86', ...inIt }] }),
  asked('17-hospital-2023', { title: 'AOUI Verona', started: '2023-10-23', claims: claim('Rhysida'), gigabytes: 612, victims: [{ kind: 'health_agency', name: 'AOUI Verona', naming: 'inside', sector: 'Q86', ...inIt }] }),
  asked('18-health-2023', { title: 'AUSL e AOU di Modena', started: '2023-11-28', claims: claim('Hunters International'), gigabytes: 954, victims: [{ kind: 'health_agency', name: 'AUSL di Modena', naming: 'inside', sector: 'Q86', ...inIt }, { kind: 'health_agency', name: 'AOU di Modena', naming: 'inside', sector: 'Q86', ...inIt }] }),
  asked('19-hospital-2022', { title: 'ASST Fatebenefratelli-Sacco', started: '2022-05-01', claims: claim('Vice Society'), victims: [{ kind: 'health_agency', name: 'ASST Fatebenefratelli-Sacco', naming: 'inside', sector: 'Q86', ...inIt }] }),
  asked('20-city-2022', { title: 'Comune di Palermo', started: '2022-06-02', claims: claim('Vice Society'), victims: [{ kind: 'municipality', name: 'Comune di Palermo', naming: 'inside', sector: 'O84', ...inIt }] }),
  asked('21-railway-2022', { title: 'Ferrovie dello Stato', started: '2022-03-23', claims: claim('Hive'), victims: [{ kind: 'transport', name: 'Ferrovie dello Stato', naming: 'inside', sector: 'H49', ...inIt }] }),
  asked('22-supplier-2025', { title: 'Almaviva, gruppo FS', started: '2025-11', gigabytes: 2300, victims: [{ kind: 'provider', name: 'Almaviva', naming: 'inside', sector: 'J62', ...inIt }, { kind: 'transport', name: 'Ferrovie dello Stato', naming: 'inside', sector: 'H49', ...inIt }] }),
  {
    key: '23-tax-2026', confidence: 60, source: { kind: 'press', title: 'Rassegna sulla sicurezza informatica, settembre 2026' },
    facts: { ...theft, title: 'National tax administration, August 2026', discovered: '2026-08-14', started: '2026', confidentiality: { disclosed: 'yes', classes: ['Personal'] }, victims: [{ kind: 'authority', name: 'DGFiP', naming: 'inside', sector: 'O84', ...inFr }] },
    texts: {
      title: { it: 'Dati fiscali e catastali presi da un’amministrazione', fr: 'Des données fiscales et cadastrales prises à une administration', en: 'Tax and land registry data taken from an administration' },
      summary: { it: 'L’intrusione è resa nota il 14 agosto 2026. Le persone sono informate una a una.', fr: 'L’intrusion est rendue publique le 14 août 2026. Les personnes sont informées une à une.', en: 'The intrusion becomes known on 14 August 2026. People are informed one by one.' },
    },
  },
  {
    key: '24-hospital-2025', confidence: 65, source: { kind: 'press', title: 'Rassegna sulla sicurezza informatica, settembre 2026' },
    facts: { ...theft, title: 'Private hospital, summer 2025', started: '2025', confidentiality: { disclosed: 'yes', classes: ['Medical'] }, people: 524_867, victims: [{ kind: 'health_agency', name: 'Hôpital privé de la Loire', naming: 'inside', sector: 'Q86', ...inFr }] },
    texts: {
      title: { it: 'Le cartelle di oltre 500.000 pazienti lette da un estraneo', fr: 'Les dossiers de plus de 500 000 patients consultés par un tiers', en: 'Records of more than 500,000 patients read by a stranger' },
      summary: { it: 'L’accesso è dell’estate 2025. L’autorità per i dati sanziona la struttura con 500.000 euro il 3 settembre 2026.', fr: 'L’accès remonte à l’été 2025. La CNIL inflige une amende de 500 000 euros le 3 septembre 2026.', en: 'The access was in the summer of 2025. The data protection authority fines the hospital 500,000 euros on 3 September 2026.' },
    },
  },
]
