/** Mails that did not leave because there is no mail server: files of the data folder. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Due, RetentionRule } from '../retention.ts'

const DAYS = 90

export const mailRetention = (folder: string): RetentionRule => ({
  id: 'mail.folder',
  what: { it: 'Messaggi scritti in un file, senza server di posta', fr: 'Messages écrits dans un fichier, sans serveur de messagerie', en: 'Messages written to a file, without a mail server' },
  where: ['mail/'],
  fate: 'deleted',
  term: { days: DAYS },
  from: { it: 'il momento in cui sono stati scritti', fr: 'le moment où ils ont été écrits', en: 'the moment they were written' },
  why: { it: 'Servono a provare il sistema; nella base dati il messaggio ha il suo termine. GDPR art. 5(1)(e).', fr: 'Ils servent à essayer le système ; dans la base, le message a sa propre durée. RGPD art. 5(1)(e).', en: 'They serve a trial; in the database the message has its own term. GDPR art. 5(1)(e).' },
  purge: {
    whole: true,
    due: async (_tx, { before }) => older(folder, before),
    // The entry first, the file after the commit: a kill in between finds the file again, and says so once more.
    remove: async () => {},
    async sweep(now) {
      const gone = await older(folder, new Date(now.getTime() - DAYS * 86_400_000))
      for (const { id } of gone) await rm(join(folder, id), { force: true })
      return gone.length
    },
  },
})

/** File names, which are hashes of the message's key, by the moment they were written. */
async function older(folder: string, before: Date): Promise<Due[]> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(names.map(async (id) => ({ id, at: (await stat(join(folder, id)).catch(() => undefined))?.mtime })))
  return found.flatMap(({ id, at }) => (at && at <= before ? [{ id, at }] : [])).sort((a, b) => a.at.getTime() - b.at.getTime())
}
