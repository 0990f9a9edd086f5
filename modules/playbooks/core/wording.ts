/** What a step is called where its document gives it no name: on the case it has to be a sentence. */
import type { Item } from '#engines/playbooks/index.ts'
import type { Trilingual } from '#platform/contract/index.ts'

const unnamed: Trilingual = { it: 'Passo senza nome', fr: 'Étape sans nom', en: 'Step without a name' }
const another: Trilingual = { it: 'Segui un’altra procedura', fr: 'Suivez une autre procédure', en: 'Carry out another playbook' }
const LONGEST = 500

export function nameOf(item: Item): Trilingual {
  const first = item.commands.find((one) => one.text)?.text.split('\n')[0] ?? ''
  return said((lang) => item.name[lang] || item.description[lang] || first || (item.kind === 'playbook' ? `${another[lang]}: ${item.condition}` : unnamed[lang]))
}

/** Below the name on the case: the description, then each command as it is written. */
export function whyOf(item: Item): Trilingual {
  const name = nameOf(item)
  return said((lang) => [item.description[lang], ...item.commands.map((one) => (one.type === 'manual' ? one.text : `${one.type}: ${one.text}`))].filter((text) => text && !Object.values(name).includes(text)).join('\n').slice(0, 4000) || name[lang])
}

const said = (say: (lang: 'it' | 'fr' | 'en') => string): Trilingual => {
  const cut = (text: string) => (text.length > LONGEST * 8 ? text.slice(0, LONGEST * 8) : text)
  return { it: cut(say('it')), fr: cut(say('fr')), en: cut(say('en')) }
}
