/** Small words that a text in one language can hardly do without, and words by which an attack is told. */
import type { Lang } from '#platform/contract/index.ts'
import type { Situation } from '../../contract.ts'

export const stopWords: Readonly<Record<Lang, readonly string[]>> = {
  it: ['il', 'lo', 'gli', 'della', 'delle', 'del', 'dei', 'che', 'non', 'per', 'con', 'sono', 'una', 'abbiamo', 'ho', 'nostro', 'nostra', 'buongiorno', 'grazie', 'alla', 'nella', 'questa', 'questo', 'stato', 'anche', 'perché', 'più', 'è'],
  fr: ['le', 'les', 'des', 'du', 'est', 'pas', 'pour', 'avec', 'nous', 'une', 'avons', 'notre', 'nos', 'bonjour', 'merci', 'dans', 'sur', 'cette', 'ce', 'été', 'je', 'vous', 'au', 'aux', 'qui', 'et', 'ont', 'plus'],
  en: ['the', 'and', 'is', 'are', 'not', 'for', 'with', 'we', 'our', 'have', 'has', 'been', 'hello', 'thanks', 'this', 'that', 'from', 'was', 'were', 'you', 'they', 'of', 'to', 'it', 'my', 'on', 'be', 'please'],
}

/** Beginnings of words, without accents and in small letters. The first situation with the most hits wins. */
export const signsOfSituation: readonly (readonly [Situation, readonly string[]])[] = [
  ['ransomware', ['ransom', 'riscatto', 'rancon', 'cifrat', 'criptat', 'crittografat', 'chiffre par', 'fichiers chiffres', 'encrypted', 'lockbit', 'akira', 'file bloccati', 'fichiers bloques', 'decrypt', 'decifrare']],
  ['fraud', ['bonifico', 'iban', 'virement', 'wire transfer', 'fattura falsa', 'fausse facture', 'fake invoice', 'coordinate bancarie', 'coordonnees bancaires', 'bank details', 'frode', 'fraude', 'truffa', 'arnaque', 'scam']],
  ['phishing', ['phishing', 'hameconnage', 'mail sospett', 'messaggio sospett', 'mail suspect', 'message suspect', 'courriel suspect', 'suspicious', 'link sospett', 'lien suspect', 'smishing', 'falsa mail', 'faux mail']],
  ['account', ['account', 'credenzial', 'identifiants vole', 'compte pirate', 'compte vole', 'compte compromis', 'password rubat', 'mot de passe vole', 'stolen password', 'accesso abusivo', 'hacked', 'casella violata', 'credentials']],
  ['website', ['sito modificat', 'sito web', 'sito bucato', 'site web', 'site internet', 'website', 'defac', 'sito non raggiungibile', 'site inaccessible', 'ddos']],
  ['data', ['dati pubblicat', 'dati personali', 'fuga di dati', 'fuite de donnees', 'donnees publiees', 'donnees personnelles', 'data leak', 'data breach', 'leaked', 'databreach', 'dati rubati', 'donnees volees']],
  ['provider', ['fornitore', 'fournisseur', 'prestataire', 'supplier', 'hosting provider', 'il nostro provider', 'notre hebergeur']],
  ['espionage', ['spionaggi', 'espionnage', 'espionage', 'spyware', 'intercettat', 'stalkerware']],
]
