/** An invented region on an invented morning, for tests and pictures. No name, number or address here is real. */
import type {
  BodyDay, NoticeCard, PlaceRow, PublicDocument, PublicLang, PublicPage, PublicRoute, PublicState, PublicViews, ServiceLine,
} from '#modules/notices/contract-public.ts'
import { publicPaths } from '#modules/notices/contract-public.ts'
import { inventedMap, inventedNames, slug } from './fixtures-map.ts'

const now = '2026-12-09T10:40:00Z'
const longName = 'Unione dei Comuni dell’Alta Valle della Lumera, delle Terre di Corvasse e del Basso Pontescuro'

export type FixtureOptions = {
  readonly lang: PublicLang
  readonly mode?: PublicPage['mode']
  readonly assets?: PublicPage['assets']
  readonly origin?: string
}

/** Every route with its data in one language. */
export function fixtures(options: FixtureOptions): { readonly [R in PublicRoute]: PublicDocument<R> } {
  const { lang } = options
  const views = viewsOf(lang)
  const page = (path: string): PublicPage => pageOf(options, path)
  const doc = <R extends PublicRoute>(route: R, path: string): PublicDocument<R> => ({ page: page(path), view: views[route] })
  return {
    home: doc('home', publicPaths.home),
    notices: doc('notices', publicPaths.notices),
    notice: doc('notice', publicPaths.notice('pontescuro-anagrafe')),
    status: doc('status', publicPaths.status),
    body: doc('body', publicPaths.body('pontescuro')),
    subscription: doc('subscription', '/subscription'),
    reply: doc('reply', publicPaths.reply('k7Q2')),
    replyDone: doc('replyDone', publicPaths.reply('k7Q2')),
    replyClosed: doc('replyClosed', publicPaths.reply('k7Q2')),
    emergency: doc('emergency', publicPaths.emergency),
    accessibility: doc('accessibility', publicPaths.accessibility),
    privacy: doc('privacy', publicPaths.privacy),
    error: doc('error', '/nowhere'),
    embed: doc('embed', publicPaths.embed('pontescuro')),
  }
}

