/**
 * Word stems that occur in no Italian municipality, past or present, and in no French commune (a test looks): whatever is
 * built on one cannot be the name of a real place.
 */
export const stems: readonly string[] = (
  'almold alnavr alparn alrund ardavr armerv arnast arparn badelv balend banavr banibb beldrezz belmerv belrelv brucald brurand ' +
  'brusund brutolv bruvand cacald cafosc caglend camglend camrund camsund camvand catolv cazanf cordelv corfosc corglend corparn ' +
  'corquarn corrund daldorv dalverd drocald drogond drolend drotolv ferparn fervand fidelv fidrezz figond fitolv fiverd gallorb ' +
  'galnibb galtarv grabosc gracald gramerv granast grarund gratigl gravold lidorv limold linast listell lunfosc lunlend lunrand ' +
  'lunrelv luntolv mabosc madrezz magond mavand mavold melbosc melmerv mornast mornavr mortolv morvand norbrusc nordavr norgond ' +
  'nornast norvand norverd orlend orrund orsund ortarv ostbosc ostbrusc ostcald ostdelv pelumbr pemerv penibb perlend persund ' +
  'perverd pervold quadelv qualorb quarand robrusc rodavr rolend romerv rorand saldelv salgond salmold salrelv sedelv sefosc serund ' +
  'torgond tormold tornast tortigl torvold triglend trimerv trinavr vallumbr valparn verdorv verdrezz vervand vibosc vibrusc videlv ' +
  'virund visanv vivold zerbrusc zerfosc zerlorb zerlumbr zerrund zerstell'
).split(' ')

export const endings: readonly string[] = [
  'a',
  'o',
  'ello',
  'ina',
  'ano',
  'asco',
  'ate',
  'eto',
  'ola',
  'one',
  'ia',
  'ara',
]
export const heads: readonly string[] = [
  'Borgo',
  'Castel',
  'Monte',
  'Pieve',
  'Rocca',
  'Villa',
  'Torre',
  'Ponte',
  'Campo',
  'Porto',
]
export const tails: readonly string[] = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  ' Marina',
  ' di Sopra',
  ' Scalo',
  ' in Valserena',
  ' sul Lerno',
]

export const capitalName = 'Aldavera'

export const provinceSigns: readonly string[] = ['AV', 'BX', 'CQ', 'DX', 'EV', 'FX', 'GQ', 'HV', 'JX', 'KV']

export type ProviderSeed = {
  readonly code: string
  readonly name: string
  readonly domain: string
  /** Services it sells: code suffix, name, category. */
  readonly services: readonly (readonly [string, string, string])[]
  readonly acn?: 'essential' | 'important'
}

/** Invented providers; all domains are under `.example`, which nobody can own. */
export const providers: readonly ProviderSeed[] = [
  {
    code: 'nubilis',
    name: 'Nubilis Cloud',
    domain: 'nubilis.example',
    services: [['iaas', 'Infrastruttura cloud', 'cloud-infrastructure']],
    acn: 'essential',
  },
  {
    code: 'altocirro',
    name: 'Altocirro',
    domain: 'altocirro.example',
    services: [['iaas', 'Infrastruttura cloud', 'cloud-infrastructure']],
    acn: 'essential',
  },
  {
    code: 'quadrante',
    name: 'Quadrante PA',
    domain: 'quadrante-pa.example',
    services: [['suite', 'Gestionale per gli enti locali', 'municipal-suite']],
    acn: 'important',
  },
  {
    code: 'pergamena',
    name: 'Pergamena Gestionali',
    domain: 'pergamena.example',
    services: [
      ['suite', 'Gestionale per gli enti locali', 'municipal-suite'],
      ['support', 'Assistenza remota', 'remote-support'],
    ],
    acn: 'important',
  },
  {
    code: 'sigillo',
    name: 'Sigillo Protocolli',
    domain: 'sigillo.example',
    services: [['protocol', 'Protocollo informatico', 'protocol']],
  },
  {
    code: 'borgopay',
    name: 'Borgopay',
    domain: 'borgopay.example',
    services: [['gateway', 'Pagamenti verso gli enti', 'payments']],
  },
  {
    code: 'cartalibera',
    name: 'Cartalibera',
    domain: 'cartalibera.example',
    services: [['web', 'Siti istituzionali', 'website']],
  },
  {
    code: 'postaverde',
    name: 'Postaverde',
    domain: 'postaverde.example',
    services: [['mail', 'Posta elettronica', 'mail']],
  },
  {
    code: 'chiavistella',
    name: 'Chiavistella Identità',
    domain: 'chiavistella.example',
    services: [['login', 'Accesso con identità digitale', 'identity']],
  },
  {
    code: 'reteprado',
    name: 'Reteprado',
    domain: 'reteprado.example',
    services: [['wan', 'Connettività degli enti', 'network']],
    acn: 'essential',
  },
  {
    code: 'salvalume',
    name: 'Salvalume Copie',
    domain: 'salvalume.example',
    services: [['backup', 'Copie di sicurezza', 'backup']],
  },
  {
    code: 'clinovia',
    name: 'Clinovia Sanità',
    domain: 'clinovia.example',
    services: [['records', 'Cartella clinica e prenotazioni', 'health-records']],
    acn: 'important',
  },
  {
    code: 'mestolo',
    name: 'Mestolo Digitale',
    domain: 'mestolo.example',
    services: [['canteen', 'Mense scolastiche', 'canteen']],
  },
]

