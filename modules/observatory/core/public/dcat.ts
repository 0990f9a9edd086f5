/** DCAT-AP 3 as JSON-LD: one dataset a table, in three languages, with its files. */
import { LICENCE, mediaOf, fileFormats } from '../../contract-files.ts'
import { observatoryPaths } from '../../contract-public.ts'

type Texts = Readonly<Record<'it' | 'fr' | 'en', string>>
export type CatalogueInput = {
  readonly origin: string; readonly publisher: string; readonly email: string; readonly issued: string; readonly version: string; readonly title: Texts; readonly description: Texts
  readonly tables: readonly { readonly name: string; readonly title: Texts; readonly description: Texts }[]
  /** Datasets that are no tables of attacks. */
  readonly more?: readonly object[]
}

const authority = 'http://publications.europa.eu/resource/authority'
const texts = (said: Texts) => Object.entries(said).map(([language, value]) => ({ '@language': language, '@value': value }))
const link = (id: string) => ({ '@id': id })

export function catalogueOf({ origin, publisher, email, issued, version, title, description, tables, more = [] }: CatalogueInput): object {
  const home = origin + observatoryPaths.home
  const agent = { '@id': `${origin}/#publisher`, '@type': 'foaf:Agent', 'foaf:name': publisher }
  const when = { '@type': 'xsd:dateTime', '@value': issued }
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#' },
    '@id': origin + observatoryPaths.catalogue, '@type': 'dcat:Catalog', 'dct:title': texts(title), 'dct:description': texts(description), 'dct:publisher': agent, 'dct:license': link(LICENCE), 'dct:modified': when, 'foaf:homepage': link(home),
    'dct:language': ['ITA', 'FRA', 'ENG'].map((code) => link(`${authority}/language/${code}`)),
    'dcat:dataset': [...tables.map((table) => ({
      '@id': `${origin}${observatoryPaths.data}#${table.name}`, '@type': 'dcat:Dataset', 'dct:identifier': `observatory-${table.name}`, 'dct:title': texts(table.title), 'dct:description': texts(table.description), 'dct:publisher': link(agent['@id']), 'dct:rightsHolder': link(agent['@id']),
      'dcat:version': version, 'dct:modified': when, 'dct:accrualPeriodicity': link(`${authority}/frequency/IRREG`), 'dct:accessRights': link(`${authority}/access-right/PUBLIC`), 'dcat:theme': [link(`${authority}/data-theme/JUST`), link(`${authority}/data-theme/TECH`)],
      'dcat:keyword': ['cybersecurity', 'incidents', 'attacks'].map((word) => ({ '@language': 'en', '@value': word })), 'dcat:landingPage': link(`${origin}${observatoryPaths.data}`),
      ...(email ? { 'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': publisher, 'vcard:hasEmail': link(`mailto:${email}`) } } : {}),
      'dcat:distribution': fileFormats.map((format) => ({
        '@id': origin + observatoryPaths.file(table.name, format), '@type': 'dcat:Distribution', 'dct:title': [{ '@language': 'en', '@value': `${table.name}.${format}` }], 'dcat:accessURL': link(origin + observatoryPaths.file(table.name, format)), 'dcat:downloadURL': link(origin + observatoryPaths.file(table.name, format)),
        'dcat:mediaType': link(`https://www.iana.org/assignments/media-types/${mediaOf[format]}`), 'dct:format': link(`${authority}/file-type/${format.toUpperCase()}`), 'dct:license': link(LICENCE), 'dct:modified': when,
      })),
    })), ...more],
  }
}
