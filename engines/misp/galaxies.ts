import { beginning, deterministicId, type StixObject } from '#engines/stix/index.ts'
import { galaxies } from './attributes.data.ts'
import { list, records, textOf, uuidOf, type Found } from './values.ts'

/** The clusters of galaxies that STIX has a type for. They are older than any real object of the same identifier, so that one wins. */
export function clustersOf(of: Found): StixObject[] {
  return records(of['Galaxy']).flatMap((galaxy) => records(galaxy['GalaxyCluster']).flatMap((cluster) => {
    const kind = textOf(galaxy['type'] ?? cluster['type']), name = textOf(cluster['value']).trim()
    const type = Object.hasOwn(galaxies, kind) ? galaxies[kind]! : undefined
    if (!type || name === '') return []
    const uuid = uuidOf(cluster['uuid'])
    const meta = cluster['meta'], synonyms = [...new Set(list((meta as Found | null | undefined)?.['synonyms']).filter((one): one is string => typeof one === 'string' && one.trim() !== ''))]
    const description = textOf(cluster['description'])
    return [{
      type, spec_version: '2.1', id: uuid ? `${type}--${uuid}` : deterministicId(type, 'misp', kind, name), created: beginning, modified: beginning, name,
      ...(description === '' ? {} : { description }), ...(type === 'malware' ? { is_family: true } : {}), ...(synonyms.length > 0 && type !== 'course-of-action' ? { aliases: synonyms } : {}),
    }]
  }))
}
