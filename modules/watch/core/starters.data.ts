/** Rules that the centre begins with, written for it: single events that few bodies cause in daily work. They observe until somebody lets them alert. */
const common = `status: test
author: Bastida
license: DRL-1.1
date: 2026-11-27`

export const starters: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: 'starters/shadow-copies-deleted.yml',
    text: `title: Shadow copies deleted
id: e8de2145-fdf0-4091-82e8-052d26bd2f5c
description: A program deletes the copies from which Windows could restore files. Ransomware does it before it encrypts.
${common}
tags:
    - attack.impact
    - attack.t1490
logsource:
    category: process_creation
    product: windows
detection:
    vssadmin:
        Image|endswith: '\\vssadmin.exe'
        CommandLine|contains|all:
            - 'delete'
            - 'shadows'
    wmic:
        Image|endswith: '\\wmic.exe'
        CommandLine|contains|all:
            - 'shadowcopy'
            - 'delete'
    wbadmin:
        Image|endswith: '\\wbadmin.exe'
        CommandLine|contains|all:
            - 'delete'
            - 'catalog'
    condition: 1 of them
falsepositives:
    - Backup software that clears its own copies
level: high
`,
  },
  {
    path: 'starters/event-log-cleared.yml',
    text: `title: Windows event log cleared
id: eca415ac-6907-40dd-8654-c5abf024daba
description: Somebody emptied a log of Windows. Whoever broke in may want to hide what was done.
${common}
tags:
    - attack.defense-evasion
    - attack.t1070.001
logsource:
    product: windows
    service: security
detection:
    selection:
        EventID: 1102
    condition: selection
falsepositives:
    - An administrator who clears a log on purpose
level: high
`,
  },
  {
    path: 'starters/new-local-administrator.yml',
    text: `title: Account added to the local administrators
id: 4c33c35a-4464-481e-b526-77a5d2f15fe1
description: An account was added to the group of administrators of a machine.
${common}
tags:
    - attack.persistence
    - attack.t1098
logsource:
    product: windows
    service: security
detection:
    selection:
        EventID: 4732
        TargetSid: 'S-1-5-32-544'
    condition: selection
falsepositives:
    - Set-up of a new machine
level: medium
`,
  },
  {
    path: 'starters/powershell-encoded-download.yml',
    text: `title: PowerShell runs hidden words or a download
id: dc90a861-53e8-4bdb-b0a2-0dfbb6a2647a
description: PowerShell was started with encoded commands, or fetches a program from the net and runs it at once.
${common}
tags:
    - attack.execution
    - attack.t1059.001
    - attack.t1105
logsource:
    category: process_creation
    product: windows
detection:
    shell:
        Image|endswith:
            - '\\powershell.exe'
            - '\\pwsh.exe'
    encoded:
        CommandLine|contains:
            - ' -enc '
            - ' -encodedcommand '
            - 'frombase64string('
    download:
        CommandLine|contains:
            - 'downloadstring('
            - 'downloadfile('
            - 'invoke-webrequest'
    condition: shell and (encoded or download)
falsepositives:
    - Software distribution
level: high
`,
  },
  {
    path: 'starters/database-dumped-from-a-shell.yml',
    text: `title: Database dumped from a shell
id: 6bb8f2b7-4dc3-4234-9151-ebf934cbebc4
description: A program that copies a whole database was run from a shell. Outside of the hours of a backup somebody may be carrying data away.
${common}
tags:
    - attack.collection
    - attack.t1005
logsource:
    category: process_creation
    product: linux
detection:
    dump:
        Image|endswith:
            - '/pg_dump'
            - '/pg_dumpall'
            - '/mysqldump'
            - '/mariadb-dump'
    shell:
        ParentImage|endswith:
            - '/bash'
            - '/sh'
            - '/dash'
            - '/zsh'
    condition: dump and shell
falsepositives:
    - A backup that is started by a script
level: medium
`,
  },
]
