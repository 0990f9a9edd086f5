import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { Retention } from '../data.ts'
import { sayTerm, useWords } from '../words.ts'

type Rule = Retention['rules'][number]

export function Goes({ rules }: { rules: readonly Rule[] }) {
  const { t, lang } = useWords()
  return (
    <Card title={t('goes')}>
      <DataTable
        caption={t('goes')} captionHidden rows={rules.filter((rule) => rule.fate !== 'kept')} keyOf={(rule) => rule.id}
        columns={[
          { key: 'what', header: t('goes.what'), names: true, cell: (rule) => rule.what[lang] },
          { key: 'after', header: t('goes.after'), cell: (rule) => <After rule={rule} /> },
          { key: 'from', header: t('goes.from'), cell: (rule) => rule.from?.[lang] ?? '' },
          { key: 'why', header: t('goes.why'), cell: (rule) => rule.why[lang] },
        ]}
      />
    </Card>
  )
}

export function Stays({ rules }: { rules: readonly Rule[] }) {
  const { t, lang } = useWords()
  return (
    <Card title={t('stays')}>
      <DataTable
        caption={t('stays')} captionHidden rows={rules.filter((rule) => rule.fate === 'kept')} keyOf={(rule) => rule.id}
        columns={[
          { key: 'what', header: t('goes.what'), names: true, cell: (rule) => rule.what[lang] },
          { key: 'why', header: t('goes.why'), cell: (rule) => rule.why[lang] },
        ]}
      />
    </Card>
  )
}

/** In numbers and what happens then. */
function After({ rule }: { rule: Rule }) {
  const { t } = useWords()
  return (
    <>
      <strong>{rule.term && sayTerm(t, rule.term)}</strong>
      <span className="under">{t(rule.fate === 'emptied' ? 'fate.emptied' : 'fate.deleted')}{rule.promptly && <>, {t('promptly')}</>}</span>
    </>
  )
}
