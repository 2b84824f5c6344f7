/** A refusal: expected, somebody is told no. The message is one sentence for the person who asked. */
export class Refused extends Error {
  override name = 'Refused'
}
