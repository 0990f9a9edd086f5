/** ATT&CK: which releases are here, the door for another, our attacks by technique, a search. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { HiddenFields, PressForm } from '#ui/console/ask.tsx'
import { ATTACK_TERMS, attackCopyright, attackDomains } from '../../contract-attack.ts'
import { sayRefused, useAttackAsk, useAttackWords } from '../attack-words.ts'
import type { attackAction, attackLoader } from '../data-attack.ts'
import { Matrix } from '../parts/attack-matrix.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'

export function AttackPage() {
  const { a, f } = useAttackWords()
  const { releases, matrix, domain } = useLoaderData<typeof attackLoader>()
  const coordinates = useRoles().includes('coordinator')
  const used = releases.filter((one) => one.inUse)
  const shown = used.length > 0 ? used : releases.slice(0, 1)
  return (
    <Frame tab="attack">
      <p>{a('lead')}</p>
      <Releases />
      {coordinates && <Bring />}
      <Card title={a('matrix')}>
        <div className="card-body">
          {used.length > 1 && <nav className="watch-acts" aria-label={a('releases')}>{attackDomains.filter((one) => used.some((it) => it.domain === one)).map((one) => <Link key={one} className="button button-secondary" aria-current={one === domain ? 'true' : undefined} to={`/console/observatory/attack?domain=${one}`}>{a(`domain.${one}`)}</Link>)}</nav>}
          {matrix.attacks === 0 ? <EmptyState title={a('matrixNone')}>{a('matrixNoneLead')}</EmptyState> : <><p>{a('matrixSaid', { n: f.number(matrix.attacks), of: f.number(matrix.of) })}</p><Matrix matrix={matrix} /></>}
        </div>
      </Card>
      <Search />
      {shown.length > 0 && (
        <Card title={a('notice')}>
          <div className="card-body">
            <p>{a('noticeLead')}</p>
            {shown.map((one) => <p key={one.id} lang="en">{[one.notice, attackCopyright(one)].filter(Boolean).join(' ')}</p>)}
            <p><a href={ATTACK_TERMS} rel="noopener noreferrer">{a('terms')}</a></p>
          </div>
        </Card>
      )}
    </Frame>
  )
}

function Releases() {
  const { a, f } = useAttackWords()
  const { releases } = useLoaderData<typeof attackLoader>()
  const words = useAttackAsk()
  const coordinates = useRoles().includes('coordinator')
  return (
    <Card title={a('releases')}>
      {releases.length === 0 ? <div className="card-body"><EmptyState title={a('none')}>{a('noneLead')}</EmptyState></div> : (
        <DataTable
          caption={a('releases')} captionHidden rows={releases} keyOf={(one) => one.id}
          columns={[
            { key: 'release', header: a('col.release'), names: true, cell: (one) => <Link className="watch-value" to={`/console/observatory/attack/${one.id}`}>{`${a(`domain.${one.domain}`)} ${one.version}`}</Link> },
            { key: 'state', header: a('col.state'), beside: true, cell: (one) => a(one.inUse ? 'inUse' : 'stored') },
            { key: 'day', header: a('col.day'), cell: (one) => (one.releasedOn ? f.date(one.releasedOn) : '–') },
            { key: 'techniques', header: a('col.techniques'), align: 'end', cell: (one) => f.number(one.techniques) },
            { key: 'sub', header: a('col.sub'), align: 'end', cell: (one) => f.number(one.subtechniques) },
            { key: 'others', header: a('col.others'), cell: (one) => `${f.number(one.software)}, ${f.number(one.groups)}` },
            { key: 'by', header: a('col.by'), cell: (one) => <span className="watch-value">{one.importedBy}</span> },
            { key: 'act', header: a('col.act'), cell: (one) => (one.inUse ? '–' : <div className="watch-acts">
              <Link className="button button-secondary" to={`/console/observatory/attack/${one.id}`}>{a('see')}</Link>
              {coordinates && <PressForm id={`remove-${one.id}`} label={a('remove')} about={one.version} intent="remove" hidden={{ id: one.id }} words={words} />}
            </div>) },
          ]}
        />
      )}
    </Card>
  )
}

function Bring() {
  const { a, f } = useAttackWords()
  const outcome = useActionData() as Extract<Awaited<ReturnType<typeof attackAction>>, { done: boolean }> | undefined
  const busy = useNavigation().formData?.get('intent') === 'bring'
  const brought = outcome?.done ? outcome.data.brought : undefined
  return (
    <Card title={a('bring')}>
      <Form method="post" encType="multipart/form-data" className="card-body watch-form">
        <HiddenFields intent="bring" />
        <p>{a('bringLead')}</p>
        <div className="field"><label htmlFor="file">{a('file')}</label><input id="file" type="file" name="file" required /></div>
        <TextField name="version" label={a('version')} hint={a('versionHint')} optional={a('optional')} />
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(a, outcome.refused)}</p>}
        <div role="status">{busy ? <p>{a('busy')}</p> : brought && <p>{a('brought', { domain: a(`domain.${brought.domain}`), version: brought.version, n: f.number(brought.techniques), sub: f.number(brought.subtechniques) })} <Link to={`/console/observatory/attack/${brought.id}`}>{a('see')}</Link></p>}</div>
        <Button disabled={busy}>{a('go')}</Button>
      </Form>
    </Card>
  )
}

function Search() {
  const { a } = useAttackWords()
  const { q, domain, found } = useLoaderData<typeof attackLoader>()
  const rows = found ? [...found.techniques.map((one) => ({ key: `${one.domain} ${one.code}`, code: one.code, name: one.parentName ? `${one.parentName}: ${one.name}` : one.name, kind: one.tactics.join(', '), about: one.state === 'revoked' && one.now ? a('spoken.now', { code: one.now, name: '' }) : one.about })), ...found.named.map((one) => ({ key: one.code, code: one.code, name: one.name, kind: a(`kind.${one.kind}`), about: one.aliases.join(', ') }))] : []
  return (
    <Card title={a('search')}>
      <div className="card-body">
        <Form className="watch-choose" key={q}>
          <input type="hidden" name="domain" value={domain} />
          <div className="field"><label htmlFor="q">{a('searchLabel')}</label><input id="q" type="search" name="q" defaultValue={q} maxLength={100} /></div>
          <Button kind="secondary">{a('search')}</Button>
        </Form>
      </div>
      {found && (rows.length === 0 ? <div className="card-body"><EmptyState title={a('searchNone')}>{a('searchNoneLead')}</EmptyState></div> : (
        <DataTable
          caption={a('search')} captionHidden rows={rows} keyOf={(row) => row.key}
          columns={[
            { key: 'what', header: a('col.technique'), names: true, cell: (row) => <span className="watch-value">{`${row.code} ${row.name}`}</span> }, { key: 'kind', header: a('col.tactic'), cell: (row) => <span className="watch-value">{row.kind || '–'}</span> },
            { key: 'about', header: a('col.about'), cell: (row) => <span className="watch-value">{row.about || '–'}</span> },
          ]}
        />
      ))}
    </Card>
  )
}
