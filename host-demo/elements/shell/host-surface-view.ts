import type { StripId } from '../../session/session.ts'
import type { HostEngine } from '../host-engine.ts'
import type { InsertTarget } from '../host-events.ts'

/** What of the host's view a surface shows and changes. */
export interface SurfaceView {
  readonly engine: HostEngine | undefined
  readonly selected: StripId | undefined
  /** The insert whose editor is open. */
  readonly opened: InsertTarget | undefined
  select(strip: StripId): void
  open(target: InsertTarget): void
  /** Color 1 to 8 of the palette, as the theme has it. */
  colorOf(color: number): string
}
