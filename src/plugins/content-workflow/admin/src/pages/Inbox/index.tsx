import { Route, Routes } from 'react-router-dom';
import { Page } from '@strapi/strapi/admin';
import { Inbox } from './Inbox';
import { Preferences } from './Preferences';

const Screen = () => (
  <Routes>
    <Route path="/" element={<Inbox />} />
    <Route path="preferences" element={<Preferences />} />
    <Route path="*" element={<Page.Error />} />
  </Routes>
);

export default Screen;
