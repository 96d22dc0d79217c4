import { Layouts, Page } from '@strapi/strapi/admin';
import { Flex } from '@strapi/design-system';
import { useText } from '../../i18n/use-text';
import { Alerts } from './Alerts';
import { ClockHealth } from './ClockHealth';
import { Pieces } from './Pieces';

const Overview = () => {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('screen.overview')}</Page.Title>
      <Layouts.Header title={text('screen.overview')} subtitle={text('overview.subtitle')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <ClockHealth />
          <Alerts />
          <Pieces />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};

export default Overview;