/** Quiet, enormous, after an error, long names: the states that a page must bear. */
export function variants(options: FixtureOptions): readonly { readonly name: string; readonly route: PublicRoute; readonly document: PublicDocument<PublicRoute> }[] {
  const base = fixtures(options)
  const quietMap = inventedMap(273, [])
  const many = rowsOf(options.lang, 30)
  return [
    { name: 'home-quiet', route: 'home', document: { page: base.home.page, view: { ...base.home.view, events: [], counts: none, rows: [], total: 0, notices: [], map: quietMap } } },
    { name: 'home-bare', route: 'home', document: { page: base.home.page, view: { ...base.home.view, events: [], counts: none, rows: [], total: 0, notices: [], map: undefined } } },
    { name: 'status-huge', route: 'status', document: { page: base.status.page, view: { ...base.status.view, rows: many, query: 'a', paging: { page: 3, pages: 44, total: 1302 } } } },
    { name: 'status-none', route: 'status', document: { page: base.status.page, view: { ...base.status.view, rows: [], query: 'zzz', paging: { page: 1, pages: 1, total: 0 } } } },
    { name: 'notices-none', route: 'notices', document: { page: base.notices.page, view: { items: [], query: 'zzz', paging: { page: 1, pages: 1, total: 0 } } } },
    { name: 'body-fine', route: 'body', document: { page: base.body.page, view: { ...base.body.view, name: longName, services: base.body.view.services.map((s) => ({ name: s.name, state: 'working' as const })), notices: [], days: base.body.view.days.map((d) => ({ ...d, state: 'working' as const, minutes: 0 })), subscribe: { state: 'sent', email: 'cittadina@example.org' } } } },
    { name: 'body-unknown', route: 'body', document: { page: base.body.page, view: { ...base.body.view, services: base.body.view.services.slice(0, 4).map((s) => ({ name: s.name, state: 'unknown' as const, confirmedAt: '2026-12-08T16:00:00Z' })), subscribe: { state: 'error', email: 'cittadina.example.org' } } } },
    { name: 'reply-errors', route: 'reply', document: { page: base.reply.page, view: { ...base.reply.view, values: { knownAt: '2027-01-01T09:00', contactName: 'Ada Fittizia', services: ['s1'] }, errors: [{ field: 'hit', code: 'missing' }, { field: 'knownAt', code: 'future' }] } } },
    { name: 'reply-done-no', route: 'replyDone', document: { page: base.replyDone.page, view: { ...base.replyDone.view, hit: 'no', knownAt: undefined, personalData: undefined } } },
    { name: 'notice-expired', route: 'notice', document: { page: base.notice.page, view: { ...base.notice.view, expired: true, translatedFrom: 'it', partyName: longName, answer: { state: 'restored', title: sayIn(options.lang)('Tutti i servizi hanno ripreso', 'Tous les services ont repris', 'All services are back') }, nextUpdateAt: undefined, outage: { ...base.notice.view.outage, services: base.notice.view.outage.services.map((s) => ({ ...s, state: 'restored' as const })) } } } },
    { name: 'subscription-ask', route: 'subscription', document: { page: { ...base.subscription.page, path: publicPaths.confirm('k7Q2') }, view: { outcome: 'askConfirm', party: 'pontescuro', name: longName } } },
    { name: 'subscription-ask-end', route: 'subscription', document: { page: { ...base.subscription.page, path: publicPaths.unsubscribe('k7Q2') }, view: { outcome: 'askEnd' } } },
    { name: 'error-500', route: 'error', document: { page: base.error.page, view: { status: 500, requestId: 'req-9c41' } } },
    { name: 'error-503', route: 'error', document: { page: base.error.page, view: { status: 503 } } },
    // The same hour of the same evening, and a centre whose hours are only words.
    { name: 'home-night', route: 'home', document: { page: { ...base.home.page, now: '2026-12-09T21:00:00Z', centre: { ...base.home.page.centre, emergency: { phone: '800 000 000', hours: '', openingHours: base.home.page.centre.emergency.openingHours! } } }, view: { ...base.home.view, events: [...base.home.view.events, { since: '2026-12-07T09:00:00Z' }], counts: { ...none, down: 1, unknown: 1 }, rows: base.home.view.rows.slice(0, 1), total: 1, map: inventedMap(273, ['unknown']) } } },
    { name: 'emergency-words', route: 'emergency', document: { page: { ...base.emergency.page, centre: { ...base.emergency.page.centre, emergency: { phone: '800 000 000', hours: 'giorni feriali' } } }, view: base.emergency.view } },
    { name: 'subscription-ended', route: 'subscription', document: { page: base.subscription.page, view: { ...base.subscription.view, outcome: 'ended' } } },
    { name: 'subscription-expired', route: 'subscription', document: { page: base.subscription.page, view: { outcome: 'expired' } } },
    { name: 'reply-closed', route: 'replyClosed', document: { page: base.replyClosed.page, view: { reason: 'unknown' } } },
    { name: 'home-after', route: 'home', document: { page: base.home.page, view: { ...base.home.view, events: [], counts: { ...none, restored: 1, working: 1 }, rows: base.home.view.rows.slice(0, 2).map((row) => ({ ...row, state: 'restored' as const, nextUpdateAt: undefined })), total: 2, map: inventedMap(273, ['restored', 'working']), nextUpdateAt: undefined } } },
    { name: 'error-410', route: 'error', document: { page: base.error.page, view: { status: 410 } } },
    { name: 'home-exercise', route: 'home', document: { ...base.home, page: { ...base.home.page, mode: 'exercise' } } },
    { name: 'embed-exercise', route: 'embed', document: { ...base.embed, page: { ...base.embed.page, mode: 'exercise' } } },
  ]
}

const none = { down: 0, limited: 0, unknown: 0, restored: 0, working: 0 } as const

type Say = (it: string, fr: string, en: string) => string
const sayIn = (lang: PublicLang): Say => (it, fr, en) => ({ it, fr, en })[lang]

