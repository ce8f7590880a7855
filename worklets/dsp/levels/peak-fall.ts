/**
 * How fast a peak that is shown falls: 20 dB in 1.7 s, the return of a quasi-peak programme meter
 * (IEC 60268-10, type I).
 */
export const PEAK_FALL_DB_PER_SECOND = 20 / 1.7
