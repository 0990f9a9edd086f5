import { Form } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Retention } from '../data.ts'
import { useWords } from '../words.ts'

type Proof = NonNullable<Retention['proof']>[number]

/** Of what is gone only a fingerprint is left: whoever has the id asks here whether it was among it. */
export function ProveCard({ id, proof, rules }: Pick<Retention, 'id' | 'proof' | 'rules'>) {
  const { t } = useWords()
  return (
    <Card title={t('prove')}>
      <div className="card-body">
        <p className="soft">{t('prove.lead')}</p>
        <Form className="retention-prove">
          <TextField key={id} name="id" label={t('prove.id')} hint={t('prove.hint')} value={id} required />
          <Button kind="secondary" icon="search">{t('prove.go')}</Button>
        </Form>
        <div role="status">
          {proof?.length === 0 && <p>{t('prove.none')}</p>}
          {proof?.map((one) => <Found key={one.id} one={one} rules={rules} />)}
        </div>
      </div>
    </Card>
  )
}

function Found({ one, rules }: { one: Proof; rules: Retention['rules'] }) {
  const { t, f, lang } = useWords()
  const what = rules.find((rule) => rule.id === one.rule.replace(/^subject\./, ''))?.what[lang] ?? one.rule
  const params = { when: f.longMoment(one.at), what }
  return (
    <>
      <p>{one.removed === 1 ? t('prove.yesAlone', params) : t('prove.yes', { ...params, n: f.number(one.removed - 1) })}</p>
      {one.holds
        ? <p className="tone-restored tone-text"><Icon name="tick" /> {one.entry === null ? t('prove.holdsSoon') : t('prove.holds', { entry: f.number(one.entry) })}</p>
        : <p className="tone-hit tone-text"><Icon name="cross" /> {t('prove.broken')}</p>}
    </>
  )
}
