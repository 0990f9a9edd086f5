/** SQL Server: its audit. The text is YAML as it is: no escapes of JavaScript. */
export const mssql = String.raw`title: SQL Server Command Run On The Server
id: 2afaae75-fa24-477f-83a0-456c9e2e8ddf
name: mssql_xp_cmdshell
status: experimental
description: 'xp_cmdshell, or the setting that allows it: a command of the system from SQL.'
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.execution
  - attack.t1059.003
  - attack.t1505.001
logsource:
  product: mssql
  category: database
  definition: SQL Server Audit with the fields of sys.fn_get_audit_file
detection:
  command:
    statement|contains: xp_cmdshell
  automation:
    statement|re: '(?i)\bsp_oacreate\b|\bsp_configure\b[^;]{0,100}\b(ole automation procedures|clr enabled)\b'
  condition: command or automation
falsepositives:
  - Old maintenance jobs
level: high
---
title: SQL Server Administrator Made
id: e3c36c57-acf0-49d1-a3aa-54740e14f9e4
name: mssql_new_sysadmin
status: experimental
description: A login was put into a role that may do everything.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.persistence
  - attack.privilege-escalation
  - attack.t1136
  - attack.t1098
logsource:
  product: mssql
  category: database
  definition: SQL Server Audit with the fields of sys.fn_get_audit_file
detection:
  role:
    statement|re: '(?i)\balter\s+server\s+role\s+\[?(sysadmin|securityadmin)\]?\s+add\s+member\b'
  procedure:
    statement|re: '(?i)\bsp_addsrvrolemember\b[^;]{0,300}\b(sysadmin|securityadmin)\b'
  right:
    statement|re: '(?i)\bgrant\s+control\s+server\b'
  condition: role or procedure or right
falsepositives:
  - Installation of the database
level: high
---
title: SQL Server Audit Turned Off
id: c53f13c9-cb1b-496a-904f-c7ee09134763
name: mssql_audit_off
status: experimental
description: An audit was stopped, changed or removed.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.defense-evasion
  - attack.t1562.001
logsource:
  product: mssql
  category: database
  definition: SQL Server Audit with the fields of sys.fn_get_audit_file
detection:
  statement:
    statement|re: '(?i)\b(alter|drop)\s+(server\s+audit|database\s+audit\s+specification)\b'
  condition: statement
falsepositives:
  - Change of the configuration that was announced
level: high
---
title: SQL Server Backup To A Share Or To The Cloud
id: 5a5aa9ab-fd8c-45ba-a1ea-49e3d078c882
name: mssql_backup_away
status: experimental
description: A whole database was written to another machine or to an address on the net.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
  - attack.exfiltration
  - attack.t1048
logsource:
  product: mssql
  category: database
  definition: SQL Server Audit with the fields of sys.fn_get_audit_file
detection:
  backup:
    statement|re: '(?i)\bbackup\s+database\b[^;]{1,500}\bto\s+(url\b|disk\s*=\s*n?''\\\\)'
  condition: backup
falsepositives:
  - The backup, where that is its place; filter it out
level: medium
---
title: SQL Server Login Refused
id: 1f46cf17-3fba-4973-802b-bb507bfa18fb
name: mssql_login_failed
status: experimental
description: A login failed.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.credential-access
  - attack.t1110
logsource:
  product: mssql
  category: database
  definition: SQL Server Audit with the fields of sys.fn_get_audit_file
detection:
  failed:
    action_id: LGIF
  condition: failed
falsepositives:
  - A password that was changed
level: low
---
title: SQL Server Object Read
id: c4624051-259a-49c6-b4b9-ef2428519f26
name: mssql_object_read
status: experimental
description: 'The audit saw a table being read. For correlations: by itself it says nothing.'
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
logsource:
  product: mssql
  category: database
  definition: SQL Server Audit with the fields of sys.fn_get_audit_file
detection:
  read:
    action_id|re: '^SL\s*$'
  condition: read
falsepositives:
  - All honest work
level: informational
---
title: SQL Server Many Logins Refused
id: 11cb022a-6948-4733-8748-6cd071f5dd2e
name: mssql_login_burst
status: experimental
description: Ten refused logins from one address in five minutes.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.credential-access
  - attack.t1110
  - attack.t1110.001
correlation:
  type: event_count
  rules:
    - mssql_login_failed
  group-by:
    - client_ip
  timespan: 5m
  condition:
    gte: 10
falsepositives:
  - A service with an old password
level: medium
---
title: SQL Server Many Accounts Tried From One Address
id: ddc00bd4-b03e-4839-bb6c-9e8db29b76a7
name: mssql_login_spray
status: experimental
description: Five accounts were refused to one address in ten minutes.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.credential-access
  - attack.t1110
  - attack.t1110.003
correlation:
  type: value_count
  rules:
    - mssql_login_failed
  group-by:
    - client_ip
  timespan: 10m
  condition:
    field: server_principal_name
    gte: 5
falsepositives:
  - A scanner of the centre
level: high
---
title: SQL Server Many Tables Read By One Account
id: acafc234-b1f2-4b7f-9020-6556c3010eff
name: mssql_mass_read
status: experimental
description: One account read fifty tables in five minutes.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
correlation:
  type: value_count
  rules:
    - mssql_object_read
  group-by:
    - server_principal_name
  timespan: 5m
  condition:
    field: object_name
    gte: 50
falsepositives:
  - Reports, backups and migrations
level: medium
`
