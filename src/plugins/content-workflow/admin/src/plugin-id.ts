export const PLUGIN_ID = 'content-workflow';
