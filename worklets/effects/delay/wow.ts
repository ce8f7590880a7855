import { BANK_BLOCK } from '../../dsp/lines/delay-bank.ts'
import { GainRamp } from '../../dsp/moves/gain-ramp.ts'

/** Slow drift of the motor and fast flutter of the capstan, in Hz; unlike on the two sides. */
const RATES_HZ: readonly (readonly number[])[] = [
  [0.37, 0.83, 6.9, 10.3],
  [0.41, 0.77, 7.3, 9.7]
]

/** How far each bends the pitch at 100 %: 0.3 % of wow, 0.05 % of flutter in all. */
const BENDS: readonly number[] = [0.002, 0.001, 0.0003, 0.0002]

/**
 * Wow and flutter: the time of a head swings by four sines that never meet again. The delay of each
 * is what bends the pitch by its share.
 */
export class Wow {
  readonly #amount: GainRamp
  readonly #phases = new Float64Array(8)
  readonly #steps = new Float64Array(8)
  readonly #depths = new Float64Array(8)

  constructor(sampleRate: number) {
    this.#amount = new GainRamp(sampleRate, 0, BANK_BLOCK)
    for (let k = 0; k < 8; k++) {
      const hertz = RATES_HZ[k >> 2][k & 3]
      this.#steps[k] = (2 * Math.PI * hertz) / sampleRate
      this.#depths[k] = (BENDS[k & 3] * sampleRate) / (2 * Math.PI * hertz)
    }
  }

  get isOn(): boolean {
    return this.#amount.target > 0 || !this.#amount.settled
  }

  set(amount: number): void {
    this.#amount.setTarget(amount)
  }

  jump(amount: number): void {
    this.#amount.jump(amount)
  }

  reset(): void {
    this.#phases.fill(0)
  }

  /** Once for every stretch that heads then read. */
  begin(frames: number): void {
    this.#amount.process(frames)
  }

  /** Adds the swing of the stretch to the delays of a line. */
  add(delays: Float64Array, line: number, frames: number): void {
    const amounts = this.#amount.gains
    for (let k = 4 * line; k < 4 * line + 4; k++) {
      const depth = this.#depths[k]
      const step = this.#steps[k]
      const phase = this.#phases[k]
      // Begins at the longest time, so that it never reads what is not yet there.
      for (let i = 0; i < frames; i++) {
        delays[i] += amounts[i] * depth * (1 - Math.cos(phase + step * i))
      }
    }
  }

  /** Ends the stretch. */
  end(frames: number): void {
    for (let k = 0; k < 8; k++) {
      this.#phases[k] = (this.#phases[k] + this.#steps[k] * frames) % (2 * Math.PI)
    }
  }
}
