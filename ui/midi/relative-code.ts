/** How endless encoders tell a step: the codes in use. */
export const RELATIVE_CODES = [
  'twosComplement',
  'binaryOffset',
  'signBit',
  'signBitReversed'
] as const
export type RelativeCode = (typeof RELATIVE_CODES)[number]

/** Steps up (positive) or down of a 7-bit value; 0 for a value that is none. */
export function relativeSteps(code: RelativeCode, value: number): number {
  switch (code) {
    case 'twosComplement':
      return value < 64 ? value : value - 128
    case 'binaryOffset':
      return value - 64
    case 'signBit':
      return value < 64 ? value : 64 - value
    case 'signBitReversed':
      return value < 64 ? -value : value - 64
  }
}
