// The package brings no types of its own; these are the calls the tests make.
declare module 'fft.js' {
  export default class FFT {
    constructor(size: number)
    readonly size: number
    createComplexArray(): number[]
    toComplexArray(input: ArrayLike<number>, storage?: number[]): number[]
    fromComplexArray(complex: ArrayLike<number>, storage?: number[]): number[]
    transform(out: number[], data: ArrayLike<number>): void
    realTransform(out: number[], data: ArrayLike<number>): void
    completeSpectrum(spectrum: number[]): void
    inverseTransform(out: number[], data: ArrayLike<number>): void
  }
}
