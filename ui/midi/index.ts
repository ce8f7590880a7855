export type { ControlMode, Mapping, NoteAction } from './mapping.ts'
export { MappingStore } from './mapping-store.ts'
export type { MidiMessage } from './message-log.ts'
export { hasMidi, missingMidiNotice } from './midi-access.ts'
export {
  MidiControl,
  type MidiControlOptions,
  type MidiTarget
} from './midi-control.ts'
export { MidiOverlay } from './midi-overlay.ts'
export { MidiPanel } from './midi-panel.ts'
export type { MidiDevice } from './midi-ports.ts'
export type { ControlKind } from './reading.ts'
export type { RelativeCode } from './relative-code.ts'
export type { TakeOverMode } from './take-over.ts'