function pageOf({ lang, mode = 'demo', assets = { css: '/assets/public.css', fonts: [] }, origin = 'https://centro.velarda.example' }: FixtureOptions, path: string): PublicPage {
  const say = sayIn(lang)
  return {
    lang,
    defaultLang: 'it',
    langs: ['it', 'fr', 'en'],
    path,
    now,
    timeZone: 'Europe/Rome',
    origin,
    assets,
    mode,
    centre: {
      name: say('Centro per la cybersicurezza', 'Centre de cybersécurité', 'Cybersecurity Centre'),
      region: say('Regione Velarda', 'Région Velarda', 'Velarda Region'),
      inTerritory: say('in Velarda', 'en Velarda', 'in Velarda'),
      emergency: {
        phone: '800 000 000',
        hours: '',
        openingHours: { week: Array.from({ length: 7 }, () => [['08:00', '20:00']]) },
        afterHours: say('Di notte c’è un reperibile per gli enti colpiti.', 'La nuit, une astreinte répond aux collectivités touchées.', 'At night somebody is on call for bodies that are hit.'),
        email: 'emergenza@centro.velarda.example',
      },
      sections: [
        { key: 'notices', href: publicPaths.notices },
        { key: 'status', href: publicPaths.status },
        { key: 'observatory', href: '/observatory' },
        { key: 'tools', href: '/tools' },
      ],
      address: [say('Via dei Bastioni 14, Corvasse', '14, via dei Bastioni, Corvasse', 'Via dei Bastioni 14, Corvasse')],
      email: 'centro@velarda.example',
      certifiedMail: 'centro@pec.velarda.example',
      licence: { name: 'CC BY 4.0', href: 'https://creativecommons.org/licenses/by/4.0/' },
      feeds: { atom: '/n.atom', json: '/n.json' },
    },
  }
}

function viewsOf(lang: PublicLang): PublicViews {
  const say = sayIn(lang)
  const states = statesOf(38)
  const map = inventedMap(273, states)
  const rows = map.cells.map((c, i) => rowOf(c.name, c.party, c.state, i)).sort((a, b) => a.name.localeCompare(b.name))
  const counts = { down: 21, limited: 5, unknown: 0, restored: 12, working: 0 }
  const cards = cardsOf(say)
  const services = servicesOf(say)
  const name = say('Comune di Pontescuro', 'Commune de Pontescuro', 'Municipality of Pontescuro')
  const reply = {
    token: 'k7Q2',
    partyName: name,
    why: [say(
      'Un fornitore di servizi informatici ha avuto un evento di sicurezza. Secondo i contratti pubblici, il vostro ente usa un suo programma.',
      'Un prestataire informatique a subi un incident de sécurité. D’après les marchés publics, votre collectivité utilise un de ses logiciels.',
      'An IT provider has had a security event. According to public contracts, your body uses one of its programs.',
    )],
    providerName: 'Nubilara Cloud (inventato)',
    since: '2026-12-08T05:00:00Z',
    answerBy: '2026-12-09T12:00:00Z',
    services: services.slice(0, 5).map((s, i) => ({ id: `s${i + 1}`, name: s.name })),
    values: {},
    errors: [],
  }
  return {
    home: {
      updatedAt: now,
      nextUpdateAt: '2026-12-09T12:00:00Z',
      events: [{ since: '2026-12-08T05:00:00Z' }],
      counts,
      map,
      rows,
      total: rows.length,
      notices: cards,
    },
    notices: { items: [...cards, ...cards.map((c) => ({ ...c, slug: `${c.slug}-2` }))], paging: { page: 1, pages: 4, total: 38 } },
    notice: noticeOf(say, services),
    status: { updatedAt: now, counts, rows: rows.slice(0, 30), paging: { page: 1, pages: 2, total: 38 } },
    body: {
      party: 'pontescuro',
      name,
      services,
      updatedAt: '2026-12-09T10:20:00Z',
      site: 'https://www.pontescuro.example/',
      contact: [say('Piazza del Mercato 3, Pontescuro', 'Piazza del Mercato 3, Pontescuro', 'Piazza del Mercato 3, Pontescuro'), '0555 000 140', 'protocollo@pec.pontescuro.example'],
      notices: cards.slice(0, 1),
      days: daysOf(60),
      subscribe: { state: 'open' },
    },
    subscription: { outcome: 'confirmed', party: 'pontescuro', name },
    reply,
    replyDone: { token: 'k7Q2', partyName: name, hit: 'yes', receivedAt: now, reference: 'VEL-2026-0147/38', knownAt: '2026-12-09T08:15:00Z', personalData: 'unknown', canChange: true },
    replyClosed: { reason: 'expired' },
    emergency: {
      contacts: [
        { name: '112', what: say('Se c’è un pericolo per le persone (esempio).', 'En cas de danger pour des personnes (exemple).', 'If people are in danger (example).'), phone: '112' },
        { name: say('Polizia (esempio)', 'Police (exemple)', 'Police (example)'), what: say('Per denunciare il reato.', 'Pour porter plainte.', 'To report the crime.'), phone: '000 112 000', href: 'https://polizia.example/' },
        { name: say('Autorità nazionale (esempio)', 'Autorité nationale (exemple)', 'National authority (example)'), what: say('Riceve le notifiche di legge.', 'Reçoit les notifications légales.', 'Receives the notifications required by law.'), href: 'https://autorita.example/' },
      ],
    },
    accessibility: {
      conformity: 'partial',
      reviewedOn: '2026-11-20',
      gaps: [say('Alcuni allegati degli enti sono PDF non ancora accessibili.', 'Certaines pièces jointes des collectivités sont des PDF pas encore accessibles.', 'Some attachments of the bodies are PDFs that are not accessible yet.')],
      feedbackEmail: 'accessibilita@centro.velarda.example',
      ombudsman: { name: say('Difensore civico per il digitale (esempio)', 'Défenseur des droits (exemple)', 'Digital ombudsman (example)'), href: 'https://difensore.example/' },
    },
    privacy: { controller: say('Regione Velarda, via dei Bastioni 14, Corvasse', 'Région Velarda, 14, via dei Bastioni, Corvasse', 'Velarda Region, via dei Bastioni 14, Corvasse'), dpoContact: 'dpo@velarda.example', replyRetentionMonths: 24, logRetentionDays: 30 },
    error: { status: 404, requestId: 'req-7f02' },
    embed: { party: 'pontescuro', name, services, updatedAt: '2026-12-09T10:20:00Z', notice: { slug: 'pontescuro-anagrafe', title: cards[0]!.title } },
  }
}

