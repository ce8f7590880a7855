/**
 * Whether both channels are exactly zero from frame `from` to `to - 1`. Looks no further than the
 * first sample that is not, so it costs next to nothing while there is sound.
 */
export function isSilent(
  left: Float64Array,
  right: Float64Array,
  from: number,
  to: number
): boolean {
  for (let i = from; i < to; i++) if (left[i] !== 0 || right[i] !== 0) return false
  return true
}
