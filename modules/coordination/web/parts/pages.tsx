import { Pagination } from '#ui/components/pagination.tsx'
import { PER_PAGE } from '../data.ts'
import { useWords } from '../words.ts'

export function Pages({ path, page, total }: { path: string; page: number; total: number }) {
  const { t } = useWords()
  return <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `${path}?page=${n}`} />
}
