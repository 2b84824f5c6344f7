// An independent judge of signatures: Debian's python3-dkim, in a process of its own, with the names of a test.
import { spawn, spawnSync } from 'node:child_process'
import { text } from 'node:stream/consumers'

const PROGRAM = `
import base64, json, sys, dkim
asked = json.load(sys.stdin)
names = {name.encode(): record.encode() for name, record in asked["names"].items()}
def dns(name, timeout=5):
    return names.get(name.rstrip(b"."))
answers = []
for mail in asked["mails"]:
    try:
        judge = dkim.DKIM(base64.b64decode(mail))
        good = judge.verify(dnsfunc=dns)
        answers.append({"verdict": "pass" if good else "fail", "domain": (judge.domain or b"").decode()})
    except Exception as error:
        answers.append({"verdict": "error: " + str(error), "domain": ""})
json.dump(answers, sys.stdout)
`

/** Debian's python3 has its packages; another one on the path may not. */
const python = ['/usr/bin/python3', 'python3'].find(
  (one) => spawnSync(one, ['-c', 'import dkim']).status === 0,
)

/** Whether python3-dkim is there; a notice is written where it isn't. */
export function hasDkimpy(): boolean {
  if (python === undefined)
    process.stderr.write('\nNOT TESTED by an independent verifier of DKIM: apt-get install python3-dkim\n')
  return python !== undefined
}

/** What dkimpy says of the topmost signature of each mail; `names` are TXT records. */
export async function dkimpy(
  mails: readonly Buffer[],
  names: Readonly<Record<string, string>>,
): Promise<{ verdict: string; domain: string }[]> {
  const judge = spawn(python ?? 'python3', ['-c', PROGRAM])
  judge.stdin.end(JSON.stringify({ names, mails: mails.map((mail) => mail.toString('base64')) }))
  const [said, wrong] = await Promise.all([text(judge.stdout), text(judge.stderr)])
  if (said === '') throw new Error(`python3-dkim ended without an answer: ${wrong}`)
  return JSON.parse(said)
}
