import type { ParamValues } from '../../core/definition.ts'
import { decibelsToGain } from '../../dsp/decibels.ts'
import type { channelDefinition } from './definition.ts'
import { balanceGain, type PanLaw, panGain } from './pan-law.ts'

/**
 * All that a channel does to a sound, the DC filter aside, as four gains:
 *
 *   outLeft  = leftToLeft * left  + rightToLeft * right
 *   outRight = leftToRight * left + rightToRight * right
 */
export interface ChannelMatrix {
  leftToLeft: number
  rightToLeft: number
  leftToRight: number
  rightToRight: number
}

type ChannelValues = ParamValues<typeof channelDefinition>

/** Writes the four gains into `matrix`. Neutral values give exactly 1, 0, 0, 1. Never allocates. */
export function writeChannelMatrix(
  matrix: ChannelMatrix,
  values: ChannelValues,
  isMonoSource: boolean
): void {
  if (isMonoSource) writeMono(matrix, values)
  else writeStereo(matrix, values)
  const level = values.mute ? 0 : decibelsToGain(values.trim) * decibelsToGain(values.fader)
  scale(matrix, level, level, level, level)
}

/**
 * The mean of both inputs, placed by the pan law. Polarity turns the two sides after that: turned
 * before, one of the two switches would cancel a sound that lies on both inputs.
 */
function writeMono(matrix: ChannelMatrix, values: ChannelValues): void {
  const position = values.pan / 100
  const left = panGain(position, values.law) * (values.invertLeft ? -0.5 : 0.5)
  const right = panGain(-position, values.law) * (values.invertRight ? -0.5 : 0.5)
  write(matrix, left, left, right, right)
}

function writeStereo(matrix: ChannelMatrix, values: ChannelValues): void {
  const position = values.pan / 100
  const own = (1 + values.width / 100) / 2
  const other = (1 - values.width / 100) / 2
  write(matrix, own, other, other, own)
  if (values.mode === 'balance') {
    const left = balanceGain(position)
    const right = balanceGain(-position)
    scale(matrix, left, left, right, right)
  } else {
    placeBothSides(matrix, position, values.law)
  }
  const left = values.invertLeft ? -1 : 1
  const right = values.invertRight ? -1 : 1
  scale(matrix, left, right, left, right)
}

/**
 * True stereo pan: at the center the left side sits hard left and the right side hard right. Panned
 * to the right, the left side moves over until, fully panned, both sit hard right; no sound is lost.
 */
function placeBothSides(matrix: ChannelMatrix, position: number, law: PanLaw): void {
  const { leftToLeft, rightToLeft, leftToRight, rightToRight } = matrix
  const leftAt = -1 + 2 * Math.max(0, position)
  const rightAt = 1 + 2 * Math.min(0, position)
  const ll = panGain(leftAt, law)
  const lr = panGain(-leftAt, law)
  const rl = panGain(rightAt, law)
  const rr = panGain(-rightAt, law)
  write(
    matrix,
    ll * leftToLeft + rl * leftToRight,
    ll * rightToLeft + rl * rightToRight,
    lr * leftToLeft + rr * leftToRight,
    lr * rightToLeft + rr * rightToRight
  )
}

function write(
  matrix: ChannelMatrix,
  leftToLeft: number,
  rightToLeft: number,
  leftToRight: number,
  rightToRight: number
): void {
  matrix.leftToLeft = leftToLeft
  matrix.rightToLeft = rightToLeft
  matrix.leftToRight = leftToRight
  matrix.rightToRight = rightToRight
}

function scale(
  matrix: ChannelMatrix,
  leftToLeft: number,
  rightToLeft: number,
  leftToRight: number,
  rightToRight: number
): void {
  matrix.leftToLeft *= leftToLeft
  matrix.rightToLeft *= rightToLeft
  matrix.leftToRight *= leftToRight
  matrix.rightToRight *= rightToRight
}
