/**
 * The workspace's own attributes of a conversation, by their display name: mostly strings, numbers,
 * booleans and `null`. Since 2.7 an attribute may also hold a custom object, so a value must be
 * looked at before it is used.
 *
 * @see https://developers.intercom.com/docs/references/2.7/changelog
 */
export type CustomAttributes = Readonly<Record<string, unknown>>;
