import { expect, it } from 'vitest'
import { DeviceLatency } from '../../../host-demo/audio/device-latency.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'
const CHROMIUM = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36'

/** A device that counts how often it is asked. */
function countingDevice(outputLatency: number) {
  let asked = 0
  const device = {
    get outputLatency() {
      asked++
      return outputLatency
    }
  }
  return { device, asked: () => asked }
}

it('a device is asked once a second, however many frames want to know', () => {
  const { device, asked } = countingDevice(0.02)
  const latency = new DeviceLatency(device, CHROMIUM)
  for (let frame = 0; frame < 180; frame++)
    expect(latency.secondsAt((frame * 1000) / 60)).toBe(0.02)
  expect(asked()).toBe(3)
})

it('Firefox is never asked', () => {
  const { device, asked } = countingDevice(0.02)
  const latency = new DeviceLatency(device, FIREFOX)
  for (let frame = 0; frame < 180; frame++) expect(latency.secondsAt((frame * 1000) / 60)).toBe(0)
  expect(asked()).toBe(0)
})

it('a device that says nothing usable is late by nothing', () => {
  expect(new DeviceLatency(countingDevice(Number.NaN).device, CHROMIUM).secondsAt(0)).toBe(0)
})
