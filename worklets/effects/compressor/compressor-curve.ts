import type { CompressionCurve } from '../../dsp/dynamics/compression-curve.ts'

/** The bend of a photocell: added to the knee of the opto style, dB. */
const OPTO_BEND_DB = 12

/** Which circuit a compressor behaves like. */
export type CompressorStyle = 'clean' | 'classic' | 'opto' | 'bus'

interface CurveSettings extends CompressionCurve {
  readonly style: CompressorStyle
}

/**
 * The static curve of a compressor in the style it is set to: what kernel and display both draw
 * on. An opto has a bend of its own, in which the ratio comes up softly; above it threshold and
 * ratio are those of the other styles. `follow` allocates nothing.
 */
export class CompressorCurve implements CompressionCurve {
  threshold = 0
  ratio = 1
  knee = 0
  range = 0

  follow({ threshold, ratio, knee, range, style }: CurveSettings): this {
    this.threshold = threshold
    this.ratio = ratio
    this.knee = style === 'opto' ? knee + OPTO_BEND_DB : knee
    this.range = range
    return this
  }
}
