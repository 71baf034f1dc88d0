/** The order in which conversations were created. */
export const ascending = { field: 'created_at', order: 'ascending' };
