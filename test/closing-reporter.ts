import type { Reporter, TestModule } from 'vitest/node'

/** Ends the run with one line for scripts: `12 passed, 0 failed, 0 skipped`. */
export default class ClosingReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) count[test.result().state] += 1
      // A file that does not load has no test to fail.
      if (!module.ok() && !tests.some((test) => test.result().state === 'failed')) count.failed += 1
    }
    const { passed, failed, skipped } = count
    process.on('exit', () =>
      process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`),
    )
  }
}
