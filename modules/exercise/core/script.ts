/**
 * The story as a plan: what each body does and when, drawn from a seed. Shaped like the real one: a holiday Friday at six,
 * answers over three days, reopening by groups after the authorities agreed, a few bodies without their last three days of data.
 */
export type BodyPlan = {
  readonly caseId: string
  /** Hours after the event; null: never answers. */
  readonly answersAtHour: number | null
  readonly answer: 'hit' | 'not_hit' | 'unknown'
  /** When it says it knew, hours after the event. */
  readonly awareAtHour: number
  readonly personalData: 'yes' | 'no' | 'unknown'
  readonly risk: 'unlikely' | 'risk' | null
  /** Files to the authority at this hour; null: never. */
  readonly filesAtHour: number | null
  readonly publishesAtHour: number | null
  readonly worksAgainAtHour: number
  readonly daysLost: number
  /** Declares itself safe before the gate is open, with reasons. */
  readonly overrides: boolean
}
export type Step =
  | { readonly hour: number; readonly kind: 'answer' | 'risk' | 'file' | 'confirm' | 'publish' | 'working' | 'back' | 'publish_back' | 'safe' | 'close'; readonly plan: BodyPlan }
  | { readonly hour: number; readonly kind: 'condition_csirt' | 'condition_dpa' | 'condition_rebuild' | 'log'; readonly code: LogCode }
export type LogCode = 'provider_note' | 'complaint' | 'week' | 'groups' | 'claim' | 'data_back' | 'rebuilt' | 'csirt_agrees' | 'dpa_agrees'

/** mulberry32: small, seeded, the same on every machine. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function plan(caseIds: readonly string[], seed: number): BodyPlan[] {
  const next = random(seed)
  return caseIds.map((caseId) => {
    const when = next()
    // A fifth answers on the holiday itself, half by the next afternoon, nearly all in three days; one in twelve never does.
    const answersAtHour = when < 0.2 ? 1 + next() * 6 : when < 0.55 ? 6 + next() * 23 : when < 0.92 ? 29 + next() * 43 : null
    const said = next()
    const answer = said < 0.83 ? 'hit' as const : said < 0.93 ? 'not_hit' as const : 'unknown' as const
    const hit = answer === 'hit' && answersAtHour !== null
    const personalData = next() < 0.75 ? 'yes' as const : next() < 0.5 ? 'unknown' as const : 'no' as const
    const aware = (answersAtHour ?? 0) * (0.4 + next() * 0.5)
    const risk = hit && personalData === 'yes' && next() < 0.85 ? (next() < 0.65 ? 'risk' as const : 'unlikely' as const) : null
    const worksAgainAtHour = 144 + next() * 150
    return {
      caseId, answersAtHour, answer, awareAtHour: aware, personalData, risk,
      filesAtHour: risk === 'risk' && next() < 0.93 ? aware + 20 + next() * 50 : null,
      publishesAtHour: hit && next() < 0.8 ? (answersAtHour ?? 0) + 0.5 + next() * 4 : null,
      worksAgainAtHour, daysLost: hit && next() < 0.12 ? 3 : 0, overrides: hit && next() < 0.02,
    }
  })
}

/** All steps in the order of their hours. */
export function steps(plans: readonly BodyPlan[]): Step[] {
  const list: Step[] = [
    { hour: 1.2, kind: 'log', code: 'provider_note' }, { hour: 30, kind: 'log', code: 'complaint' }, { hour: 168, kind: 'log', code: 'week' },
    { hour: 150, kind: 'log', code: 'groups' }, { hour: 240, kind: 'log', code: 'claim' }, { hour: 262, kind: 'log', code: 'data_back' },
    { hour: 140, kind: 'condition_rebuild', code: 'rebuilt' }, { hour: 142, kind: 'condition_csirt', code: 'csirt_agrees' }, { hour: 160, kind: 'condition_dpa', code: 'dpa_agrees' },
  ]
  for (const one of plans) {
    if (one.answersAtHour === null) continue
    list.push({ hour: one.answersAtHour, kind: 'answer', plan: one })
    if (one.risk) list.push({ hour: one.answersAtHour + 6, kind: 'risk', plan: one })
    if (one.filesAtHour !== null) list.push({ hour: Math.max(one.filesAtHour, one.answersAtHour + 6.5), kind: 'file', plan: one })
    if (one.publishesAtHour !== null) list.push({ hour: one.publishesAtHour, kind: 'confirm', plan: one }, { hour: one.publishesAtHour + 0.3, kind: 'publish', plan: one })
    if (one.answer !== 'hit') continue
    list.push({ hour: one.worksAgainAtHour, kind: 'working', plan: one }, { hour: one.worksAgainAtHour + 2, kind: 'safe', plan: one })
    // Whoever told its citizens that something was down tells them that it is back: again two people.
    if (one.publishesAtHour !== null) list.push({ hour: one.worksAgainAtHour + 1, kind: 'back', plan: one }, { hour: one.worksAgainAtHour + 1.3, kind: 'publish_back', plan: one })
    list.push({ hour: Math.max(290, one.worksAgainAtHour + 4) + one.daysLost, kind: 'close', plan: one })
  }
  return list.sort((a, b) => a.hour - b.hour)
}

export const logTexts: Record<LogCode, { it: string; fr: string; en: string }> = {
  provider_note: { it: 'Il fornitore comunica un significativo evento di sicurezza su tutta l’infrastruttura.', fr: 'Le prestataire annonce un événement de sécurité significatif sur toute son infrastructure.', en: 'The provider announces a significant security event on its whole infrastructure.' },
  complaint: { it: 'Il fornitore ha denunciato alla polizia e informato l’autorità per i dati personali.', fr: 'Le prestataire a porté plainte et informé l’autorité de protection des données.', en: 'The provider has reported the crime to the police and told the data protection authority.' },
  week: { it: 'Una settimana: copie disponibili fino al giorno dell’evento, ricostruzione su altri sistemi.', fr: 'Une semaine : sauvegardes disponibles jusqu’au jour de l’événement, reconstruction sur d’autres systèmes.', en: 'One week: backups up to the day of the event, rebuilding on other systems.' },
  groups: { it: 'Cominciano le riaperture a gruppi, su infrastruttura nuova.', fr: 'Les reprises par groupes commencent, sur une infrastructure neuve.', en: 'Reopening by groups begins, on new infrastructure.' },
  claim: { it: 'Un gruppo rivendica l’attacco e chiede un riscatto. Nessuna prova di copia dei dati.', fr: 'Un groupe revendique l’attaque et demande une rançon. Aucune preuve de copie des données.', en: 'A group claims the attack and asks for a ransom. No evidence that data were copied.' },
  data_back: { it: 'Recuperati i dati della maggior parte degli enti; ad alcuni mancano gli ultimi tre giorni.', fr: 'Données récupérées pour la plupart des collectivités ; il manque à certaines les trois derniers jours.', en: 'Data recovered for most bodies; some lack the last three days.' },
  rebuilt: { it: 'Verbale di ricostruzione pulita n. 12 (esercitazione)', fr: 'Procès-verbal de reconstruction saine n° 12 (exercice)', en: 'Record of clean rebuild no. 12 (exercise)' },
  csirt_agrees: { it: 'Nota CSIRT n. 4471 (esercitazione)', fr: 'Note du CSIRT n° 4471 (exercice)', en: 'CSIRT note no. 4471 (exercise)' },
  dpa_agrees: { it: 'Riscontro dell’autorità n. 880 (esercitazione)', fr: 'Réponse de l’autorité n° 880 (exercice)', en: 'Reply of the authority no. 880 (exercise)' },
}
