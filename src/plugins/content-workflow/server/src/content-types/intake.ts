/** What is kept of what members and guests send in, beside the entry that it becomes. */
import { integer, string, table, text, time } from './table';

export const intakeTables = {
  // What was sent in, by whom, under which reference; its words are the entry's, its state the piece's.
  intake: table(
    'intake',
    'cw_intakes',
    { reference: string, sender: string, senderKind: string, senderId: string, senderName: string, idempotencyKey: string, bodyHash: string, subjectId: string, revision: integer, sentAt: time, changedAt: time, withdrawnAt: time },
    [
      { name: 'cw_intakes_reference', columns: ['reference'], type: 'unique' },
      // Whoever sends the same again, at the same moment too, is answered with what was taken in the first time.
      { name: 'cw_intakes_key', columns: ['sender', 'idempotency_key'], type: 'unique' },
      { name: 'cw_intakes_document', columns: ['subject_id'] },
      { name: 'cw_intakes_sender', columns: ['sender', 'id'] },
    ]
  ),
  // Pictures that nobody has looked at yet, where every process reads them. The bytes are base64: text is the one type that both databases keep whole.
  'quarantined-image': table(
    'quarantined-image',
    'cw_quarantined_images',
    { name: string, intakeId: integer, position: integer, mime: string, width: integer, height: integer, hash: string, digest: string, main: text, preview: text, uploadId: integer, keptAt: time },
    [
      { name: 'cw_quarantined_images_name', columns: ['name'], type: 'unique' },
      { name: 'cw_quarantined_images_intake', columns: ['intake_id', 'position'] },
    ]
  ),
  // Of an address its keyed hash alone; of a code as well.
  'guest-code': table('guest-code', 'cw_guest_codes', { guest: string, codeHash: string, tries: integer, expiresAt: time }, [
    { name: 'cw_guest_codes_guest', columns: ['guest'], type: 'unique' },
    { name: 'cw_guest_codes_age', columns: ['expires_at'] },
  ]),
};
