/** Where a unit can be spoken to. */
export interface SurfacePort {
  /** Whether exclusive messages may be sent: displays need them. */
  readonly hasExclusive: boolean
  send(bytes: Uint8Array): void
}
