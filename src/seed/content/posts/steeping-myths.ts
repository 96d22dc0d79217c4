import { heading, paragraph, tags } from '../blocks';
import type { SeedPost } from '../types';

export const steepingMyths: SeedPost = {
  key: 'steeping-myths',
  form: 'text',
  tone: 'authoritative',
  planDate: { days: 12, at: '08:00', zone: 'America/Vancouver' },
  cover: { scene: 'peaks', palette: 'lake', alt: 'Blue peaks with pale summits under a small sun' },
  localizations: [
    {
      locale: 'en',
      author: 'maya-okafor',
      standing: { stage: 'review' },
      content: {
        title: 'Four things people get wrong about steeping outdoors',
        slug: 'four-steeping-myths',
        topic: 'Brewing',
        audience: 'Hikers who brew at altitude and wonder why it tastes thin.',
        summary: 'Boiling is not always hot enough, snow is not always clean, and stirring is not cheating.',
        body: [
          heading('“Water boils, so it is hot enough”'),
          paragraph(
            'At three thousand metres water boils at about ninety degrees Celsius. For green tea that is a gift. For a black tea it is lukewarm bath water: give it twice the time, or put a lid on the cup and wrap it in your hat.',
          ),
          heading('“Snow is the purest water there is”'),
          paragraph(
            'Fresh snow from above the treeline is soft and makes a bright cup. Old snow has had visitors. If it is pink, grey or on the way to the hut’s toilet, keep walking. Melt it with a splash of water in the pot, or the pot scorches and so does the tea.',
          ),
          heading('“Stirring ruins it”'),
          paragraph(
            'Tea in a still, cold cup sits in its own strong puddle. Turn the cup twice. Nobody from the ceremony is watching.',
          ),
          heading('“Leaves are natural, leave them there”'),
          paragraph(
            'They are natural somewhere else. Ours are grown on a hillside in Nantou and take months to rot above two thousand metres. Carry them down; three grams, wet.',
          ),
        ],
        tags: tags('brewing', 'altitude', 'leave no trace'),
        platformAdaptations: [
          {
            platform: 'reddit',
            title: 'Four things we got wrong about brewing tea at altitude',
            text: 'Boiling point, snow, stirring, and what to do with the leaves. Corrections welcome, we will edit the article.',
          },
        ],
      },
    },
  ],
};
