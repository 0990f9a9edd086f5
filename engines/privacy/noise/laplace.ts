/**
 * Whole numbers with discrete Laplace noise, exactly: P(y) ∝ e^(−|y|·ε), ε a fraction. Coins and fractions of whole numbers only, after Canonne, Kamath and Steinke,
 * The Discrete Gaussian for Differential Privacy (2020), algorithms 1 and 2: a sampler with floats gives itself away by which floats it cannot give (Mironov 2012).
 */

/** ε as a fraction of whole numbers, so that nothing is rounded. */
export type Epsilon = { readonly over: bigint; readonly under: bigint }
/** The next 32 bits of chance, that nobody can foretell: the caller's. */
export type Bits = () => number

/** At most `most` steps of `1 / most`: 0.5 is 500 thousandths. */
export const epsilonOf = (thousandths: number): Epsilon => ({ over: BigInt(thousandths), under: 1000n })

export function discreteLaplace({ over, under }: Epsilon, bits: Bits): bigint {
  for (;;) {
    // Scale under/over: the low part by rejection, the high part by counting heads of e^-1.
    const low = below(under, bits)
    if (!lessThanExp(low, under, bits)) continue
    let high = 0n
    while (lessThanExp(1n, 1n, bits)) high++
    const size = (low + under * high) / over
    const negative = below(2n, bits) === 1n
    // Zero has one sign.
    if (!(negative && size === 0n)) return negative ? -size : size
  }
}

/** A coin that falls true with probability e^(−a/b), for 0 ≤ a ≤ b. */
function lessThanExp(a: bigint, b: bigint, bits: Bits): boolean {
  let k = 1n
  while (below(b * k, bits) < a) k++
  return k % 2n === 1n
}

/** Even among 0 … n − 1. */
export function below(n: bigint, bits: Bits): bigint {
  if (n <= 1n) return 0n
  const length = (n - 1n).toString(2).length
  for (;;) {
    let value = 0n
    for (let got = 0; got < length; got += 32) value = (value << 32n) | BigInt(bits() >>> 0)
    value &= (1n << BigInt(length)) - 1n
    if (value < n) return value
  }
}
