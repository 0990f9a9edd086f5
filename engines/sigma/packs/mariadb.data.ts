/** MariaDB: the plugin server_audit. The text is YAML as it is: no escapes of JavaScript. */
export const mariadb = String.raw`title: MariaDB Table Read By A Dump Tool
id: 5fa9c6f2-6dc1-4ed3-8c4d-8d2747fee158
name: mariadb_dump
status: experimental
description: The statement with which mysqldump and mariadb-dump read a table.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  dump:
    object|contains: 'SELECT /\*!40001 SQL_NO_CACHE \*/ \* FROM'
  condition: dump
falsepositives:
  - The backup, from its usual host and account; filter it out
level: medium
---
title: MariaDB File Written Or Read By A Statement
id: 28d20a8b-a16a-42a3-9ff3-b796f0461d7a
name: mariadb_file
status: experimental
description: INTO OUTFILE and DUMPFILE write files of the server, a web shell for one; LOAD_FILE reads them.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.persistence
  - attack.t1505.003
  - attack.t1190
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  file:
    object|re: '(?i)\binto\s+(outfile|dumpfile)\b|\bload_file\s*\('
  condition: file
falsepositives:
  - Exports of old applications
level: high
---
title: MariaDB Function Loaded From A Library
id: a080b2aa-c5fd-407e-92cb-afbfeb7c2b4a
name: mariadb_library
status: experimental
description: A function from a library of the server, or a plugin. It is how a command is run from SQL.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.execution
  - attack.t1059
  - attack.persistence
  - attack.t1505
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  library:
    object|re: '(?i)\bcreate\s+(or\s+replace\s+)?(aggregate\s+)?function\b.{1,300}\bsoname\b|\binstall\s+(plugin|soname)\b'
  condition: library
falsepositives:
  - Installation of a plugin
level: high
---
title: MariaDB Administrator Made
id: 78357b67-31ad-4cce-8a92-d4bd06bf70db
name: mariadb_new_administrator
status: experimental
description: Somebody was given all rights on all databases, or one that is as good.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.persistence
  - attack.privilege-escalation
  - attack.t1136
  - attack.t1098
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  everything:
    object|re: '(?i)\bgrant\s+all(\s+privileges)?\s+on\s+\*\.\*'
  dangerous:
    object|re: '(?i)\bgrant\b[^;]{0,500}\b(super|file|create\s+user|set\s+user|replication\s+slave)\b[^;]{0,500}\bon\s+\*\.\*'
  condition: everything or dangerous
falsepositives:
  - Installation of the database
level: high
---
title: MariaDB Audit Turned Off
id: ca445b52-2db1-4580-af31-a3ccb635d512
name: mariadb_audit_off
status: experimental
description: The audit was stopped, removed, or told to look away from somebody.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.defense-evasion
  - attack.t1562.001
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  setting:
    object|re: '(?i)\bserver_audit_(logging|events|excl_users|incl_users|output_type|file_path)\b\s*:?='
  removed:
    object|re: '(?i)\buninstall\s+(plugin|soname)\b.{0,20}\bserver_audit'
  condition: setting or removed
falsepositives:
  - Change of the configuration that was announced
level: high
---
title: MariaDB Root Logs In Over The Network
id: 47e9d0f5-eed0-469e-a3e7-ba10ff5f7746
name: mariadb_root_remote
status: experimental
description: The account root came from another machine.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.initial-access
  - attack.t1078
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  login:
    operation: CONNECT
    username: root
    retcode: 0
  here:
    host:
      - localhost
      - ''
      - null
  here_address:
    host|cidr:
      - 127.0.0.0/8
      - '::1/128'
  condition: login and not 1 of here*
falsepositives:
  - Administration from a known host; filter it out
level: medium
---
title: MariaDB Login Refused
id: 49d9003c-f8fa-4ee9-9a6b-bfbd8d2c88c3
name: mariadb_login_failed
status: experimental
description: A password was wrong or the account does not exist.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.credential-access
  - attack.t1110
logsource:
  product: mariadb
  category: database
  definition: plugin server_audit with events CONNECT and QUERY
detection:
  failed:
    operation: FAILED_CONNECT
  connect:
    operation: CONNECT
  ok:
    retcode: 0
  condition: failed or connect and not ok
falsepositives:
  - A password that was changed
level: low
---
title: MariaDB Many Logins Refused
id: 98ea0cbc-eb09-49b2-bc23-8a64974a3312
name: mariadb_login_burst
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
    - mariadb_login_failed
  group-by:
    - host
  timespan: 5m
  condition:
    gte: 10
falsepositives:
  - A service with an old password
level: medium
---
title: MariaDB Many Tables Dumped
id: 5c504d5b-9fe5-4f7f-88b6-9b00b76e0caa
name: mariadb_mass_read
status: experimental
description: A dump tool read ten tables in five minutes.
author: Bastida
license: EUPL-1.2
date: 2026-11-27
tags:
  - attack.collection
  - attack.t1213.006
correlation:
  type: value_count
  rules:
    - mariadb_dump
  group-by:
    - username
  timespan: 5m
  condition:
    field: object
    gte: 10
  generate: true
falsepositives:
  - The backup
level: medium
`
