/** PostgreSQL: its own log (jsonlog, csvlog) and pgaudit. The text is YAML as it is: no escapes of JavaScript. */
export const postgresql = String.raw`title: PostgreSQL Database Read Whole By A Dump Tool
id: 11b546d0-424a-4269-bddf-07e49106869e
name: postgresql_dump_tool
status: experimental
description: pg_dump, pg_dumpall or pg_basebackup opened a connection. Whoever holds an account can take everything it may read.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  connection:
    message|contains:
      - 'connection authorized'
      - 'replication connection authorized'
  tool_field:
    application_name:
      - pg_dump
      - pg_dumpall
      - pg_basebackup
  tool_message:
    message|contains:
      - application_name=pg_dump
      - application_name=pg_basebackup
  condition: connection and 1 of tool_*
falsepositives:
  - The backup, from its usual host and account; filter it out
level: medium
---
title: PostgreSQL Table Copied Out
id: 20df1cb0-2531-4732-a27d-a27049f9a8fa
name: postgresql_copy_out
status: experimental
description: COPY … TO STDOUT or to a file by something else than a dump tool. It is the quickest way to take a table away.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  copy:
    - message|re: '(?i)\bcopy\b[^;]{1,2000}\bto\s+(stdout|''[^'']{1,500}'')'
    - statement|re: '(?i)\bcopy\b[^;]{1,2000}\bto\s+(stdout|''[^'']{1,500}'')'
  dump:
    application_name|startswith: pg_dump
  condition: copy and not dump
falsepositives:
  - Reports and transfers between systems
level: medium
---
title: PostgreSQL Command Run On The Server
id: 35c2f8b0-0991-4f26-95bc-a738943c6600
name: postgresql_copy_program
status: experimental
description: COPY … PROGRAM runs a command as the account of the server. Databases have next to no honest use for it.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.execution
  - attack.t1059
  - attack.t1190
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  program:
    - message|re: '(?i)\bcopy\b[^;]{1,2000}\b(from|to)\s+program\b'
    - statement|re: '(?i)\bcopy\b[^;]{1,2000}\b(from|to)\s+program\b'
  condition: program
falsepositives:
  - Old import scripts
level: high
---
title: PostgreSQL Superuser Made
id: 2bce188e-f6ad-4ed7-b60f-3312cafc48b8
name: postgresql_new_superuser
status: experimental
description: A role was made superuser, or was given a role that reads and writes files of the server or runs commands on it.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.persistence
  - attack.privilege-escalation
  - attack.t1136
  - attack.t1098
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  superuser:
    - message|re: '(?i)\b(create|alter)\s+(role|user)\b[^;]{1,500}\bsuperuser\b'
    - statement|re: '(?i)\b(create|alter)\s+(role|user)\b[^;]{1,500}\bsuperuser\b'
  dangerous:
    - message|re: '(?i)\bgrant\s+(pg_execute_server_program|pg_read_server_files|pg_write_server_files)\b'
    - statement|re: '(?i)\bgrant\s+(pg_execute_server_program|pg_read_server_files|pg_write_server_files)\b'
  condition: superuser or dangerous
falsepositives:
  - Installation of the database
level: high
---
title: PostgreSQL Audit Turned Off
id: 083e1150-e3d8-4725-b946-7565f903ef53
name: postgresql_audit_off
status: experimental
description: The audit or the log of statements or connections was narrowed or removed. What comes after leaves no trace.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.defense-evasion
  - attack.t1562.001
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  setting:
    - message|re: '(?i)\b(set|reset)\s+"?(pgaudit\.log(_\w+)?|log_statement|log_connections|log_min_messages|logging_collector)"?'
    - statement|re: '(?i)\b(set|reset)\s+"?(pgaudit\.log(_\w+)?|log_statement|log_connections|log_min_messages|logging_collector)"?'
  removed:
    - message|re: '(?i)\bdrop\s+extension\s+(if\s+exists\s+)?pgaudit\b'
    - statement|re: '(?i)\bdrop\s+extension\s+(if\s+exists\s+)?pgaudit\b'
  condition: setting or removed
falsepositives:
  - Change of the configuration that was announced
level: high
---
title: PostgreSQL Superuser Logs In Over The Network
id: b0b1aa88-2977-4f50-9be5-4c825d9b8073
name: postgresql_superuser_remote
status: experimental
description: The account postgres came from another machine. Administrators come from the server itself.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.initial-access
  - attack.t1078
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  login:
    message|contains: 'connection authorized: user=postgres '
  here:
    remote_host:
      - '[local]'
      - localhost
  here_address:
    remote_host|cidr:
      - 127.0.0.0/8
      - '::1/128'
  unknown:
    remote_host: null
  condition: login and not 1 of here* and not unknown
falsepositives:
  - Administration from a known host; filter it out
level: medium
---
title: PostgreSQL Login Refused
id: fe891128-e754-4c4b-ae00-ee35c2df8ca2
name: postgresql_login_failed
status: experimental
description: A password was wrong, or the account or the address is not allowed.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.credential-access
  - attack.t1110
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  by_code:
    state_code:
      - 28P01
      - '28000'
  by_message:
    message|contains:
      - password authentication failed for user
      - no pg_hba.conf entry for
  condition: 1 of by_*
falsepositives:
  - A password that was changed
level: low
---
title: PostgreSQL Login
id: 1e994f76-10b4-4374-8bc3-615861988422
name: postgresql_login
status: experimental
description: 'A connection was authorised. For correlations: by itself it says nothing.'
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.initial-access
  - attack.t1078
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  login:
    message|contains: 'connection authorized: user='
  condition: login
falsepositives:
  - All honest work
level: informational
---
title: PostgreSQL Object Read
id: d8a9498c-605c-420d-a4e8-f846b6a33b9f
name: postgresql_object_read
status: experimental
description: 'The audit saw a table being read. For correlations: by itself it says nothing.'
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
logsource:
  product: postgresql
  category: database
  definition: jsonlog or csvlog with log_connections; pgaudit where its statements are read
detection:
  fields:
    pgaudit.class: READ
    pgaudit.object_name|exists: true
  condition: fields
falsepositives:
  - All honest work
level: informational
---
title: PostgreSQL Many Logins Refused
id: 8602a777-a4ba-4e81-833e-84ab84afb2ac
name: postgresql_login_burst
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
    - postgresql_login_failed
  group-by:
    - remote_host
  timespan: 5m
  condition:
    gte: 10
falsepositives:
  - A service with an old password
level: medium
---
title: PostgreSQL Many Accounts Tried From One Address
id: e7ee84f4-4d1f-47d2-bc44-420d8e38cbdc
name: postgresql_login_spray
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
    - postgresql_login_failed
  group-by:
    - remote_host
  timespan: 10m
  condition:
    field: user
    gte: 5
falsepositives:
  - A scanner of the centre
level: high
---
title: PostgreSQL Login After Many Refusals
id: a6c5ffce-1515-4eab-a59c-3cb90c689be7
name: postgresql_burst_then_login
status: experimental
description: An address that was refused many times got in.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.credential-access
  - attack.t1110
  - attack.initial-access
  - attack.t1078
correlation:
  type: temporal_ordered
  rules:
    - postgresql_login_burst
    - postgresql_login
  group-by:
    - remote_host
  timespan: 15m
falsepositives:
  - Somebody who remembered the password at last
level: high
---
title: PostgreSQL Account Used From Many Addresses
id: c6a0db27-bf59-4be4-bb33-69b2dc5ae36c
name: postgresql_many_addresses
status: experimental
description: One account came from four addresses within an hour.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.initial-access
  - attack.t1078
correlation:
  type: value_count
  rules:
    - postgresql_login
  group-by:
    - user
  timespan: 1h
  condition:
    field: remote_host
    gte: 4
falsepositives:
  - Several servers of one application
level: medium
---
title: PostgreSQL Many Tables Read By One Account
id: 715569cc-024f-40ac-b5d2-68cbf60acc46
name: postgresql_mass_read
status: experimental
description: 'One account read thirty tables in five minutes: somebody looks at what there is, or takes it.'
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
correlation:
  type: value_count
  rules:
    - postgresql_object_read
  group-by:
    - user
  timespan: 5m
  condition:
    field: pgaudit.object_name
    gte: 30
falsepositives:
  - Reports, backups and migrations
level: medium
`
