import type { Tap, TapPoint } from '../../worklets/core/source.ts'
import type { AnySource } from './any-source.ts'

/** Listens to a source as long as `lifetime` lives; undefined where no audio runs. */
export function openTap(
  source: Pick<AnySource, 'openTap'>,
  point: TapPoint,
  lifetime: AbortSignal
): Tap | undefined {
  const tap = source.openTap(point)
  if (tap) lifetime.addEventListener('abort', () => tap.close())
  return tap
}
