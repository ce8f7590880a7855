/**
 * The weighting of ITU-R BS.1770-5 as two native filters: a shelf for the head, a high-pass for
 * the ear's deafness to bass. Native filters take the analog design's values at any sample rate;
 * they stay within 0.2 dB of the standard's, ample for matching two levels by ear.
 */
export function kWeighting(context: BaseAudioContext, input: AudioNode): AudioNode {
  const shelf = context.createBiquadFilter()
  shelf.type = 'highshelf'
  shelf.frequency.value = 1682
  shelf.gain.value = 4
  const highPass = context.createBiquadFilter()
  highPass.type = 'highpass'
  highPass.frequency.value = 38.1
  // A native high-pass takes its Q in dB: 20 log10(0.5).
  highPass.Q.value = -6
  input.connect(shelf)
  shelf.connect(highPass)
  return highPass
}
