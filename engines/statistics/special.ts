/** Incomplete gamma and beta functions and their inverses, to 12 digits: Abramowitz and Stegun 6.5.29, 6.5.31, 26.5.8; Lanczos for ln Γ. */

const LANCZOS = [676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7]
const TINY = 1e-300

/** For x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x)
  const t = x + 6.5
  const sum = LANCZOS.reduce((all, c, i) => all + c / (x + i), 0.9999999999998099)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** P(a, x): the chance that a gamma variable of shape a is at most x. */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(a * Math.log(x) - x - lnGamma(a))
  if (x < a + 1) {
    let term = 1 / a, sum = term
    for (let n = 1; n < 10_000 && Math.abs(term) > Math.abs(sum) * 1e-16; n++) sum += term *= x / (a + n)
    return front * sum
  }
  let b = x + 1 - a, c = 1 / TINY, d = 1 / b, h = d
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / away(an * d + b)
    c = away(b + an / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return 1 - front * h
}

/** I_x(a, b): the chance that a beta variable is at most x. */
export function betaI(a: number, b: number, x: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - betaI(b, a, 1 - x)
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a
  let c = 1, d = 1 / away(1 - ((a + b) * x) / (a + 1)), h = d
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return front * h
}

const away = (x: number) => (Math.abs(x) < TINY ? TINY : x)

export const gammaInverse = (p: number, a: number): number => {
  let high = a + 10
  while (gammaP(a, high) < p) high *= 2
  return halve((x) => gammaP(a, x), p, 0, high)
}
export const betaInverse = (p: number, a: number, b: number): number => halve((x) => betaI(a, b, x), p, 0, 1)

/** The chance that a standard normal variable is at most z, and back. */
export const normal = (z: number): number => (z < 0 ? (1 - gammaP(0.5, (z * z) / 2)) / 2 : (1 + gammaP(0.5, (z * z) / 2)) / 2)
export const normalInverse = (p: number): number => halve(normal, p, -40, 40)

function halve(of: (x: number) => number, p: number, from: number, to: number): number {
  let low = from, high = to
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (of(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
