/** Logs that are not of Windows, by the one thing that gives each away. */
import type { Logsource } from '../types.ts'

type First = (field: string) => string | undefined
const web: readonly Logsource[] = [{ category: 'webserver' }, { category: 'proxy' }]

/** Data sets of Elastic (`event.dataset`). */
const datasets: Readonly<Record<string, readonly Logsource[]>> = {
  'nginx.access': [{ category: 'webserver', service: 'nginx' }],
  'nginx.error': [{ service: 'nginx' }],
  'apache.access': [{ category: 'webserver', service: 'apache' }],
  'apache.error': [{ service: 'apache' }],
  'iis.access': [{ category: 'webserver', product: 'windows', service: 'iis' }],
  'aws.cloudtrail': [{ product: 'aws', service: 'cloudtrail' }],
  'azure.signinlogs': [{ product: 'azure', service: 'signinlogs' }],
  'azure.auditlogs': [{ product: 'azure', service: 'auditlogs' }],
  'azure.activitylogs': [{ product: 'azure', service: 'activitylogs' }],
  'gcp.audit': [{ product: 'gcp', service: 'gcp.audit' }],
  'okta.system': [{ product: 'okta', service: 'okta' }],
  'o365.audit': [{ product: 'm365', service: 'audit' }, { product: 'm365', service: 'exchange' }, { product: 'm365', service: 'threat_management' }],
  'github.audit': [{ product: 'github', service: 'audit' }],
  'auditd.log': [{ product: 'linux', service: 'auditd' }],
  'system.auth': [{ product: 'linux', service: 'auth' }, { product: 'linux', service: 'sshd' }, { product: 'linux', service: 'sudo' }],
  'system.syslog': [{ product: 'linux', service: 'syslog' }],
  'postgresql.log': [{ product: 'postgresql', category: 'database' }],
  'mysql.error': [{ product: 'mysql', category: 'database' }],
}

/** Programs that write to syslog and that Sigma has a service for. */
const programs: Readonly<Record<string, string>> = { sshd: 'sshd', sudo: 'sudo', cron: 'cron', crond: 'cron', vsftpd: 'vsftpd', clamd: 'clamav', freshclam: 'clamav', guacd: 'guacamole', auditd: 'auditd', audispd: 'auditd' }

export function marks(first: First): readonly Logsource[] {
  const dataset = first('event.dataset')
  if (dataset !== undefined && Object.hasOwn(datasets, dataset)) return datasets[dataset]!
  const zeek = first('_path')
  if (zeek !== undefined) return [{ product: 'zeek', service: zeek }]
  if (dataset?.startsWith('zeek.')) return [{ product: 'zeek', service: dataset.slice(5) }]
  if (first('eventSource')?.endsWith('.amazonaws.com')) return [{ product: 'aws', service: 'cloudtrail' }]
  if (first('apiVersion')?.startsWith('audit.k8s.io/')) return [{ product: 'kubernetes', category: 'application', service: 'audit' }]
  if (first('Workload') !== undefined) return datasets['o365.audit']!
  if (first('backend_type') !== undefined) return datasets['postgresql.log']!
  if (first('serverhost') !== undefined) return [{ product: 'mariadb', category: 'database' }]
  if (first('server_principal_name') !== undefined) return [{ product: 'mssql', category: 'database' }]
  if (/^(syscall|execve|path|cwd|proctitle|user_cmd|user_auth|user_login|user_start|add_user|del_user|service_start|service_stop|config_change|sockaddr)$/.test(first('type') ?? '')) return [{ product: 'linux', service: 'auditd' }]
  const program = first('program')?.replace(/\[\d+\]$/, '')
  if (program !== undefined && Object.hasOwn(programs, program)) return [{ product: 'linux', service: programs[program]! }, { product: 'linux', service: 'syslog' }]
  if (/^(get|post|put|head|delete|options|patch|connect|trace|propfind|search|track|debug)$/.test(first('cs-method') ?? '')) return web
  return []
}