function statesOf(n: number): PublicState[] {
  const cycle: PublicState[] = ['down', 'down', 'restored', 'limited', 'down', 'restored', 'down']
  const counts = { down: 21, limited: 5, restored: 12, working: 0, unknown: 0 }
  const states: PublicState[] = []
  for (let i = 0; states.length < n; i++) {
    const state = cycle[i % cycle.length]!
    if (counts[state] > 0) {
      counts[state]--
      states.push(state)
    }
  }
  return states
}

function rowOf(name: string, party: string, state: PublicState, i: number): PlaceRow {
  return {
    party,
    name,
    state,
    since: `2026-12-08T${state === 'limited' ? 17 : '05'}:${String((i * 7) % 60).padStart(2, '0')}:00Z`,
    ...(state === 'restored' ? {} : { nextUpdateAt: i % 4 === 0 ? '2026-12-10T08:00:00Z' : '2026-12-09T14:00:00Z' }),
  }
}

function rowsOf(lang: PublicLang, n: number): PlaceRow[] {
  const say = sayIn(lang)
  return inventedNames(n).map((name, i) => rowOf(i === 1 ? longName : say(`Comune di ${name}`, `Commune de ${name}`, `Municipality of ${name}`), slug(name), statesOf(38)[i % 38]!, i))
}

function cardsOf(say: Say): NoticeCard[] {
  return [
    { slug: 'pontescuro-anagrafe', title: say('I servizi anagrafici online non funzionano', 'Les démarches d’état civil en ligne sont interrompues', 'Online registry services are down'), summary: say('Lo sportello di piazza del Mercato è aperto e lavora anche su carta.', 'Le guichet de la piazza del Mercato est ouvert et travaille aussi sur papier.', 'The desk in piazza del Mercato is open and also works on paper.'), party: 'pontescuro', partyName: say('Comune di Pontescuro', 'Commune de Pontescuro', 'Municipality of Pontescuro'), state: 'down', from: '2026-12-08T05:00:00Z', expiresAt: '2026-12-16T23:00:00Z' },
    { slug: 'corvasse-mensa', title: say('La mensa si paga solo allo sportello o in banca', 'La cantine se paie seulement au guichet ou à la banque', 'School meals can be paid only at the desk or at the bank'), summary: say('Le iscrizioni restano valide. Nessuna mora sui pagamenti di dicembre.', 'Les inscriptions restent valables. Aucune pénalité sur les paiements de décembre.', 'Enrolments stay valid. No late fees on December payments.'), party: 'corvasse', partyName: say('Comune di Corvasse', 'Commune de Corvasse', 'Municipality of Corvasse'), state: 'limited', from: '2026-12-08T17:00:00Z', expiresAt: '2026-12-18T23:00:00Z' },
    { slug: 'borgorame-edilizia', title: say('Lo sportello telematico dell’edilizia è di nuovo aperto', 'Le guichet numérique de l’urbanisme a rouvert', 'The online building desk is open again'), summary: say('Le pratiche inviate prima di martedì sono arrivate. Non serve ripeterle.', 'Les dossiers envoyés avant mardi sont arrivés. Inutile de les renvoyer.', 'Applications sent before Tuesday have arrived. There is no need to repeat them.'), party: 'borgorame', partyName: say('Comune di Borgorame', 'Commune de Borgorame', 'Municipality of Borgorame'), state: 'restored', from: '2026-12-09T07:00:00Z', expiresAt: '2026-12-23T23:00:00Z' },
  ]
}

