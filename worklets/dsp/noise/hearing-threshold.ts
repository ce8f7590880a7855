/**
 * The softest audible pure tone in dB SPL, for 20 Hz to about 20 kHz (E. Terhardt, Calculating
 * Virtual Pitch, Hearing Research 1, 1979). Lowest, -5 dB, at 3.3 kHz.
 */
export function hearingThresholdDb(frequencyHz: number): number {
  const k = Math.max(20, frequencyHz) / 1000
  return 3.64 * k ** -0.8 - 6.5 * Math.exp(-0.6 * (k - 3.3) ** 2) + 0.001 * k ** 4
}
