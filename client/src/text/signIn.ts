/** Words of signing in. */
export const signInText = {
  title: '用谁的身份看一看',
  note: '都是虚构的人。正式环境用微信身份，没有密码。',
  street: '街上的人',
  staff: '工作人员',
  others: (titles: string) => `另有：${titles}`,
  later: '先不登录，随便看看',
  inWechatTitle: '请在微信里打开',
  inWechatNote: '登录要用您的微信身份，网页上只能看。',
  needed: '请先登录',
  signIn: '登录',
  phoneTitle: '验证一次手机号',
  phoneNote: '评论、提议和投票要实名在后台。号码加密存放，不给任何人看，只问这一次。',
  phoneButton: '用微信验证手机号',
  phoneElsewhere: '手机号只能在微信里验证。请在微信里打开这一页。',
  phoneLater: '先不说了',
} as const;
