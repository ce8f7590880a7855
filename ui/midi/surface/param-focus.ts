import { mainParams } from '../../../worklets/core/main-params.ts'
import type { AnySource } from '../../core/any-source.ts'
import { MackieControl } from '../mackie/mackie-control.ts'
import type { MidiControl } from '../midi-control.ts'
import { ParamPresets } from './param-presets.ts'
import type { SurfaceFocus } from './surface-page.ts'

const made = new WeakMap<MidiControl, WeakMap<AnySource, SurfaceFocus>>()

/**
 * An effect as the open one of a page: its parameters in the order of its table, but for those that
 * only change how one listens, the eight that its table says matter most, and its presets. The same
 * object at each call: hands hold its values.
 */
export function focusOf(midi: MidiControl, source: AnySource): SurfaceFocus {
  const known = made.get(midi) ?? new WeakMap<AnySource, SurfaceFocus>()
  made.set(midi, known)
  const focus = known.get(source) ?? makeFocus(midi, source)
  known.set(source, focus)
  return focus
}

function makeFocus(midi: MidiControl, source: AnySource): SurfaceFocus {
  const { definition } = source
  const rows = definition.params.filter(({ listening }) => !listening)
  const values = rows.map(({ id }) => MackieControl.valueOf(midi, source, id))
  const main = mainParams(definition).flatMap((id) => values.filter(({ param }) => param === id))
  return { name: definition.title, values, main, presets: new ParamPresets(source) }
}
