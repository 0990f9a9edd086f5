/** What the obligations keep, and why nothing of it goes by itself. */
import type { RetentionRule } from '#platform/retention.ts'

export const retention: readonly RetentionRule[] = [
  {
    id: 'obligations.register',
    what: { it: 'Adempimenti, bozze, protocolli, registro delle violazioni', fr: 'Obligations, brouillons, références, registre des violations', en: 'Obligations, drafts, receipts, register of breaches' },
    where: ['obligations.dossier', 'obligations.obligation', 'obligations.change', 'obligations.calendar'],
    fate: 'kept',
    term: null,
    from: null,
    why: { it: 'Il registro delle violazioni serve all’autorità finché può chiederlo (GDPR art. 33(5)); riguarda gli enti, e le persone solo per categorie e numeri.', fr: 'Le registre des violations sert à l’autorité tant qu’elle peut le demander (RGPD art. 33(5)) ; il concerne les collectivités, et les personnes par catégories et nombres seulement.', en: 'The register of breaches serves the authority as long as it may ask (GDPR art. 33(5)); it is about bodies, and about people by categories and numbers only.' },
  },
]
