/** What people write to support, in several scripts, as HTML paragraphs are made of. */
export const sentences = [
  'I cannot log in since this morning; the page only says that something went wrong.',
  'Where do I find the invoice for last month? Our accounting asks for it every week.',
  'The export stops at 50&nbsp;% and then nothing happens any more.',
  'Could you tell me whether the <b>team plan</b> includes single sign-on?',
  'Thank you, that was quick! 🎉',
  'We were charged twice for the same order, please have a look at the attached receipt.',
  'Is there a way to change the e-mail address of an account without losing its history?',
  'It works in one browser but not in the other, and I have tried turning it off and on again.',
  'Our trial ends on Friday. What happens to our data after that?',
  'Ich finde die Einstellung für die Sprache nicht, können Sie mir bitte weiterhelfen?',
  'Größere Dateien werden abgelehnt, obwohl unser Tarif das erlauben müsste. Viele Grüße!',
  "Bonjour, je n'arrive pas à réinitialiser mon mot de passe, le lien a déjà expiré.",
  '¿Cómo puedo añadir a otra persona a mi equipo? No encuentro el botón.',
  'アプリが起動しません。再インストールしても同じ結果です。',
  '请问如何取消订阅？我在设置页面里找不到这个选项。',
  'Не приходит письмо с подтверждением, проверил и папку со спамом.',
  'The webhook fires twice for every update &mdash; once with the old value and once with the new.',
  'Please see <a href="https://example.com/screenshots/1" rel="nofollow noopener noreferrer" target="_blank">this screenshot</a>.',
  'Sent from my phone 📱',
  'ok',
] as const;

/** What people write above their e-mails. */
export const subjects = [
  'Cannot log in',
  'Invoice for last month',
  'Question about plans',
  'Re: Your order',
  'Rückfrage zur Rechnung',
  'Charged twice?!',
  'Feature request: dark mode 🌙',
] as const;

/** What teammates put on conversations. */
export const tagNames = [
  'billing',
  'bug',
  'feature request',
  'login',
  'vip',
  'später',
  'export',
] as const;

/** The pages people start conversations on. */
export const pageUrls = [
  'https://app.example.com/',
  'https://app.example.com/settings/billing',
  'https://www.example.com/pricing?utm_source=newsletter',
  'https://docs.example.com/en/articles/42-getting-started',
] as const;
