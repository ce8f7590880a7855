import { describe, expect, test } from 'vitest'
import { PairJudge } from '../../../ui/midi/pair-judge.ts'

type Event = readonly [timeMs: number, number: number, value: number]

const isPair = (events: readonly Event[], number = 0) => {
  const judge = new PairJudge()
  for (const [timeMs, cc, value] of events) judge.take(0, cc, value, Float64Array.of(timeMs))
  return judge.isPair(0, number)
}

const count = <T>(length: number, make: (i: number) => T): T[] =>
  Array.from({ length }, (_, i) => make(i))

/** A fader of 14 bits that goes up by `step` each 10 ms. */
const sweep = (step: number, isFineFirst = false): Event[] =>
  count(50, (i) => 1000 + i * step).flatMap((value, i): Event[] => {
    const coarse: Event = [i * 10 + (isFineFirst ? 0.7 : 0), 0, (value >> 7) & 127]
    const fine: Event = [i * 10 + (isFineFirst ? 0 : 0.7), 32, value & 127]
    return isFineFirst ? [fine, coarse] : [coarse, fine]
  })

/** A control of 7 bits that goes up by one each 10 ms. */
const knob = (number: number, fromMs: number, length = 60): Event[] =>
  count(length, (i) => [fromMs + i * 10, number, 20 + i])

const dumps = (times: number): Event[] =>
  count(times, (n) => n).flatMap((n) =>
    count(64, (number): Event => [n * 500 + number, number, (number * 37 + n) & 127])
  )

const merged = (...lists: readonly Event[][]): Event[] => lists.flat().sort(([a], [b]) => a - b)

describe('controllers n and n + 32', () => {
  test.each([
    ['a slow sweep, coarse half first', sweep(37)],
    ['a slow sweep, fine half first', sweep(37, true)],
    ['a fast sweep', sweep(300)]
  ])('are one control in %s', (_, events) => {
    expect(isPair(events)).toBe(true)
  })

  test.each([
    ['a fader and then a button', [...knob(0, 0), [700, 32, 127] as const, [800, 32, 0] as const]],
    ['one knob and later the other', [...knob(0, 0), ...knob(32, 2000)]],
    ['two knobs at once, 5 ms apart', merged(knob(0, 0), knob(32, 5))],
    ['three dumps of a whole preset', dumps(3)],
    ['twenty dumps of a whole preset', dumps(20)],
    ['the first of them alone', knob(0, 0)],
    [
      'a button that is pressed while the fader moves',
      merged(
        knob(0, 0),
        count(20, (i): Event => [i * 30 + 1, 32, i % 2 ? 0 : 127])
      )
    ]
  ])('are two in %s', (_, events) => {
    expect(isPair(events)).toBe(false)
  })

  test('are two again as soon as one of them often comes alone', () => {
    expect(isPair([...sweep(37), ...knob(32, 2000, 30)])).toBe(false)
    expect(isPair([...sweep(37), ...knob(0, 2000, 30)])).toBe(false)
  })

  test('of other numbers and channels are judged by themselves', () => {
    const judge = new PairJudge()
    for (const [timeMs, cc, value] of sweep(37)) judge.take(3, cc, value, Float64Array.of(timeMs))
    expect([judge.isPair(3, 0), judge.isPair(2, 0), judge.isPair(3, 1)]).toEqual([
      true,
      false,
      false
    ])
  })
})
