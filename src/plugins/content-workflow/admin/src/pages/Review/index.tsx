import { useMemo } from 'react';
import { Route, Routes, useParams, useSearchParams } from 'react-router-dom';
import { Page } from '@strapi/strapi/admin';
import { QueueScreen } from './Queue';
import { ReviewScreen } from './ReviewScreen';
import { useQueue, type QueueFilters } from './use-queue';

const useQueueFilters = (): QueueFilters => {
  const [search] = useSearchParams();
  const [type, activity] = [search.get('type') ?? '', search.get('activity') ?? ''];
  return useMemo(() => ({ type, activity }), [type, activity]);
};

const OnePiece = ({ queue }: { readonly queue: ReturnType<typeof useQueue> }) => {
  const id = Number(useParams().pieceId);
  // What belongs to one piece, the focus included, ends with it.
  return Number.isSafeInteger(id) && id > 0 ? <ReviewScreen key={id} id={id} queue={queue} /> : <Page.Error />;
};

/** The queue is kept while one piece after the other is looked at. */
const Review = () => {
  const queue = useQueue(useQueueFilters());
  return (
    <Routes>
      <Route path="/" element={<QueueScreen queue={queue} />} />
      <Route path=":pieceId" element={<OnePiece queue={queue} />} />
      <Route path="*" element={<Page.Error />} />
    </Routes>
  );
};

export default Review;
