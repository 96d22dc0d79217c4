import { useEffect, useState } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import { Page, useAuth } from '@strapi/strapi/admin';
import type { WordListView } from '../../../../../contracts/moderation/word-lists';
import { useText } from '../../../i18n/use-text';
import { PLUGIN_ID } from '../../../plugin-id';
import { useWordListsApi } from './api';
import { Editor } from './Editor';
import { Lists } from './Lists';

const useMayChange = (): boolean => useAuth('ContentWorkflow', (state) => state.permissions).some(({ action }) => action === `plugin::${PLUGIN_ID}.moderation-lead`);

const One = ({ mayChange }: { readonly mayChange: boolean }) => {
  const api = useWordListsApi();
  const { key = '' } = useParams();
  const [list, setList] = useState<WordListView | 'loading' | 'failed'>('loading');
  useEffect(() => {
    setList('loading');
    void api.read(key).then((answer) => {
      if (answer.kind !== 'aborted') setList(answer.kind === 'ok' ? answer.data : 'failed');
    });
  }, [api, key]);
  if (list === 'loading') return <Page.Loading />;
  if (list === 'failed') return <Page.Error />;
  return (
    <Page.Main>
      <Page.Title>{list.name}</Page.Title>
      <Editor key={list.key} list={list} mayChange={mayChange} />
    </Page.Main>
  );
};

const New = () => {
  const text = useText();
  return (
    <Page.Main>
      <Page.Title>{text('moderation.lists.new')}</Page.Title>
      <Editor list={null} mayChange />
    </Page.Main>
  );
};

/** What screening looks for: every list, one list, or a new one. */
const WordLists = () => {
  const mayChange = useMayChange();
  return (
    <Routes>
      <Route path="/" element={<Lists mayChange={mayChange} />} />
      {mayChange ? <Route path="new" element={<New />} /> : null}
      <Route path=":key" element={<One mayChange={mayChange} />} />
    </Routes>
  );
};

export default WordLists;