function servicesOf(say: Say): ServiceLine[] {
  const down = { state: 'down' as const, since: '2026-12-08T05:00:00Z', nextUpdateAt: '2026-12-09T14:00:00Z' }
  const fine = [
    say('Tributi e pagamenti', 'Taxes et paiements', 'Taxes and payments'), say('Mensa e trasporto scolastico', 'Cantine et transport scolaire', 'School meals and transport'), say('Biblioteca', 'Bibliothèque', 'Library'), say('Polizia locale e multe', 'Police municipale et amendes', 'Local police and fines'), say('Sportello edilizia', 'Guichet urbanisme', 'Building desk'), say('Cimiteri', 'Cimetières', 'Cemeteries'), say('Servizi sociali', 'Services sociaux', 'Social services'), say('Sito istituzionale', 'Site officiel', 'Official website'), say('Impianti sportivi', 'Équipements sportifs', 'Sports facilities'),
  ].map((name): ServiceLine => ({ name, state: 'working' }))
  return [
    { name: say('Certificati anagrafici online', 'Actes d’état civil en ligne', 'Online registry certificates'), ...down, instead: say('allo sportello, anche su carta.', 'au guichet, sur papier si besoin.', 'at the desk, on paper if needed.') },
    { name: say('Cambio di residenza online', 'Changement d’adresse en ligne', 'Online change of residence'), ...down, instead: say('allo sportello o per PEC.', 'au guichet ou par courriel certifié.', 'at the desk or by certified mail.') },
    { name: say('Appuntamenti con l’anagrafe', 'Rendez-vous à l’état civil', 'Registry appointments'), ...down, instead: say('per telefono, 0555 000 140.', 'par téléphone, 0555 000 140.', 'by telephone, 0555 000 140.') },
    { name: say('Protocollo', 'Courrier officiel', 'Official mail register'), state: 'limited', since: '2026-12-08T17:00:00Z', nextUpdateAt: '2026-12-09T17:00:00Z' },
    { name: say('Albo pretorio', 'Affichage légal', 'Public notice board'), state: 'unknown', confirmedAt: '2026-12-08T16:00:00Z' },
    ...fine,
  ]
}

