/**
 * Maps the roots of an analog polynomial p0 + p1 s + p2 s^2 to the unit disc by z = e^s (Oppenheim
 * and Schafer, Discrete-Time Signal Processing, 3rd ed. 2010, section 7.1: impulse invariance
 * places poles so) and writes the squared magnitude of the result as 1 + out[1] y + out[2] y^2
 * with y = tan^2(w/2).
 *
 * In y a root pair reads as g and k of a state-variable filter, with u = zeta w0,
 * v = w0 sqrt(1 - zeta^2): g^2 = (cosh u - cos v) / (cosh u + cos v) and
 * k = 2 sinh u / sqrt(cosh^2 u - cos^2 v). Half angles keep all digits at low frequencies.
 *
 * A root at s = 0 is none of its business (p0 must not be 0). A missing root (p2 = 0, or p1 = p2
 * = 0) is placed at z = 0, where it changes nothing. A resonance above the Nyquist frequency is
 * held just below it, since e^s would fold it back, and damped by as much as it was moved, so that
 * it stays as far from the unit circle as it was from the frequencies that can be heard.
 */
export class RootMatcher {
  /** What s = j stands for, in radians per sample. */
  radians = 1

  /** Maps the polynomial p[j], p[j + 1], p[j + 2]. About 0.15 us; allocates nothing. */
  match(p: Float64Array, j: number, out: Float64Array): void {
    out[0] = 1
    if (p[j + 2] === 0) {
      this.#matchSingle(p, j, out)
      return
    }
    const resonance = this.radians * Math.sqrt(p[j] / p[j + 2])
    const zeta = Math.abs(p[j + 1]) / (2 * Math.sqrt(p[j] * p[j + 2]))
    // Past this damping a pair is two real roots, of which the faster one is at z = 0 in effect.
    let u = Math.min(zeta * resonance, 40)
    let below: number
    let above: number
    if (zeta < 1) {
      const wanted = resonance * Math.sqrt(1 - zeta * zeta)
      const v = Math.min(wanted, MAX_RESONANCE)
      u = Math.sqrt(u * u + (wanted - v) ** 2)
      below = Math.sinh(u / 2) ** 2 + Math.sin(v / 2) ** 2
      above = Math.sinh(u / 2) ** 2 + Math.cos(v / 2) ** 2
    } else {
      const slow = u / (zeta * (zeta + Math.sqrt(zeta * zeta - 1)))
      const fast = 2 * u - slow
      below = Math.sinh(fast / 2) * Math.sinh(slow / 2)
      above = Math.cosh(fast / 2) * Math.cosh(slow / 2)
    }
    const k = Math.sinh(u) / Math.sqrt(below * above)
    const inverse = above / below
    out[1] = (k * k - 2) * inverse
    out[2] = inverse * inverse
  }

  /** One root and none, or two that are missing. */
  #matchSingle(p: Float64Array, j: number, out: Float64Array): void {
    out[1] = 2
    out[2] = 1
    if (p[j + 1] === 0) return
    const g = Math.tanh(Math.min((this.radians * p[j]) / p[j + 1], 40) / 2)
    out[2] = 1 / (g * g)
    out[1] = out[2] + 1
  }
}

/** Highest resonance, radians per sample. */
const MAX_RESONANCE = 0.97 * Math.PI
