/**
 * Q of one second-order section of a Butterworth filter: pairs are numbered from 1 (the flattest)
 * to floor(order / 2) (the sharpest). An odd order has a first-order section besides.
 *
 * Poles lie on a circle at equal angles: Q_i = 1 / (2 cos((2i - 1) pi / 2N)) for even N and
 * 1 / (2 cos(i pi / N)) for odd N.
 */
export function butterworthQ(order: number, pair: number): number {
  const step = order % 2 === 0 ? 2 * pair - 1 : 2 * pair
  return 1 / (2 * Math.cos((step * Math.PI) / (2 * order)))
}
