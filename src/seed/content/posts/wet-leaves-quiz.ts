import { paragraph, steps, tags } from '../blocks';
import type { SeedPost } from '../types';

export const wetLeavesQuiz: SeedPost = {
  key: 'wet-leaves-quiz',
  form: 'interactive',
  tone: 'humorous',
  planDate: { days: 18, at: '17:00', zone: 'America/Vancouver' },
  activity: 'first-pour',
  cover: { scene: 'leaves', palette: 'clay', alt: 'Leaves in clay red scattered over a pale ground' },
  localizations: [
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'draft' },
      content: {
        title: 'Quiz: who carries the wet leaves?',
        slug: 'who-carries-the-wet-leaves',
        topic: 'First Pour',
        summary: 'Five questions about trail manners, one of them unfair.',
        body: [
          paragraph('For the table cards and the Discord. Answers on the back, a stamp for everyone who plays.'),
          steps(
            'You meet a group coming down a narrow stretch. Who waits?',
            'The wind takes your tea bag over the edge. Now what?',
            'Somebody’s music is better than yours. Is that the point?',
            'There is one dry seat in the shelter and a very tired dog. Discuss.',
            'Five cups, one pot, and the leaves are wet. Who carries them down?',
          ),
          paragraph('To do: ask Tom which of these started an argument last year and keep that one.'),
        ],
        tags: tags('quiz', 'First Pour'),
      },
    },
  ],
};
