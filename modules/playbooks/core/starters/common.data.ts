/** Steps that more than one playbook has. */
import type { Step } from './build.ts'

export const writeDown: Step = {
  do: { it: 'Scrivi che cosa è successo, l’ora e chi se n’è accorto.', fr: 'Notez ce qui s’est passé, l’heure et qui s’en est aperçu.', en: 'Write down what happened, when, and who noticed.' },
  why: { it: 'I termini di legge partono da quell’ora.', fr: 'Les délais légaux courent à partir de cette heure.', en: 'Legal deadlines run from that hour.' },
}
export const callCentre: Step = {
  do: { it: 'Chiama il centro di cybersicurezza.', fr: 'Appelez le centre de cybersécurité.', en: 'Call the cybersecurity centre.' },
  why: { it: 'Ti aiuta a decidere, e sa se altri enti hanno lo stesso problema.', fr: 'Il vous aide à décider et sait si d’autres ont le même problème.', en: 'It helps you decide, and knows whether others have the same problem.' },
}
export const police: Step = {
  do: { it: 'Presenta la denuncia alla polizia, con quello che hai conservato.', fr: 'Déposez plainte, avec ce que vous avez conservé.', en: 'Report the crime to the police, with what you have kept.' },
  why: { it: 'In Francia l’assicurazione la chiede entro 72 ore. La banca e l’assicurazione la chiedono spesso anche in Italia.', fr: 'En France, l’assurance l’exige sous 72 heures (code des assurances, art. L. 12-10-1).', en: 'In France insurance requires it within 72 hours. Banks often ask for it in Italy too.' },
}
export const personalData: Step = {
  ask: { it: 'Qualcuno può avere visto o preso dati personali?', fr: 'Quelqu’un a-t-il pu voir ou prendre des données personnelles ?', en: 'Can somebody have seen or taken personal data?' },
  yes: [{
    do: { it: 'Chiama oggi il responsabile della protezione dei dati.', fr: 'Appelez aujourd’hui le délégué à la protection des données.', en: 'Call the data protection officer today.' },
    why: { it: 'La notifica all’autorità è dovuta entro 72 ore, se il rischio non è improbabile (GDPR, art. 33).', fr: 'La notification à l’autorité est due sous 72 heures, sauf risque peu probable (RGPD, art. 33).', en: 'The authority is owed a notification within 72 hours, unless a risk is unlikely (GDPR, art. 33).' },
  }],
  no: [{
    do: { it: 'Scrivi nel registro delle violazioni perché lo escludi.', fr: 'Écrivez dans le registre des violations pourquoi vous l’excluez.', en: 'Write in the register of breaches why you rule it out.' },
    why: { it: 'Chi controlla chiede la ragione, non solo la risposta.', fr: 'Qui contrôle demande la raison, pas seulement la réponse.', en: 'Whoever checks asks for the reason, not only for the answer.' },
  }],
}
export const learn: Step = {
  do: { it: 'Entro due settimane, scrivi che cosa ha funzionato e che cosa cambi.', fr: 'Sous deux semaines, écrivez ce qui a marché et ce que vous changez.', en: 'Within two weeks, write down what worked and what you change.' },
  why: { it: 'Dopo un mese nessuno se lo ricorda più.', fr: 'Après un mois, plus personne ne s’en souvient.', en: 'After a month nobody remembers.' },
}
