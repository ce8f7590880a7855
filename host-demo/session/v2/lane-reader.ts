import type { ParamValue } from '../../../worklets/core/definition.ts'
import type { AutomationCurve, AutomationPoint, StripLane } from '../../../worklets/mix.ts'
import type { Reader } from '../reader.ts'

/**
 * Reads the shape of a lane. Whether its row exists and its values fit is said by who plays it:
 * a lane of an effect that this page lacks is kept for the page that has it.
 */
export function readLane(reader: Reader): StripLane | undefined {
  const [of, row] = [reader.get('of'), reader.get('row')]
  if (typeof of !== 'string' || typeof row !== 'string') {
    reader.report('must say what it moves (of, row); the lane is left out')
    return undefined
  }
  return { of, row, points: reader.list('points', readPoint) }
}

function readPoint(reader: Reader): AutomationPoint | undefined {
  const value = reader.get('value')
  if (!isValue(value)) {
    reader.report(`value must be a number, a text or a switch, got ${JSON.stringify(value)}`)
    return undefined
  }
  return { time: reader.number('time', [0, 1e6], 0), value, curve: readCurve(reader) }
}

function readCurve(reader: Reader): AutomationCurve {
  const curve = reader.get('curve')
  if (curve === 'hold' || curve === 'line') return curve
  return reader.number('curve', [-1, 1], 0)
}

function isValue(value: unknown): value is ParamValue {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}