export type ServiceSeed = {
  readonly code: string
  readonly name: string
  readonly public: boolean
  /** Smallest population of a municipality that has it of its own. */
  readonly fromPopulation: number
  readonly shareServed: number
  readonly classes: readonly (
    | 'common'
    | 'identity-document'
    | 'financial'
    | 'health'
    | 'minors'
    | 'judicial'
    | 'credentials'
  )[]
  /** Hours that the office lives on paper or on a local copy. */
  readonly autonomyHours: number
  /** Who runs it: the municipality's main software, or one provider by name. */
  readonly runsOn: 'suite' | 'protocol' | 'payments' | 'website' | 'mail' | 'canteen'
}

/** The categories that proposals and completeness speak of, by the code of the service. */
export const categoryOf: Readonly<Record<string, string>> = {
  anagrafe: 'registry-office',
  protocollo: 'protocol',
  albo: 'notice-board',
  tributi: 'taxes',
  pagamenti: 'payments',
  sito: 'website',
  posta: 'mail',
  contabilita: 'accounting',
  paghe: 'payroll',
  mensa: 'canteen',
  edilizia: 'building-permits',
  sociale: 'social-services',
  polizia: 'local-police',
}

export const municipalServices: readonly ServiceSeed[] = [
  {
    code: 'anagrafe',
    name: 'Anagrafe e stato civile',
    public: true,
    fromPopulation: 0,
    shareServed: 1,
    classes: ['common', 'identity-document'],
    autonomyHours: 0,
    runsOn: 'suite',
  },
  {
    code: 'protocollo',
    name: 'Protocollo informatico',
    public: false,
    fromPopulation: 0,
    shareServed: 0.3,
    classes: ['common'],
    autonomyHours: 4,
    runsOn: 'protocol',
  },
  {
    code: 'albo',
    name: 'Albo pretorio',
    public: true,
    fromPopulation: 0,
    shareServed: 0.1,
    classes: ['common'],
    autonomyHours: 0,
    runsOn: 'suite',
  },
  {
    code: 'tributi',
    name: 'Tributi',
    public: true,
    fromPopulation: 0,
    shareServed: 0.6,
    classes: ['common', 'financial'],
    autonomyHours: 24,
    runsOn: 'suite',
  },
  {
    code: 'pagamenti',
    name: 'Pagamenti online',
    public: true,
    fromPopulation: 0,
    shareServed: 0.4,
    classes: ['financial'],
    autonomyHours: 0,
    runsOn: 'payments',
  },
  {
    code: 'sito',
    name: 'Sito istituzionale',
    public: true,
    fromPopulation: 0,
    shareServed: 1,
    classes: [],
    autonomyHours: 0,
    runsOn: 'website',
  },
  {
    code: 'posta',
    name: 'Posta elettronica',
    public: false,
    fromPopulation: 0,
    shareServed: 0.2,
    classes: ['common', 'credentials'],
    autonomyHours: 0,
    runsOn: 'mail',
  },
  {
    code: 'contabilita',
    name: 'Contabilità',
    public: false,
    fromPopulation: 0,
    shareServed: 0.05,
    classes: ['financial'],
    autonomyHours: 24,
    runsOn: 'suite',
  },
  {
    code: 'paghe',
    name: 'Paghe del personale',
    public: false,
    fromPopulation: 1500,
    shareServed: 0.01,
    classes: ['common', 'financial'],
    autonomyHours: 72,
    runsOn: 'suite',
  },
  {
    code: 'mensa',
    name: 'Mensa scolastica',
    public: true,
    fromPopulation: 2500,
    shareServed: 0.06,
    classes: ['minors', 'health'],
    autonomyHours: 12,
    runsOn: 'canteen',
  },
  {
    code: 'edilizia',
    name: 'Sportello unico edilizia e imprese',
    public: true,
    fromPopulation: 4000,
    shareServed: 0.05,
    classes: ['common'],
    autonomyHours: 48,
    runsOn: 'suite',
  },
  {
    code: 'sociale',
    name: 'Servizi sociali',
    public: true,
    fromPopulation: 6000,
    shareServed: 0.08,
    classes: ['common', 'health', 'minors'],
    autonomyHours: 24,
    runsOn: 'suite',
  },
  {
    code: 'polizia',
    name: 'Polizia locale',
    public: true,
    fromPopulation: 10000,
    shareServed: 0.15,
    classes: ['common', 'judicial'],
    autonomyHours: 8,
    runsOn: 'suite',
  },
]
