/** What an event is about: the machine and the account, under the names that shippers use. */
const hosts = ['host.name', 'host.hostname', 'agent.hostname', 'winlog.computer_name', 'Computer', 'ComputerName', 'computer_name', 'hostname', 'HOSTNAME', 'Hostname', 'host', 'beat.hostname', 'source']
const accounts = ['user.name', 'winlog.event_data.TargetUserName', 'winlog.event_data.SubjectUserName', 'winlog.event_data.User', 'winlog.user.name', 'Event.EventData.TargetUserName', 'EventData.TargetUserName', 'TargetUserName', 'SubjectUserName', 'User', 'AccountName', 'user', 'username']
const MOST = 200

export function aboutOf(event: unknown): { readonly host: string; readonly account: string } {
  return { host: first(event, hosts), account: first(event, accounts) }
}

/** The value under a name with dots: nested or flat, as a text. Undefined where there is none. */
export function valueAt(event: unknown, name: string): string | undefined {
  if (typeof event !== 'object' || event === null) return undefined
  const record = event as Record<string, unknown>
  if (Object.hasOwn(record, name)) return textOf(record[name])
  for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const head = name.slice(0, dot)
    if (Object.hasOwn(record, head)) return valueAt(record[head], name.slice(dot + 1))
  }
  return undefined
}

function first(event: unknown, names: readonly string[]): string {
  for (const name of names) {
    const found = valueAt(event, name)?.trim()
    // A host called "-" is none; letters of either size are one machine.
    if (found && found !== '-') return found.toLowerCase().replaceAll(/\p{Cc}/gu, ' ').slice(0, MOST)
  }
  return ''
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : Array.isArray(value) ? textOf(value[0]) : undefined)
