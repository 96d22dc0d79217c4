/** By what submissions are read, and what is remembered of them. */
import { flag, integer, string, table, text, time } from './table';

export const screeningTables = {
  'word-list': table(
    'word-list',
    'cw_word_lists',
    { listKey: string, version: integer, name: string, violation: string, severity: string, kind: string, minors: flag, terms: text, allow: text, expiresAt: time, owner: string, retired: flag, comment: text, actorKind: string, actorId: string, actorName: string, at: time },
    // Whoever comes second with the same version has not seen the first.
    [{ name: 'cw_word_lists_version', columns: ['list_key', 'version'], type: 'unique' }]
  ),
  fingerprint: table(
    'fingerprint',
    'cw_fingerprints',
    {
      kind: string,
      reference: string,
      subjectId: string,
      revision: integer,
      sender: string,
      hash: string,
      band0: integer,
      band1: integer,
      band2: integer,
      band3: integer,
      band4: integer,
      band5: integer,
      band6: integer,
      band7: integer,
      length: integer,
      normalised: text,
      content: text,
      at: time,
    },
    [
      // Hashes that are near share a band, so each of the eight is looked up.
      ...Array.from({ length: 8 }, (_, i) => ({ name: `cw_fingerprints_band${i}`, columns: ['kind', `band_${i}`, 'at'] })),
      { name: 'cw_fingerprints_length', columns: ['kind', 'length', 'at'] },
      { name: 'cw_fingerprints_sender', columns: ['sender', 'kind', 'at'] },
      { name: 'cw_fingerprints_reference', columns: ['reference'] },
      { name: 'cw_fingerprints_newest', columns: ['kind', 'id'] },
    ]
  ),
  'denied-image': table('denied-image', 'cw_denied_images', { hash: string, violation: string, severity: string, reason: text, actorKind: string, actorId: string, actorName: string, at: time }, [
    { name: 'cw_denied_images_hash', columns: ['hash'], type: 'unique' },
  ]),
  'rule-outcome': table('rule-outcome', 'cw_rule_outcomes', { rule: string, ruleVersion: string, upheld: integer, dismissed: integer }, [
    { name: 'cw_rule_outcomes_rule', columns: ['rule', 'rule_version'], type: 'unique' },
  ]),
};
