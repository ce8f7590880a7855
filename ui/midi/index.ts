export { MackieControl, type SurfaceUnit } from './mackie/mackie-control.ts'
export type { ControlMode, Mapping, NoteAction } from './mapping.ts'
export { MappingStore } from './mapping-store.ts'
export type { MidiMessage } from './message-log.ts'
export { hasMidi, missingMidiNotice } from './midi-access.ts'
export { MidiControl } from './midi-control.ts'
export { MidiOverlay } from './midi-overlay.ts'
export { MidiPanel } from './midi-panel.ts'
export type { MidiDevice } from './midi-ports.ts'
export type { MidiControlOptions } from './midi-requests.ts'
export type { MidiTarget } from './midi-target.ts'
export type { ControlKind } from './reading.ts'
export type { RelativeCode } from './relative-code.ts'
export { focusOf } from './surface/param-focus.ts'
export { SurfaceList } from './surface/surface-list.ts'
export type {
  SurfaceFocus,
  SurfacePage,
  SurfacePresets,
  SurfaceStrip,
  SurfaceSwitch,
  SurfaceTransport,
  SurfaceValue
} from './surface/surface-page.ts'
export { Surfaces } from './surface/surfaces.ts'
export type { TakeOverMode } from './take-over.ts'
