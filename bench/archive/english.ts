// English, which one thread in twelve is written in.

export const COMMON = (
  'the of and to a in is that for it on with as be this are by at from have not we you or was an will can has which ' +
  'all if your there but our more they when would new one about time please also any up other some should meeting ' +
  'list mailing project group members next report version question thanks release draft agenda minutes association ' +
  'network community partners workshop funding proposal deadline schedule travel city council cycling garden theatre ' +
  'archive search message folder server update before after could many few through between during where while still ' +
  'people first last week month year morning evening volunteers budget account document translation review decision'
).split(' ')

export const SENTENCES = [
  'Please find attached the draft agenda for our next call with the partners.',
  'I am sorry for the late answer, I was travelling for most of last week.',
  'Could somebody who was at the workshop correct the second paragraph?',
  'The funding proposal is due on Friday at noon, Brussels time.',
  'We would be happy to host the autumn meeting if nobody else volunteers.',
  'As far as I can tell, this was already decided in the spring.',
  "Let's not change the wording again unless it is really misleading.",
  'The figures on page four do not add up, or I am reading them wrongly.',
  'Our colleagues in Ghent asked whether the guide may be translated.',
  'Two of the bikes need new brakes before anybody rides them again.',
  'I have put the pictures of the opening on the shared folder.',
  'If there is no objection by Tuesday I will send it as it stands.',
  'The council has finally answered, and it is better than we feared.',
  'We are still looking for three people to help with the stall.',
  'There is a train at nine that gets in well before the first session.',
  'Thank you all for a wonderful evening, it was worth the rain.',
  'The new version fixes the import but breaks the calendar, sadly.',
  'Would it be possible to have the minutes before the end of the month?',
  'My phone number has changed, the old one no longer works.',
  'Nobody seems to know who holds the key of the small room.',
]

export const GREETINGS = ['Hello,', 'Dear all,', 'Hi everyone,', 'Hi,', '']
export const CLOSINGS = ['Best regards,', 'Kind regards,', 'Many thanks,', 'Cheers,', 'All the best,']
export const PREFIXES = ['Re: ', 'Re: ', 'RE: '] as const
