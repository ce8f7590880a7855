/**
 * Kaiser's window (IEEE ISCAS 1974), 1 in the middle and its least at -1 and 1: the more `beta`,
 * the lower the side lobes and the wider the main lobe. For set-up: some 200 ns a value.
 */
export function kaiserWindow(beta: number): (x: number) => number {
  const top = besselI0(beta)
  return (x) => besselI0(beta * Math.sqrt(Math.max(0, 1 - x * x))) / top
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > 1e-17 * sum; k++) {
    const ratio = x / (2 * k)
    term *= ratio * ratio
    sum += term
  }
  return sum
}
