/**
 * A file attached to a message.
 *
 * @see https://developers.intercom.com/docs/references/2.7/rest-api/api.intercom.io/conversations/conversation
 */
export interface Attachment {
  /** The kind of attachment. */
  readonly type: 'upload' | (string & {});
  /** The file's name, with its extension. */
  readonly name: string;
  /** Where the file can be downloaded. */
  readonly url: string;
  /** The media type, for example `image/png`. */
  readonly content_type?: string;
  /** The size in bytes. */
  readonly filesize?: number;
  /** The width of an image in pixels; `null` for other files. */
  readonly width?: number | null;
  /** The height of an image in pixels; `null` for other files. */
  readonly height?: number | null;
}
