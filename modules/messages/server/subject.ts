/** What messages hold about a person: an address, what it was told and what it does not want, and its key. */
import type { SubjectPlace } from '#platform/db/subject.ts'
import { deleteKeys, deleteRecipients, findKeys, findRecipients } from './store/subject-store.ts'

export const subjectPlaces: readonly SubjectPlace[] = [
  {
    id: 'messages.recipients', fate: 'deleted', tables: ['messages.recipient', 'messages.item', 'messages.mute'], find: findRecipients, erase: deleteRecipients,
    what: { it: 'Che cosa riceve per posta, e che cosa non vuole ricevere', fr: 'Ce que la personne reçoit par courriel, et ce qu’elle ne veut pas recevoir', en: 'What the person is told by mail, and does not want to be' },
  },
  {
    id: 'messages.keys', fate: 'deleted', tables: ['platform.mail_key'], find: findKeys, erase: deleteKeys,
    what: { it: 'Chiave per la posta cifrata', fr: 'Clé pour les courriels chiffrés', en: 'Key for encrypted mail' },
  },
]
