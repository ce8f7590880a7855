/** The butterflies of Sylvester's matrix, one frame, as a loop over pairs of signals. */
export function rolledHadamard(signals: readonly number[]): readonly number[] {
  const out = [...signals]
  for (let span = 1; span < out.length; span *= 2) {
    for (let k = 0; k < out.length; k++) {
      if ((k & span) !== 0) continue
      const sum = out[k] + out[k + span]
      out[k + span] = out[k] - out[k + span]
      out[k] = sum
    }
  }
  return out
}