function noticeOf(say: Say, services: readonly ServiceLine[]): PublicViews['notice'] {
  return {
    slug: 'pontescuro-anagrafe',
    title: say('I servizi anagrafici online non funzionano', 'Les démarches d’état civil en ligne sont interrompues', 'Online registry services are down'),
    summary: say('Certificati, cambio di residenza e appuntamenti online sono fermi da martedì 8 dicembre. Gli sportelli sono aperti con il solito orario.', 'Actes, changement d’adresse et rendez-vous en ligne sont interrompus depuis mardi 8 décembre. Les guichets sont ouverts aux heures habituelles.', 'Certificates, change of residence and online appointments have been down since Tuesday 8 December. Desks are open at the usual hours.'),
    party: 'pontescuro',
    partyName: say('Comune di Pontescuro', 'Commune de Pontescuro', 'Municipality of Pontescuro'),
    kind: 'avviso',
    topics: [say('Residenza', 'Domicile', 'Residence'), say('Risposta alle emergenze', 'Réponse aux urgences', 'Emergency response'), say('Comunicazione istituzionale', 'Communication institutionnelle', 'Institutional communication')],
    publishedAt: '2026-12-08T09:00:00Z',
    expiresAt: '2026-12-16T12:00:00Z',
    readingMinutes: 2,
    updatedAt: '2026-12-09T10:20:00Z',
    answer: { state: 'down', title: say('3 servizi su 14 non funzionano', '3 services sur 14 ne fonctionnent pas', '3 services of 14 do not work'), text: say('Gli sportelli sono aperti.', 'Les guichets sont ouverts.', 'Desks are open.') },
    outage: {
      services: services.slice(0, 3),
      cause: [say('La causa è un evento di sicurezza presso un fornitore del Comune. I tecnici lavorano per riaprire da martedì mattina.', 'La cause est un incident de sécurité chez un prestataire de la commune. Les techniciens travaillent à la réouverture depuis mardi matin.', 'The cause is a security event at a provider of the municipality. Technicians have been working to reopen since Tuesday morning.')],
    },
    stillWorks: {
      text: [say('Lo sportello rilascia certificati e carte d’identità, anche su carta. Chi ha un appuntamento viene all’ora stabilita: l’elenco è stato stampato.', 'Le guichet délivre les actes et les cartes d’identité, sur papier si besoin. Si vous avez un rendez-vous, venez à l’heure prévue : la liste a été imprimée.', 'The desk issues certificates and identity cards, on paper if needed. If you have an appointment, come at the agreed time: the list has been printed.')],
      places: [
        { name: say('Sportello anagrafe', 'Guichet d’état civil', 'Registry desk'), lines: ['Piazza del Mercato 3', say('Lun–ven 8:30–12:30', 'Lun–ven 8 h 30–12 h 30', 'Mon–Fri 8:30–12:30')] },
        { name: say('Per telefono o PEC', 'Par téléphone ou courriel certifié', 'By telephone or certified mail'), lines: ['0555 000 140', 'anagrafe@pec.pontescuro.example'] },
      ],
    },
    citizenDeadlines: [
      say('Il termine per dichiarare il cambio di residenza che cade tra l’8 e il 16 dicembre è spostato al 23 dicembre (ordinanza n. 61 del 9 dicembre).', 'Le délai pour déclarer un changement d’adresse qui tombe entre le 8 et le 16 décembre est reporté au 23 décembre (arrêté n° 61 du 9 décembre).', 'The term for declaring a change of residence that falls between 8 and 16 December moves to 23 December (order no. 61 of 9 December).'),
      say('I certificati già richiesti e pagati saranno inviati senza ripetere la domanda.', 'Les actes déjà demandés et payés seront envoyés sans nouvelle demande.', 'Certificates already requested and paid for will be sent without a new request.'),
    ],
    personalData: [say('Stiamo verificando se ci sono dati personali coinvolti. Lo scriveremo qui entro giovedì 10 dicembre alle 12.', 'Nous vérifions si des données personnelles sont concernées. Nous l’écrirons ici avant jeudi 10 décembre à midi.', 'We are checking whether personal data are involved and will say so here by Thursday 10 December at noon.')],
    falseMessages: [say('Il Comune non chiede password, codici o pagamenti per e-mail, SMS o telefono. Se ricevi un messaggio così, non rispondere e chiama lo 0555 000 140.', 'La commune ne demande ni mot de passe, ni code, ni paiement par courriel, SMS ou téléphone. Si vous recevez un tel message, ne répondez pas et appelez le 0555 000 140.', 'The municipality never asks for passwords, codes or payments by email, text message or telephone. If you get such a message, do not answer and call 0555 000 140.')],
    nextUpdateAt: '2026-12-09T14:00:00Z',
    office: { name: say('Ufficio servizi demografici', 'Service de l’état civil', 'Registry office'), lines: ['Piazza del Mercato 3, Pontescuro', '0555 000 140'] },
    contact: ['protocollo@pec.pontescuro.example'],
    site: 'https://www.pontescuro.example/',
    attachments: [{ name: say('Ordinanza n. 61 del 9 dicembre 2026', 'Arrêté n° 61 du 9 décembre 2026', 'Order no. 61 of 9 December 2026'), href: '/files/ordinanza-61.pdf', kind: 'PDF', size: '84 kB' }],
    history: [
      { at: '2026-12-09T10:20:00Z', what: say('Aggiunta la proroga dei termini (ordinanza n. 61).', 'Ajout du report des délais (arrêté n° 61).', 'Added the extension of terms (order no. 61).') },
      { at: '2026-12-08T16:00:00Z', what: say('Aggiunto il numero per gli appuntamenti.', 'Ajout du numéro pour les rendez-vous.', 'Added the number for appointments.') },
      { at: '2026-12-08T09:00:00Z', what: say('Prima pubblicazione.', 'Première publication.', 'First published.') },
    ],
  }
}

function daysOf(n: number): BodyDay[] {
  const end = Date.UTC(2026, 11, 9)
  return Array.from({ length: n }, (_, i) => {
    const left = n - 1 - i
    const day = new Date(end - left * 86_400_000).toISOString().slice(0, 10)
    if (left <= 1) return { day, state: 'down', minutes: left === 1 ? 1080 : 700 }
    if (left === 17) return { day, state: 'limited', minutes: 95 }
    if (left === 31 || left === 32) return { day, state: 'unknown', minutes: 0 }
    return { day, state: 'working', minutes: 0 }
  })
}
