/**
 * The custom attributes of a conversation, by their display name: mostly strings, numbers, booleans
 * and `null`. Check a value before you use it, because an attribute may also be a custom object
 * since version 2.7.
 *
 * @see https://developers.intercom.com/docs/references/2.7/changelog
 */
export type CustomAttributes = Readonly<Record<string, unknown>>;
