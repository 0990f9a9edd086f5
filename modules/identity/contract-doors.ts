/**
 * Addresses that the browser calls before any page is there: plain data, so that the first load of the app brings neither schemas nor
 * what builds them. contract.ts declares the endpoints behind them.
 */
export const doors = {
  session: { method: 'GET', path: '/api/identity/session' },
  singleSignOn: { method: 'POST', path: '/api/identity/single-sign-on' },
  auth: (route: AuthRoute) => {
    const [method, path] = route.split(' ') as ['GET' | 'POST', string]
    return { method, path: `/api/auth${path}` }
  },
} as const

/**
 * Sign-in itself. Bodies and answers are the sign-in library's (JSON); a refusal is a problem like everywhere else,
 * with the library's own code in `params.reason` (`INVALID_EMAIL_OR_PASSWORD`, `INVALID_CODE`, `PASSWORD_TOO_WEAK` …).
 */
export const authRoutes = [
  'POST /sign-in/email', 'POST /sign-out', 'GET /get-session',
  'POST /change-password', 'POST /revoke-sessions', 'POST /revoke-other-sessions',
  'POST /two-factor/enable', 'POST /two-factor/disable', 'POST /two-factor/verify-totp', 'POST /two-factor/verify-backup-code', 'POST /two-factor/generate-backup-codes',
  'GET /passkey/generate-register-options', 'POST /passkey/verify-registration', 'GET /passkey/generate-authenticate-options', 'POST /passkey/verify-authentication',
  'GET /passkey/list-user-passkeys', 'POST /passkey/delete-passkey', 'POST /passkey/update-passkey',
  'GET /callback/sso',
] as const
export type AuthRoute = (typeof authRoutes)[number]
