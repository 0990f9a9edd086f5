import { Form, useNavigation } from 'react-router'
import { Icon } from '#ui/icons/icon.tsx'
import type { DemoAccount } from '../api.ts'
import { useWords } from '../words.ts'

/** The people of the demonstration, one click each. Their passwords are shown on purpose: nothing here is real. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccount[] }) {
  const t = useWords()
  const busy = useNavigation().state !== 'idle'
  return (
    <section className="card demo" aria-labelledby="demo-title">
      <h2 id="demo-title"><Icon name="flag" /> {t('demo.title')}</h2>
      <p className="soft">{t('demo.lead')}</p>
      <ul>
        {accounts.map((one) => (
          <li key={one.email}>
            <div>
              <p><strong>{one.name}</strong> · {t(`role.${one.role}`)}</p>
              <p className="soft">{t(`role.${one.role}.meaning`)}</p>
              <p className="mono">{one.email} · {one.password}</p>
            </div>
            <Form method="post">
              <input type="hidden" name="intent" value="password" />
              <input type="hidden" name="email" value={one.email} />
              <input type="hidden" name="password" value={one.password} />
              <button className="button button-secondary" disabled={busy} aria-label={t('demo.enterAs', { name: one.name })}>{t('demo.enter')}</button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}
