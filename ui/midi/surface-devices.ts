import type { DeviceName } from './device-name.ts'
import { routeDevices } from './device-routes.ts'
import type { DeviceReceiver } from './midi-requests.ts'

/** Which devices belong to control surfaces, by the names that those know them by. */
export class SurfaceDevices {
  readonly #receivers = new Map<string, DeviceReceiver>()
  /** Receivers by the names of the devices that are here. */
  readonly #here = new Map<string, DeviceReceiver>()
  #present: ReadonlyMap<string, DeviceName> = new Map()
  #routes: ReadonlyMap<string, string> = new Map()

  /** Hands the messages of a device to a receiver. */
  add(name: string, receiver: DeviceReceiver): void {
    this.#receivers.set(name, receiver)
    this.#route()
  }

  /** Takes a receiver out, unless another one has its device by now. */
  delete(name: string, receiver: DeviceReceiver): void {
    if (this.#receivers.get(name) === receiver) this.#receivers.delete(name)
    this.#route()
  }

  /** Follows the devices that are here. */
  follow(present: ReadonlyMap<string, DeviceName>): void {
    this.#present = new Map(present)
    this.#route()
  }

  /** What takes the messages of a device that is here. */
  receiverOf(device: string): DeviceReceiver | undefined {
    return this.#here.get(device)
  }

  /** The device that a surface means, by its name of now: systems call it by other names. */
  deviceOf(name: string): string {
    return this.#routes.get(name) ?? name
  }

  #route(): void {
    this.#routes = routeDevices(this.#receivers.keys(), this.#present)
    this.#here.clear()
    for (const [name, receiver] of this.#receivers) this.#here.set(this.deviceOf(name), receiver)
  }
}
