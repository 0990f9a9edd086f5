/** Words that make a password obvious once digits and signs around them are taken off; Italian, French, English, and this trade's own. */
export const obviousPasswords: readonly string[] = [
  'password', 'passwort', 'passphrase', 'passw', 'parola', 'paroladordine', 'lamiapassword', 'miapassword', 'nuovapassword', 'cambiami', 'cambiapassword', 'segreto', 'segreta',
  'motdepasse', 'monmotdepasse', 'nouveaumotdepasse', 'changezmoi', 'bonjour', 'bonjourbonjour', 'secret', 'mypassword', 'newpassword', 'changeme', 'changemenow', 'changeit',
  'letmein', 'letmeinnow', 'welcome', 'welcomehome', 'benvenuto', 'benvenuti', 'bienvenue', 'qwerty', 'qwertyuiop', 'qwertyqwerty', 'azerty', 'azertyuiop', 'asdfghjkl', 'qazwsxedc', 'iloveyou', 'tiamo', 'jetaime',
  'admin', 'administrator', 'administrateur', 'amministratore', 'amministrazione', 'superadmin', 'root', 'utente', 'utilisateur', 'user', 'default', 'guest', 'ospite', 'test', 'testtest', 'prova', 'essai', 'demo',
  'bastida', 'bastidabastida', 'coordinator', 'coordinatore', 'coordinateur', 'analyst', 'analista', 'analyste', 'centro', 'centre', 'csirt', 'cert', 'sicurezza', 'securite', 'security', 'cybersecurity', 'cybersicurezza', 'cybersecurite',
  'comune', 'municipio', 'mairie', 'commune', 'regione', 'region', 'provincia', 'prefettura', 'prefecture', 'protocollo', 'ufficio', 'bureau', 'anagrafe', 'italia', 'france', 'forzaitalia', 'forzajuventus', 'forzamilan', 'forzainter', 'juventus', 'football', 'calcio',
  'gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre', 'janvier', 'fevrier', 'mars', 'avril', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'decembre',
  'january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december', 'primavera', 'estate', 'autunno', 'inverno', 'printemps', 'automne', 'hiver', 'summer', 'winter', 'autumn', 'spring',
  'correcthorsebatterystaple', 'dragon', 'monkey', 'princess', 'sunshine', 'superman', 'batman', 'pokemon', 'minecraft', 'starwars', 'abc', 'abcdef',
]
