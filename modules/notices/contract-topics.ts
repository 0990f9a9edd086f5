/**
 * The 62 "Argomenti" of the Modello Comuni (designers.italia.it/modello/comuni), with our French and English words.
 * A notice keeps the Italian term as its key: that is what the sites of municipalities exchange.
 */
import type { Lang } from '#platform/contract/index.ts'

/** Italian | French | English. */
const rows = `
Accesso all'informazione|Accès à l’information|Access to information
Acqua|Eau|Water
Agricoltura|Agriculture|Agriculture
Animale domestico|Animaux domestiques|Pets
Aria|Air|Air
Assistenza agli invalidi|Aide aux personnes handicapées|Support for people with disabilities
Assistenza sociale|Aide sociale|Social care
Associazioni|Associations|Associations
Bilancio|Budget|Budget
Commercio all'ingrosso|Commerce de gros|Wholesale trade
Commercio al minuto|Commerce de détail|Retail trade
Commercio ambulante|Commerce ambulant|Street trade
Comunicazione istituzionale|Communication institutionnelle|Official communication
Comunicazione politica|Communication politique|Political communication
Concorsi|Concours|Public competitions
Covid-19|Covid-19|Covid-19
Elezioni|Élections|Elections
Estero|Étranger|Abroad
Energie rinnovabili|Énergies renouvelables|Renewable energy
Foreste|Forêts|Forests
Formazione professionale|Formation professionnelle|Vocational training
Gemellaggi|Jumelages|Twin towns
Gestione rifiuti|Gestion des déchets|Waste management
Giustizia|Justice|Justice
Igiene pubblica|Hygiène publique|Public hygiene
Immigrazione|Immigration|Immigration
Sport|Sport|Sport
Imposte|Impôts|Taxes
Imprese|Entreprises|Businesses
Inquinamento|Pollution|Pollution
Integrazione sociale|Intégration sociale|Social inclusion
Isolamento termico|Isolation thermique|Thermal insulation
Istruzione|Enseignement|Education
Lavoro|Emploi|Work
Matrimonio|Mariage|Marriage
Mercato|Marché|Market
Mobilità sostenibile|Mobilité durable|Sustainable mobility
Morte|Décès|Death
Nascita|Naissance|Birth
Parcheggi|Stationnement|Parking
Patrimonio culturale|Patrimoine culturel|Cultural heritage
Pesca|Pêche|Fishing
Piano di sviluppo|Plan de développement|Development plan
Pista ciclabile|Piste cyclable|Cycle path
Politica commerciale|Politique commerciale|Trade policy
Polizia|Police|Police
Prodotti alimentari|Produits alimentaires|Food
Protezione civile|Protection civile|Civil protection
Residenza|Domicile|Residence
Risposta alle emergenze|Réponse aux urgences|Emergency response
Sistema giuridico|Système juridique|Legal system
Spazio Verde|Espaces verts|Green spaces
Sviluppo sostenibile|Développement durable|Sustainable development
Tassa sui servizi|Taxes sur les services|Service charges
Tempo libero|Loisirs|Leisure
Trasparenza amministrativa|Transparence administrative|Administrative transparency
Trasporto pubblico|Transports publics|Public transport
Turismo|Tourisme|Tourism
Urbanizzazione|Urbanisme|Urban planning
Viaggi|Voyages|Travel
Zone pedonali|Zones piétonnes|Pedestrian areas
ZTL|Zones à circulation limitée|Limited traffic zones`

const words: ReadonlyMap<string, Readonly<Record<Lang, string>>> = new Map(
  rows.trim().split('\n').map((row) => { const [it, fr, en] = row.split('|') as [string, string, string]; return [it, { it, fr, en }] }),
)

export const topics: readonly string[] = [...words.keys()]
export const isTopic = (topic: string): boolean => words.has(topic)
export const topicIn = (topic: string, lang: Lang): string => words.get(topic)?.[lang] ?? topic

/** Theme by category of the service, on top of the two that every outage has. */
const byCategory: Readonly<Record<string, string>> = {
  'registry-office': 'Residenza', 'notice-board': 'Trasparenza amministrativa', 'taxes': 'Imposte', 'payments': 'Tassa sui servizi', 'canteen': 'Istruzione',
  'building-permits': 'Urbanizzazione', 'social-services': 'Assistenza sociale', 'local-police': 'Polizia', 'website': 'Accesso all\'informazione', 'protocol': 'Accesso all\'informazione',
}

export function topicsOf(categories: readonly string[]): string[] {
  const themes = [...new Set(categories.map((category) => byCategory[category]).filter((theme) => theme !== undefined))]
  return [...themes.slice(0, 3), 'Risposta alle emergenze', 'Comunicazione istituzionale']
}
