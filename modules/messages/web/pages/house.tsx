/** The pages of the console, by the last part of their address. */
import { useLoaderData, type LoaderFunctionArgs } from 'react-router'
import { action, contactsLoader, logLoader, mineLoader } from '../data.ts'
import { ContactKeysPage } from './contact-keys.tsx'
import { LogPage } from './log.tsx'
import { MinePage } from './mine.tsx'

export { action }
export async function loader(args: LoaderFunctionArgs) {
  switch (args.params['what']) {
    case undefined: return { page: 'log' as const, data: await logLoader(args) }
    case 'mine': return { page: 'mine' as const, data: await mineLoader(args) }
    default: return { page: 'keys' as const, data: await contactsLoader(args) }
  }
}

export function Component() {
  const shown = useLoaderData<typeof loader>()
  if (shown.page === 'log') return <LogPage {...shown.data} />
  return shown.page === 'mine' ? <MinePage own={shown.data} /> : <ContactKeysPage {...shown.data} />
}
