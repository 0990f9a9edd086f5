/** A published report as a dataset of the catalogue: its document in each language, and its data. */
import type { Lang } from '#platform/contract/index.ts'
import { LICENCE } from '../../contract-files.ts'
import { reportPaths } from '../../contract-report.ts'

const authority = 'http://publications.europa.eu/resource/authority'
const titles = { it: 'Rapporto annuale', fr: 'Rapport annuel', en: 'Yearly report' } as const
const link = (id: string) => ({ '@id': id })
const codes: Readonly<Record<Lang, string>> = { it: 'ITA', fr: 'FRA', en: 'ENG' }

export type PublishedReport = { readonly year: number; readonly number: number; readonly at: Date; readonly langs: readonly Lang[] }
export function reportDataset(origin: string, { year, number, at, langs }: PublishedReport): object {
  const when = { '@type': 'xsd:dateTime', '@value': at.toISOString() }
  const file = (href: string, title: string, media: string, type: string, lang?: Lang) => ({
    '@id': origin + href, '@type': 'dcat:Distribution', 'dct:title': [{ '@language': 'en', '@value': title }], 'dcat:accessURL': link(origin + href), 'dcat:downloadURL': link(origin + href), 'dcat:mediaType': link(`https://www.iana.org/assignments/media-types/${media}`),
    'dct:format': link(`${authority}/file-type/${type}`), 'dct:license': link(LICENCE), 'dct:modified': when, ...(lang ? { 'dct:language': link(`${authority}/language/${codes[lang]}`) } : {}),
  })
  return {
    '@id': origin + reportPaths.year(String(year)), '@type': 'dcat:Dataset', 'dct:identifier': `report-${year}`, 'dct:title': Object.entries(titles).map(([lang, title]) => ({ '@language': lang, '@value': `${title} ${year}` })),
    'dct:description': [{ '@language': 'en', '@value': `What the centre did in ${year}, and the attacks that were published.` }], 'dct:publisher': link(`${origin}/#publisher`), 'dct:rightsHolder': link(`${origin}/#publisher`), 'dcat:theme': [link(`${authority}/data-theme/GOVE`), link(`${authority}/data-theme/TECH`)], 'dcat:version': String(number), 'dct:modified': when, 'dct:accrualPeriodicity': link(`${authority}/frequency/ANNUAL`),
    'dct:accessRights': link(`${authority}/access-right/PUBLIC`), 'dcat:landingPage': link(origin + reportPaths.year(String(year))),
    'dcat:distribution': [...langs.map((lang) => file(reportPaths.pdf(String(year), lang), `report-${year}-${lang}.pdf`, 'application/pdf', 'PDF', lang)), file(reportPaths.file(String(year), 'data.json'), `report-${year}.json`, 'application/json', 'JSON')],
  }
}
