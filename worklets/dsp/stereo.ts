/**
 * A sound of two channels as one object hands it to another. How many of its frames count is said
 * beside it: the arrays may be longer.
 */
export interface Stereo {
  readonly left: Float64Array
  readonly right: Float64Array
}
