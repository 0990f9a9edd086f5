/**
 * The one way to say no. A code is thrown where the decision is made; status and words live in one catalogue,
 * and the wire carries RFC 9457 problem details.
 */
export const refusals = {
  invalid: { status: 400, it: 'I dati inviati non sono validi.', fr: 'Les données envoyées ne sont pas valides.', en: 'The data sent are not valid.' },
  unauthenticated: { status: 401, it: 'Accedi per continuare.', fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  not_acceptable: { status: 406, it: 'Qui si risponde solo in un altro formato.', fr: 'Ici, on répond seulement dans un autre format.', en: 'Only another format is answered here.' },
  forbidden: { status: 403, it: 'Il tuo ruolo non permette questa azione.', fr: 'Votre rôle ne permet pas cette action.', en: 'Your role does not allow this action.' },
  scope: { status: 403, it: 'Questa chiave non è stata fatta per questa azione.', fr: 'Cette clé n’a pas été faite pour cette action.', en: 'This key was not made for this action.' },
  second_factor: { status: 403, it: 'Prima proteggi il tuo accesso con un secondo passo.', fr: 'Protégez d’abord votre accès par une deuxième étape.', en: 'Protect your sign-in with a second step first.' },
  not_found: { status: 404, it: 'Non esiste, o non è per te.', fr: 'Introuvable, ou hors de votre accès.', en: 'It does not exist, or is not for you.' },
  conflict: { status: 409, it: 'Qualcuno ha cambiato questi dati nel frattempo. Ricarica la pagina.', fr: 'Ces données ont changé entre-temps. Rechargez la page.', en: 'Someone changed these data in the meantime. Reload the page.' },
  gate_closed: { status: 409, it: 'Mancano condizioni per dire «riaperto e sicuro».', fr: 'Il manque des conditions pour dire « rouvert et sûr ».', en: 'Conditions are missing before anyone can say “reopened and safe”.' },
  second_person: { status: 409, it: 'Serve una seconda persona: chi ha confermato non può anche approvare.', fr: 'Il faut une seconde personne : qui a confirmé ne peut pas approuver.', en: 'A second person is needed: whoever confirmed cannot also approve.' },
  expired: { status: 410, it: 'Questo collegamento è scaduto o è già stato usato.', fr: 'Ce lien a expiré ou a déjà servi.', en: 'This link has expired or has been used.' },
  too_large: { status: 413, it: 'Il contenuto inviato è troppo grande.', fr: 'Le contenu envoyé est trop volumineux.', en: 'What was sent is too large.' },
  unsupported: { status: 415, it: 'Il formato del file non è riconosciuto.', fr: 'Le format du fichier n’est pas reconnu.', en: 'The format of the file is not recognised.' },
  tlp: { status: 422, it: 'Il livello di diffusione (TLP) non permette questo invio.', fr: 'Le niveau de diffusion (TLP) ne permet pas cet envoi.', en: 'The sharing level (TLP) does not allow this to be sent.' },
  exercise: { status: 422, it: 'In esercitazione nulla esce dal centro.', fr: 'En exercice, rien ne sort du centre.', en: 'In an exercise nothing leaves the centre.' },
  busy: { status: 429, it: 'Troppe richieste: riprova tra poco.', fr: 'Trop de demandes : réessayez dans un instant.', en: 'Too many requests: try again shortly.' },
  failed: { status: 500, it: 'Qualcosa non ha funzionato. È stato registrato: riprova.', fr: 'Quelque chose n’a pas fonctionné. C’est enregistré : réessayez.', en: 'Something went wrong. It has been recorded: try again.' },
  key_missing: { status: 503, it: 'Manca la chiave che apre questo contenuto. Il contenuto c’è ancora: avvisa chi cura il sistema, che deve rimettere la chiave al suo posto.', fr: 'La clé qui ouvre ce contenu manque. Le contenu est toujours là : prévenez la personne qui gère le système, elle doit remettre la clé à sa place.', en: 'The key that opens this content is missing. The content is still there: tell whoever looks after the system to put the key back.' },
  no_space: { status: 507, it: 'Il disco del centro è pieno: l’ultimo invio non è stato salvato, quello che era già confermato sì. Avvisa chi cura il sistema, poi riprova.', fr: 'Le disque du centre est plein : le dernier envoi n’a pas été enregistré, ce qui était déjà confirmé l’est. Prévenez la personne qui gère le système, puis réessayez.', en: 'The disk of the centre is full: what was sent last has not been saved, what was confirmed before is. Tell whoever runs the system, then try again.' },
  unavailable: { status: 503, it: 'Il servizio non risponde ora. Quello che avevi inviato prima è conservato: riprova tra un minuto.', fr: 'Le service ne répond pas. Vos envois précédents sont conservés : réessayez dans une minute.', en: 'The service is not responding now. What you sent before is kept: try again in a minute.' },
} as const satisfies Record<string, { status: number; it: string; fr: string; en: string }>

export type RefusalCode = keyof typeof refusals
export type FieldProblem = { readonly path: string; readonly problem: string }

/** RFC 9457 body. `fields` is present for `invalid`. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: RefusalCode
  readonly fields?: readonly FieldProblem[]
  readonly params?: Readonly<Record<string, unknown>>
}

export function problemOf(refusal: { readonly code: RefusalCode; readonly params: Readonly<Record<string, unknown>> }, lang: 'it' | 'fr' | 'en'): Problem {
  const entry = refusals[refusal.code]
  const { fields, ...params } = refusal.params as { fields?: FieldProblem[] }
  return {
    type: `urn:bastida:refusal:${refusal.code}`,
    title: entry[lang],
    status: entry.status,
    code: refusal.code,
    ...(fields ? { fields } : {}),
    ...(Object.keys(params).length ? { params } : {}),
  }
}
