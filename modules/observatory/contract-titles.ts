/** Words that programs read: titles of feeds, of the catalogue of data, of its tables. */
import type { Lang } from '#platform/contract/index.ts'

export const titles: Readonly<Record<Lang, { readonly cases: string; readonly untitled: string; readonly catalogue: string; readonly about: string }>> = {
  it: { cases: 'Attacchi pubblicati', untitled: 'Attacco informatico', catalogue: 'Osservatorio degli attacchi informatici', about: 'Quanti attacchi sono stati pubblicati, per anno, tipo, luogo e durata. I numeri che farebbero riconoscere qualcuno sono nascosti.' },
  fr: { cases: 'Attaques publiées', untitled: 'Attaque informatique', catalogue: 'Observatoire des attaques informatiques', about: 'Combien d’attaques ont été publiées, par année, type, lieu et durée. Les nombres qui feraient reconnaître quelqu’un sont masqués.' },
  en: { cases: 'Published attacks', untitled: 'Cyber attack', catalogue: 'Observatory of cyber attacks', about: 'How many attacks were published, by year, kind, place and duration. Numbers that would tell who somebody is are withheld.' },
}

const things: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  year: { it: 'anno', fr: 'année', en: 'year' }, month: { it: 'mese o trimestre', fr: 'mois ou trimestre', en: 'month or quarter' }, kind: { it: 'tipo di vittima', fr: 'type de victime', en: 'kind of victim' }, action: { it: 'che cosa è successo', fr: 'ce qui s’est passé', en: 'what happened' },
  sector: { it: 'settore (NACE)', fr: 'secteur (NACE)', en: 'sector (NACE)' }, size: { it: 'dimensione', fr: 'taille', en: 'size' }, province: { it: 'provincia', fr: 'département', en: 'province' }, occasion: { it: 'momento', fr: 'moment', en: 'time of occurrence' }, span: { it: 'giorni per ripartire', fr: 'jours pour reprendre', en: 'days to restore' },
}
const heads: Readonly<Record<Lang, readonly [whole: string, by: string, and: string]>> = { it: ['Attacchi pubblicati', 'Attacchi per', ' e '], fr: ['Attaques publiées', 'Attaques par', ' et '], en: ['Published attacks', 'Attacks by', ' and '] }

/** The rows one by one, beside the tables. */
const rowTexts: Readonly<Record<Lang, readonly [title: string, description: string]>> = {
  it: ['Attacchi uno per riga', 'Un attacco per riga, senza nomi: almeno cinque righe dicono lo stesso. Le righe troppo rare mancano.'],
  fr: ['Attaques, une par ligne', 'Une attaque par ligne, sans nom\u202f: au moins cinq lignes disent la même chose. Les lignes trop rares manquent.'],
  en: ['Attacks one by one', 'One attack a row, without names: at least five rows say the same. Rows that are too rare are missing.'],
}
export const rowFileTexts = (): ReturnType<typeof tableTexts> => ({ title: { it: rowTexts.it[0], fr: rowTexts.fr[0], en: rowTexts.en[0] }, description: { it: rowTexts.it[1], fr: rowTexts.fr[1], en: rowTexts.en[1] } })

export function tableTexts(levels: readonly string[]): { readonly title: Readonly<Record<Lang, string>>; readonly description: Readonly<Record<Lang, string>> } {
  const title = (lang: Lang): string => (levels.length === 0 ? heads[lang][0] : `${heads[lang][1]} ${levels.map((level) => things[level]?.[lang] ?? level).join(heads[lang][2])}`)
  return { title: { it: title('it'), fr: title('fr'), en: title('en') }, description: { it: titles.it.about, fr: titles.fr.about, en: titles.en.about } }
}
