/**
 * Words of a playbook in three languages. CACAO has one language a document; an extension of ours, which others leave alone,
 * carries the translations: on the playbook under `playbook_extensions`, on a step under `step_extensions`.
 */
import { isObject, languages, of, textOf, type JsonObject, type Words } from '../types.ts'

export const TRANSLATIONS = 'extension-definition--8a7f2c54-3d19-4e0b-9c61-5b0d4f7e2a10'

/** `{ [TRANSLATIONS]: { fr: { name, description, condition }, … } }`; a language that is missing has the document's own words. */
export function wordsOf(object: JsonObject, property: 'name' | 'description' | 'condition', extensions: 'playbook_extensions' | 'step_extensions'): Words {
  const own = textOf(object, property)
  const all = of(object, extensions)
  const translations = isObject(all) ? of(all, TRANSLATIONS) : undefined
  const said = (language: string) => { const words = isObject(translations) ? of(translations, language) : undefined; return (isObject(words) && textOf(words, property)) || own }
  return Object.fromEntries(languages.map((language) => [language, said(language)])) as Words
}
