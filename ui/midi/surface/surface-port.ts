/** Where a unit can be spoken to. */
export interface SurfacePort {
  /** Whether exclusive messages may be sent: displays need them. */
  readonly hasExclusive: boolean
  /** `afterMs` is for what must not come too soon after what was sent before. */
  send(bytes: Uint8Array, afterMs?: number): void
}
