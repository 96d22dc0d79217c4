import type { PolicyWords } from './words';

export const EN: PolicyWords = {
  violations: {
    illegal: { name: 'Illegal content', rule: 'Nothing that the law forbids: weapons, drugs, fraud, sexual content with minors, calls for violence.', example: 'Offers forged identity papers, with a contact.' },
    'unfriendly.contempt': { name: 'Contempt', rule: 'Nobody is treated as worth less than others.', example: '“People like you have no business here.”' },
    'unfriendly.mockery': { name: 'Mockery', rule: 'Nobody is made a laughing stock for what they are, look like or can not do.', example: 'Edits a member’s photograph to ridicule their looks.' },
    'unfriendly.provocation': { name: 'Provocation', rule: 'Nothing that is only meant to start a quarrel.', example: 'Posts the same taunt below every opinion of another member.' },
    'unfriendly.humiliation': { name: 'Humiliation', rule: 'Nobody is humiliated in front of others.', example: 'Publishes a private confession of a member to shame them.' },
    'unfriendly.abuse': { name: 'Abuse', rule: 'No insults and no swearing at people.', example: 'Calls another member obscene names.' },
    'unfriendly.defamation': { name: 'Defamation', rule: 'Nothing untrue that harms somebody’s name.', example: '“This shop owner is a thief”, without anything to show for it.' },
    'unfriendly.discrimination': { name: 'Discrimination', rule: 'Nobody is attacked for their origin, sex, faith, age, illness or disability.', example: '“People from there must not be served.”' },
    'unfriendly.threat': { name: 'Threats', rule: 'Nobody is threatened.', example: '“I know where you live, just wait.”' },
    'spam-ad': { name: 'Spam and advertising', rule: 'No unasked advertising: affiliate or deceptive links, coordinated accounts, symbols or images that evade review.', example: 'A review whose only point is a contact for “cheap goods”, written with stars between the characters.' },
    'vulgar-sexual': { name: 'Vulgar or sexual content', rule: 'No pornography, no sexual solicitation, nothing vulgar.', example: 'A suggestive picture with an offer of paid chats.' },
    'false-information': { name: 'False information', rule: 'Nothing made up as if it were so: forged experience, false claims, pretending to be somebody else.', example: 'Praises a product as a buyer, with photographs taken from elsewhere.' },
    superstition: { name: 'Superstition', rule: 'No fortune telling and no promises of supernatural help.', example: 'Sells a charm that is said to cure illness.' },
    clickbait: { name: 'Clickbait', rule: 'A headline says what the content says.', example: '“Shop closes for good!” above a text about a day off.' },
    'fandom-chaos': { name: 'Fan-circle chaos', rule: 'No fund-raising or vote-buying with minors, no pile-ons, no exposing of private details, no sock puppets.', example: 'Calls on followers to flood somebody’s comments, and gives their phone number.' },
    'other-harm': { name: 'Other harm', rule: 'Nothing else that harms people: dangerous stunts to imitate, disasters mocked.', example: 'Shows how to climb a power mast “for the view”.' },
    'account.cheat-registration': { name: 'Account obtained by cheating', rule: 'An account belongs to the person who registered it, with true data.', example: 'Registers with somebody else’s e-mail address.' },
    'account.multi-account': { name: 'Several accounts', rule: 'Nobody uses several accounts to get around rules or to seem many.', example: 'Votes for the own work with six accounts.' },
  },
  severities: { minor: 'minor', moderate: 'moderate', serious: 'serious', extreme: 'extreme' },
  aggravators: { 'minor-harm': 'Minors were harmed or endangered', 'cheat-registration': 'The account was obtained by cheating', 'multi-account': 'Several accounts were used' },
  steps: { 0: 'Warning', 1: 'Muted for 1 day', 2: 'Muted for 7 days', 3: 'Muted for 15 days', 4: 'Muted for good', 5: 'Banned' },
  detections: { patrol: 'found by moderators on patrol', report: 'reported by a member of the community', auto: 'found by an automatic rule', submission: 'found when the submission was reviewed' },
};
