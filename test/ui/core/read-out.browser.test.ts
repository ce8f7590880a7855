import { beforeEach, expect, test } from 'vitest'
import { ReadOut } from '../../../ui/core/read-out.ts'

const root = document.createElement('div')
let readOut: ReadOut

beforeEach(() => {
  root.innerHTML = '<b class="level">-3</b>'
  readOut = new ReadOut({ renderRoot: root })
})

/** Which of so many frames of 16 ms write. */
function writes(frames: number): readonly number[] {
  return Array.from({ length: frames }, (_, i) => i).filter(() => readOut.due(16))
}

test('a read-out is written at the first frame and then six times a second', () => {
  expect(writes(24)).toEqual([0, 11, 22])
})

test('a read-out in a hurry is written at the next frame', () => {
  writes(3)
  readOut.hurry()
  expect(readOut.due(16)).toBe(true)
})

test('a text that stays the same is not written again', () => {
  const text = root.querySelector('.level')?.firstChild
  readOut.write('.level', '-3')
  expect(root.querySelector('.level')?.firstChild).toBe(text)
  readOut.write('.level', '-6')
  expect(root.textContent).toBe('-6')
})

test('what is not rendered is left out', () => {
  readOut.write('.gone', '1')
  readOut.mark('.gone', 'over', true)
  readOut.writeAttribute('.gone', 'aria-valuenow', '1')
  expect(root.innerHTML).toBe('<b class="level">-3</b>')
})

test('a mark comes and goes with its claim', () => {
  readOut.mark('.level', 'over', true)
  expect(root.querySelector('.level.over')).not.toBeNull()
  readOut.mark('.level', 'over', false)
  expect(root.querySelector('.level.over')).toBeNull()
})
