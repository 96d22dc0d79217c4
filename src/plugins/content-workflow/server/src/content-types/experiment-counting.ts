/** What readers were shown and did, of experiments: events as they came, what is counted of them, and what was not counted. */
import { flag, integer, number, string, table, time } from './table';

export const countingTables = {
  // Every event that was taken in, for as long as the setting says. Of the reader it holds an anonymous unit, and nothing of the network or the browser.
  'experiment-event': table('experiment-event', 'cw_experiment_events', { eventId: string, experimentId: integer, unit: string, kind: string, arm: string, goal: string, value: number, at: time, receivedAt: time }, [
    // The same event sent again is the same event, whichever process it reaches.
    { name: 'cw_experiment_events_id', columns: ['event_id'], type: 'unique' },
    { name: 'cw_experiment_events_unit', columns: ['experiment_id', 'unit'] },
    { name: 'cw_experiment_events_age', columns: ['received_at'] },
  ]),
  // A reader who was shown an arm, once, with the arm that they saw first.
  'experiment-unit': table('experiment-unit', 'cw_experiment_units', { experimentId: integer, unit: string, arm: string, firstAt: time, hour: time, isMultiple: flag }, [
    { name: 'cw_experiment_units_key', columns: ['experiment_id', 'unit'], type: 'unique' },
  ]),
  // The first time that a reader reached a goal.
  'experiment-conversion': table('experiment-conversion', 'cw_experiment_conversions', { experimentId: integer, goal: string, unit: string, arm: string, value: number, at: time, hour: time }, [
    { name: 'cw_experiment_conversions_key', columns: ['experiment_id', 'goal', 'unit'], type: 'unique' },
    { name: 'cw_experiment_conversions_unit', columns: ['experiment_id', 'unit'] },
  ]),
  // Sums of the two above by the hour in which it happened, written in the same transaction: results are read from here alone.
  'experiment-hour': table('experiment-hour', 'cw_experiment_hours', { experimentId: integer, hour: time, arm: string, units: integer, conversions: integer, valueSum: number, valueSquares: number, multiple: integer }, [
    { name: 'cw_experiment_hours_key', columns: ['experiment_id', 'hour', 'arm'], type: 'unique' },
  ]),
  // How many events were not counted, and why, by the hour in which they came; 0 stands for no experiment that is known.
  'experiment-drop': table('experiment-drop', 'cw_experiment_drops', { experimentId: integer, hour: time, reason: string, events: integer }, [
    { name: 'cw_experiment_drops_key', columns: ['experiment_id', 'hour', 'reason'], type: 'unique' },
  ]),
};
