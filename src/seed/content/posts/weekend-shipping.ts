import { paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const weekendShipping: SeedPost = {
  key: 'weekend-shipping',
  form: 'text',
  tone: 'friendly',
  planDate: { days: -8, at: '09:00', zone: 'America/Vancouver' },
  activity: 'tin-comes-home',
  cover: { scene: 'stripes', palette: 'lake', alt: 'Diagonal bands in sea blue and cream around a dark disc' },
  localizations: [
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: {
        stage: 'withdrawn',
        remark: {
          by: 'tsai-peishan',
          text: 'The carrier does not cover the territories, and the article says “anywhere in Canada”. Four members have already been charged. Down everywhere now; Maya writes to the four, we refund the postage, and it may come back with the right map.',
        },
      },
      content: {
        title: 'This weekend your refill travels free',
        slug: 'refill-travels-free',
        topic: 'Refills',
        audience: 'Members with a Homeward Tin and no refill in the last sixty days.',
        summary: 'Order a refill pouch between Friday noon and Sunday midnight and we pay the postage, anywhere in Canada.',
        body: [
          paragraph(
            'The tins are coming home faster than we thought, which means a shelf of clean, numbered, empty tins and a warehouse that would like them gone. So this weekend the postage is on us.',
          ),
          paragraph(
            'Order one refill pouch or ten. There is no minimum, no code and no countdown; the basket simply shows zero for shipping from Friday noon to Sunday midnight, Pacific time.',
          ),
          paragraph(
            'If you are sending a tin back at the same time, put the return label on first. The pouch goes out on Monday, in paper, with the number of the tin we saved by not sending you a new one.',
          ),
        ],
        tags: tags('refill', 'offer'),
        platformAdaptations: [
          {
            platform: 'email',
            title: 'We pay the postage until Sunday',
            text: 'No code, no minimum. Friday noon to Sunday midnight, Pacific time.',
          },
        ],
        trackedLinks: [{ kind: 'shop', label: 'Refill pouches', url: 'https://shop.example.com/ca/refill' }],
      },
    },
  ],
};
