/** What is tried out with readers: everything that runs, and a page for each. */
import { Route, Routes, useParams } from 'react-router-dom';
import { Page } from '@strapi/strapi/admin';
import { ExperimentList } from './List';
import { ExperimentScreen } from './Screen';

const One = () => {
  const id = Number(useParams().pieceId);
  return Number.isSafeInteger(id) && id > 0 ? <ExperimentScreen key={id} pieceId={id} /> : <Page.Error />;
};

const Experiments = () => (
  <Routes>
    <Route path="/" element={<ExperimentList />} />
    <Route path=":pieceId" element={<One />} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);

export default Experiments;
