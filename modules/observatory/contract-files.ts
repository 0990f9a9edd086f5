/** What programs take from the public observatory: tables, catalogue, objects. One address in all languages. */
import * as z from 'zod'
import { anyone, endpoint } from '#platform/contract/index.ts'

export const fileFormats = ['csv', 'json', 'parquet'] as const
export type FileFormat = (typeof fileFormats)[number]
export const mediaOf: Readonly<Record<FileFormat, string>> = { csv: 'text/csv', json: 'application/json', parquet: 'application/vnd.apache.parquet' }
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

export const readFile = endpoint({
  id: 'observatory.public_file', method: 'GET', path: '/osservatorio/dati/:file', summary: 'One protected table as CSV, JSON or Parquet, CC BY 4.0', access: anyone, raw: true,
  params: z.object({ file: z.string().max(80) }), answers: Object.values(mediaOf),
})
export const readCatalogue = endpoint({ id: 'observatory.public_catalogue', method: 'GET', path: '/osservatorio/catalogo.jsonld', summary: 'The tables as a DCAT-AP catalogue', access: anyone, raw: true, answers: ['application/ld+json'] })
export const readTurtle = endpoint({ id: 'observatory.public_catalogue_turtle', method: 'GET', path: '/osservatorio/catalogo.ttl', summary: 'The same catalogue as Turtle', access: anyone, raw: true, answers: ['text/turtle'] })
export const readSitemap = endpoint({ id: 'observatory.public_sitemap', method: 'GET', path: '/osservatorio/sitemap.xml', summary: 'Addresses of the public pages of the observatory, in all languages', access: anyone, raw: true, answers: ['application/xml'] })
export const readRobots = endpoint({ id: 'observatory.public_robots', method: 'GET', path: '/robots.txt', summary: 'Where those who search find the addresses', access: anyone, raw: true, answers: ['text/plain'] })

/** The same pages under their English names. */
const names: Readonly<Record<string, readonly [to: string, of: string]>> = { '/observatory': ['/osservatorio', 'observatory.page_observatory'], '/observatory/cases': ['/osservatorio/casi', 'observatory.page_cases'], '/observatory/data': ['/osservatorio/dati', 'observatory.page_data'], '/observatory/reports': ['/osservatorio/rapporti', 'observatory.page_reports'] }
export const englishAliases = Object.entries(names).map(([path, [to, sameAs]]) => ({ to, endpoint: endpoint({ id: `observatory.alias${path.replaceAll('/', '_')}`, method: 'GET', path, summary: `Leads to ${to}`, access: anyone, raw: true, sameAs }) }))
