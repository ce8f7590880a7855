import {
  BUTTERWORTH_2,
  BUTTERWORTH_4,
  multiplyCrossover
} from '../../dsp/filters/linkwitz-riley.ts'

/** What a widener does to the side signal; widths are linear, 1 leaves it as it is. */
export interface WidthSettings {
  readonly width: number
  /** Widths of the three bands, or undefined where there are none. */
  readonly bands: readonly [low: number, middle: number, high: number] | undefined
  readonly lowCrossoverHz: number
  readonly highCrossoverHz: number
  /** Mono below it; 0 is off. */
  readonly bassMonoHz: number
}

/** Gain of the side at a frequency: the magnitude of all that `ThreeBandWidth` and `SideHighPass` do. */
export function widthAt(
  frequencyHz: number,
  { width, bands, lowCrossoverHz, highCrossoverHz, bassMonoHz }: WidthSettings,
  sampleRate: number
): number {
  const sum = new Float64Array(2)
  const part = new Float64Array(2)
  const add = (
    gain: number,
    ...parts: readonly (readonly ['low' | 'high' | 'allPass', number])[]
  ) => {
    part[0] = gain
    part[1] = 0
    for (const [name, hz] of parts) {
      multiplyCrossover(part, name, hz, BUTTERWORTH_2, frequencyHz, sampleRate)
    }
    sum[0] += part[0]
    sum[1] += part[1]
  }
  if (bands) {
    add(bands[0], ['low', lowCrossoverHz], ['allPass', highCrossoverHz])
    add(bands[1], ['high', lowCrossoverHz], ['low', highCrossoverHz])
    add(bands[2], ['high', lowCrossoverHz], ['high', highCrossoverHz])
  } else {
    sum[0] = 1
  }
  if (bassMonoHz > 0) {
    multiplyCrossover(sum, 'high', bassMonoHz, BUTTERWORTH_4, frequencyHz, sampleRate)
  }
  return width * Math.hypot(sum[0], sum[1])
}
