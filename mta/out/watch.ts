/** Promises that wait for a condition, asked again whenever `told` that something changed. */
export class Watch {
  #waiting: { readonly ready: () => boolean; readonly go: () => void }[] = []

  when(ready: () => boolean): Promise<void> {
    if (ready()) return Promise.resolve()
    return new Promise((go) => this.#waiting.push({ ready, go }))
  }

  told(): void {
    if (this.#waiting.length === 0) return
    const ready = new Set(this.#waiting.filter((one) => one.ready()))
    if (ready.size === 0) return
    this.#waiting = this.#waiting.filter((one) => !ready.has(one))
    for (const one of ready) one.go()
  }

  get anybody(): boolean {
    return this.#waiting.length > 0
  }
}
