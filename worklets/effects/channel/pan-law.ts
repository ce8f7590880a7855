/** Level of a centered mono source on each side, in dB, as the choice is written. */
export type PanLaw = '-3' | '0' | '-4.5' | '-6'

/**
 * Exponents k of cos(theta)^k. -3: constant power, exactly 3.01 dB. -4.5: exactly 4.5 dB. -6:
 * constant sum of amplitudes, exactly 6.02 dB.
 */
const EXPONENT: Readonly<Record<Exclude<PanLaw, '0'>, number>> = {
  '-3': 1,
  '-4.5': 4.5 / (10 * Math.log10(2)),
  '-6': 2
}

/**
 * Gain towards the left of a source at `position`, -1 (left) to 1 (right). The gain towards the
 * right is that of the mirrored position. The far side of a hard pan is exactly 0.
 *
 * theta = (position + 1) pi / 4, gain = cos(theta)^k. Law 0 is a balance control: unity from the
 * near side to the center, then the -3 law raised by 3.01 dB.
 */
export function panGain(position: number, law: PanLaw): number {
  if (position >= 1) return 0
  if (position <= -1) return 1
  if (law === '0') return balanceGain(position)
  return Math.cos(((position + 1) * Math.PI) / 4) ** EXPONENT[law]
}

/** Gain of the left channel of a balance control: unity up to the center, never a boost. */
export function balanceGain(position: number): number {
  if (position <= 0) return 1
  if (position >= 1) return 0
  return Math.SQRT2 * Math.cos(((position + 1) * Math.PI) / 4)
}
