import { Layouts, Page } from '@strapi/strapi/admin';
import { Flex } from '@strapi/design-system';
import { useText } from '../../i18n/use-text';
import { PLUGIN_ID } from '../../plugin-id';
import { Alerts } from './Alerts';
import { ClockHealth } from './ClockHealth';
import { Pieces } from './Pieces';

const READ = [{ action: `plugin::${PLUGIN_ID}.read`, subject: null }];

const Overview = () => {
  const text = useText();
  return (
    <Page.Protect permissions={READ}>
      <Page.Main>
        <Page.Title>{text('plugin.name')}</Page.Title>
        <Layouts.Header title={text('plugin.name')} subtitle={text('overview.subtitle')} />
        <Layouts.Content>
          <Flex direction="column" alignItems="stretch" gap={6}>
            <ClockHealth />
            <Alerts />
            <Pieces />
          </Flex>
        </Layouts.Content>
      </Page.Main>
    </Page.Protect>
  );
};

export default Overview;
