// The order in which a message is judged. To add a rule: one file, one line here, one test file.
import type { Rule } from '../judge.ts'
import { author } from './author.ts'
import { automatic } from './automatic.ts'
import { blocked } from './blocked.ts'
import { duplicate } from './duplicate.ts'
import { loop } from './loop.ts'
import { size } from './size.ts'
import { whoMayPost } from './who-may-post.ts'

export const rulesInOrder: readonly Rule[] = [loop, automatic, duplicate, blocked, author, size, whoMayPost]
