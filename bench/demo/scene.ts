// A conversation is written like a play: « @anne » speaks, « @jp >1 » answers her first line,
// « @jp +plan.pdf » joins a paper. Dates are written {samedi} or {jeudi+10} and become real ones.

/** When a conversation starts: days before now, or the last time that this day of the year came round (or the time before). */
export type When = { readonly ago: number } | { readonly on: `${number}-${number}`; readonly lastYear?: true }

export interface Line {
  readonly by: string
  readonly text: string
  /** Index of the line it answers; none for the first and for those that forget to answer. */
  readonly answers?: number
  readonly papers: readonly string[]
}

export interface Scene {
  readonly list: string
  readonly when: When
  readonly subject: string
  readonly lines: readonly Line[]
}

const CUE = /^@([a-z]+)(?: >(\d+))?((?: \+\S+)*)$/

/** Reads a script; each line answers the one before unless it says which. */
export function scene(list: string, when: When, subject: string, script: string): Scene {
  const lines: Line[] = []
  for (const block of script.trim().split(/\n(?=@[a-z])/)) {
    const [cue = '', ...text] = block.split('\n')
    const [, by, answers, papers = ''] = CUE.exec(cue.trim()) ?? []
    if (by === undefined) throw new Error(`not a cue: ${cue}`)
    lines.push({
      by,
      text: text.join('\n').trim(),
      papers: papers.split(' +').slice(1),
      ...(lines.length === 0
        ? {}
        : { answers: answers === undefined ? lines.length - 1 : Number(answers) - 1 }),
    })
  }
  return { list, when, subject, lines }
}
