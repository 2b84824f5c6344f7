/** Memory of the process in bytes, without what this thread knows to be its own: growth of it is the other threads'. */
export function besidesThisThread(): number {
  const { rss, heapTotal, external } = process.memoryUsage()
  return rss - heapTotal - external
}
