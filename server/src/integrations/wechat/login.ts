/** The two exchanges that need the secret of the mini-program. It and session_key never leave the server. */
export interface WechatLogin {
  /** code of Taro.login → openid. @throws wechatLoginFailed, wechatUnavailable */
  openidOf(code: string): Promise<string>;
  /** code of a getPhoneNumber button → the verified number. @throws wechatLoginFailed, wechatUnavailable */
  phoneOf(code: string): Promise<string>;
}
