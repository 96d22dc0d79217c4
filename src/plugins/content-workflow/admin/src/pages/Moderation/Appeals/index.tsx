import { Route, Routes } from 'react-router-dom';
import { AppealList } from './AppealList';
import { AppealScreen } from './AppealScreen';

/** Appeals that wait for an answer, and those that have one. */
const Appeals = () => (
  <Routes>
    <Route path="/" element={<AppealList />} />
    <Route path=":reference" element={<AppealScreen />} />
  </Routes>
);

export default Appeals;
