/** Written as the problem of a mail that was promised encrypted and did not leave; pages have words for them. */
export const PGP_EXPIRED = 'pgp_expired'
export const PGP_FAILED = 'pgp_failed'
