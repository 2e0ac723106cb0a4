import * as z from 'zod';
import { AppError } from '../../appError';
import type { WechatClient } from './client';
import { codeRefused } from './codeRefused';

const answer = z.object({
  phone_info: z.object({
    purePhoneNumber: z.string().min(1),
    countryCode: z.string(),
    watermark: z.object({ appid: z.string() }),
  }),
});

/**
 * The code of a getPhoneNumber button → the verified number, country code first: `+8613…`
 * (`POST /wxa/business/getuserphonenumber`).
 * @throws wechatLoginFailed when the code is expired, used or another program's; wechatUnavailable
 */
export async function phoneOfCode(client: WechatClient, code: string): Promise<string> {
  try {
    const { phone_info } = await client.post('/wxa/business/getuserphonenumber', { code }, answer);
    if (phone_info.watermark.appid !== client.app.appId) throw new AppError('wechatLoginFailed');
    return `+${phone_info.countryCode}${phone_info.purePhoneNumber}`;
  } catch (error) {
    throw codeRefused(error);
  }
}
