/** Why a row did not go in, to a person. */
import type { Lang } from '#platform/contract/index.ts'
import type { LineState } from '../../contract-feeds.ts'
import type { Problem, ProblemCode } from '../../core/imports/read.ts'

type Say = { readonly [lang in Lang]: string }
const texts: { readonly [code in ProblemCode]: Say } = {
  not_json: { it: 'Non è JSON leggibile.', fr: 'Ce n’est pas du JSON lisible.', en: 'This is no JSON that can be read.' },
  not_object: { it: 'Non è un oggetto.', fr: 'Ce n’est pas un objet.', en: 'This is no object.' },
  too_long: { it: 'È troppo lungo per un oggetto solo.', fr: 'C’est trop long pour un seul objet.', en: 'It is too long for one object.' },
  quote_not_closed: { it: 'Le virgolette non si chiudono.', fr: 'Les guillemets ne se ferment pas.', en: 'A quotation mark never closes.' },
  too_many_cells: { it: 'Ha più celle delle colonne.', fr: 'Il y a plus de cellules que de colonnes.', en: 'It has more cells than there are columns.' },
  empty: { it: 'Non dice nulla dell’attacco.', fr: 'Rien n’est dit de l’attaque.', en: 'It says nothing of an attack.' },
  no_id: { it: 'Manca il numero dell’incidente.', fr: 'Le numéro de l’incident manque.', en: 'The number of the incident is missing.' },
  bad_date: { it: '{column}: «{value}» non è una data che esiste.', fr: '{column} : « {value} » n’est pas une date qui existe.', en: '{column}: “{value}” is no date that exists.' },
  bad_value: { it: '{column}: «{value}» non va bene qui.', fr: '{column} : « {value} » ne convient pas ici.', en: '{column}: “{value}” does not fit here.' },
  invalid_veris: { it: 'Non è un incidente VERIS valido: {path} ({why}), {count} in tutto.', fr: 'Ce n’est pas un incident VERIS valide : {path} ({why}), {count} en tout.', en: 'It is no valid VERIS incident: {path} ({why}), {count} in all.' },
  unknown_term: { it: '{column}: «{value}» non è una parola nota.', fr: '{column} : « {value} » n’est pas un mot connu.', en: '{column}: “{value}” is no known word.' },
  not_an_incident: { it: 'Non racconta un attacco.', fr: 'Ce n’est pas le récit d’une attaque.', en: 'It tells of no attack.' },
  said_no_attack: { it: 'La sua etichetta «{tag}» dice che non è un attacco.', fr: 'Son étiquette « {tag} » dit que ce n’est pas une attaque.', en: 'Its tag “{tag}” says that it is no attack.' },
  not_said_attack: { it: 'Né un’etichetta né un bersaglio dicono che è un attacco: parla di una minaccia.', fr: 'Ni étiquette ni cible ne disent que c’est une attaque : il parle d’une menace.', en: 'Neither a tag nor a target says that it is an attack: it tells of a threat.' },
  not_there: { it: 'È nell’elenco, ma il suo file non c’è ancora. Sarà chiesto di nuovo.', fr: 'Il est dans la liste, mais son fichier n’est pas encore là. Il sera redemandé.', en: 'It is in the list, but its file is not there yet. It is asked for again.' },
  other_event: { it: 'Nel suo file c’è un altro evento.', fr: 'Son fichier contient un autre événement.', en: 'Another event stands in its file.' },
  ours: { it: 'Lo ha scritto questo centro.', fr: 'Ce centre l’a écrit.', en: 'This centre wrote it.' },
  too_many_rows: { it: 'Questo formato ha al massimo {most} righe in un file.', fr: 'Ce format a au plus {most} lignes par fichier.', en: 'This format has at most {most} rows in a file.' },
  out_of_bounds: { it: '{field} esce dai limiti: {why}', fr: '{field} sort des limites : {why}', en: '{field} is out of bounds: {why}' },
}
export const sentence = ({ code, params }: Problem, lang: Lang): string => texts[code][lang].replaceAll(/\{(\w+)\}/g, (_, key: string) => params[key] ?? '?').slice(0, 400)

/** What a person should know of an event of a feed. */
const gone: Say = { it: 'L’elenco non lo nomina più. La scheda resta, se c’è.', fr: 'La liste ne le nomme plus. La fiche reste, s’il y en a une.', en: 'The list names it no more. Its entry stays, if there is one.' }
const open: Say = { it: 'L’evento è ora più riservato, ma la scheda è pubblica. Decidi tu.', fr: 'L’événement est désormais plus réservé, mais la fiche est publique. À vous de décider.', en: 'The event is more restricted now, but its entry is public. It is for you to decide.' }
const stays: Say = { it: 'La scheda resta com’era.', fr: 'La fiche reste comme elle était.', en: 'Its entry stays as it was.' }
export function feedSentence({ state, code, params }: { readonly state: LineState; readonly code: ProblemCode | 'open' | null; readonly params: Readonly<Record<string, string>> }, lang: Lang): string {
  if (state === 'gone') return gone[lang]
  if (code === null) return ''
  if (code === 'open') return open[lang]
  const why = sentence({ code, params }, lang)
  return state === 'left' ? why : `${why} ${stays[lang]}`
}
