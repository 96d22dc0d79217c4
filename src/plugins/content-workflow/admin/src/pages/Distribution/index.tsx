/** What was promised to channels: how it stands, what people post by hand, and what an activity's pieces are sent by. */
import { Navigate, Route, Routes, useParams } from 'react-router-dom';
import { Page } from '@strapi/strapi/admin';
import { TabBar } from '../../components/TabBar';
import { useText } from '../../i18n/use-text';
import { Board } from './Board';
import { DeliveryScreen } from './Delivery';
import { TaskScreen } from './Task';
import { Tasks } from './Tasks';
import { Templates } from './Templates';

const TABS = ['deliveries', 'tasks', 'templates'] as const;

const OneDelivery = () => {
  const key = useParams().key ?? '';
  return <DeliveryScreen key={key} deliveryKey={key} />;
};

const OneTask = () => {
  const key = useParams().key ?? '';
  return <TaskScreen key={key} deliveryKey={key} />;
};

const Distribution = () => {
  const text = useText();
  return (
    <>
      <TabBar label={text('distribution.tabs')} tabs={TABS.map((tab) => ({ path: tab, label: text(`distribution.tab.${tab}`) }))} />
      <Routes>
        <Route path="/" element={<Navigate to="deliveries" replace />} />
        <Route path="deliveries" element={<Board />} />
        <Route path="deliveries/:key" element={<OneDelivery />} />
        <Route path="tasks" element={<Tasks />} />
        <Route path="tasks/:key" element={<OneTask />} />
        <Route path="templates" element={<Templates />} />
        <Route path="*" element={<Page.Error />} />
      </Routes>
    </>
  );
};

export default Distribution;
