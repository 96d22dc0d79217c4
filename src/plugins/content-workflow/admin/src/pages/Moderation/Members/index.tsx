import { Route, Routes } from 'react-router-dom';
import { MemberList } from './MemberList';
import { MemberScreen } from './MemberScreen';

/** Who sends something in: whom moderators look for, and what holds for one of them. */
const Members = () => (
  <Routes>
    <Route path="/" element={<MemberList />} />
    <Route path=":sender" element={<MemberScreen />} />
  </Routes>
);

export default Members;
