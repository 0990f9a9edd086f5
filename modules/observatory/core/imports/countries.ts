/** Names of countries, in three languages and as datasets write them, to ISO 3166-1 alpha-2. */
import { countryCodes } from '#engines/veris/index.ts'
import { plainWords } from './text.ts'

/** Official and turned-round names that the runtime does not say. */
const others: Readonly<Record<string, string>> = {
  'Korea, Republic of': 'KR', "Korea, Democratic People's Republic of": 'KP', 'Iran, Islamic Republic of': 'IR', 'Syrian Arab Republic': 'SY', 'Russian Federation': 'RU', 'Viet Nam': 'VN',
  'Taiwan, Province of China': 'TW', 'Moldova, Republic of': 'MD', 'Macedonia, the former Yugoslav Republic of': 'MK', 'Venezuela, Bolivarian Republic of': 'VE', 'Bolivia, Plurinational State of': 'BO',
  'Tanzania, United Republic of': 'TZ', 'Congo, the Democratic Republic of the': 'CD', 'Congo, Republic of the': 'CG', 'Palestine, State of': 'PS', 'Palestinian Territory, Occupied': 'PS', Palestine: 'PS',
  'United States of America': 'US', USA: 'US', 'U.S.': 'US', UK: 'GB', 'Great Britain': 'GB', England: 'GB', 'United Kingdom of Great Britain and Northern Ireland': 'GB', 'Czech Republic': 'CZ', Turkey: 'TR', Burma: 'MM', Swaziland: 'SZ',
  "Lao People's Democratic Republic": 'LA', 'Brunei Darussalam': 'BN', 'Holy See': 'VA', 'Cape Verde': 'CV', 'Hong Kong': 'HK', Macao: 'MO', 'Ivory Coast': 'CI', 'The Netherlands': 'NL', Holland: 'NL', EL: 'GR',
}

const byName = ((): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  for (const language of ['en', 'fr', 'it']) {
    const shown = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of countryCodes) names.set(plainWords(shown.of(code) ?? code), code)
  }
  for (const [name, code] of Object.entries(others)) names.set(plainWords(name), code)
  for (const code of countryCodes) names.set(code.toLowerCase(), code)
  return names
})()

/** Undefined where it is no country that we know: a union, an ocean, a word for unknown. */
export const countryOf = (name: string): string | undefined => byName.get(plainWords(name)) ?? byName.get(plainWords(name).replace(/^(?:the|la|le|l|gli|il|i) /, ''))
