/** A sentence for the person, with at most one thing that can be done about it. */
export interface Notice {
  readonly text: string
  readonly action?: {
    readonly label: string
    run(): void
  }
}
