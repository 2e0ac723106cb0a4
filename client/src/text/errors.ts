import type { FieldIssue } from '@jierong/shared/errors';
import type { FailureCode } from '@/services/request';
import { stateLabels } from './states';
import { distanceText } from './time';

type Data = Record<string, unknown> | undefined;

const fieldNames: Record<string, string> = {
  words: '描述',
  photos: '照片',
  place: '位置',
  'place.address': '位置',
  group: '类别',
  reason: '原因',
  note: '说明',
  title: '标题',
  why: '理由',
  speed: '速度',
  quality: '质量',
  manner: '态度',
  satisfaction: '总的感觉',
  caseNumber: '案卷号',
  unitId: '处置部门',
};

function badFields(data: Data): string {
  const issues = (data?.issues ?? []) as FieldIssue[];
  const names = [...new Set(issues.map((i) => fieldNames[i.path] ?? fieldNames[i.path.split('.')[0] ?? '']))];
  const known = names.filter((name) => name !== undefined);
  return known.length ? `请看看${known.join('、')}，还没填对。` : '有一处没填对，请检查后再试。';
}

const moved = '刚刚有人先办了一步，已经换成最新的样子，请再看一眼。';

/** What went wrong, what is safe, what to do next; one sentence for each code. */
const sentences: Record<FailureCode, (data: Data) => string> = {
  offline: () => '现在连不上网络，您写的都还在。有网络后再试一次。',
  timeout: () => '等了很久没有回应，您写的都还在。请再试一次。',
  invalidInput: badFields,
  malformedBody: () => '发出去的内容没有传完整，请再试一次。',
  unsupportedContentType: () => '这个版本太旧了，请关掉小程序重新打开。',
  bodyTooLarge: () => '内容太长了，请删短一些再发。',
  notAPicture: () => '这个文件不是照片，请换一张。',
  pictureTooLarge: () => '这张照片太大，请换一张小一些的。',
  pictureBomb: () => '这张照片打不开，请换一张。',
  uploadInterrupted: () => '照片没有传完，点照片再传一次。',
  unknownPhoto: () => '有照片没有传上去，请重新添加照片。',
  signInRequired: () => '请先登录，再继续。您写的都还在。',
  sessionExpired: () => '登录过期了，请重新登录。您写的都还在。',
  wechatLoginFailed: () => '微信登录没有成功，请再试一次。',
  phoneRequired: () => '这里要先验证一次手机号，号码不给任何人看。',
  forbidden: () => '这件事不由您来办。',
  conflictOfInterest: () => '您是上报、认领、处置的一方，这一步要由别人来做。',
  unknownDestination: () => '没有这个去处。',
  notFound: () => '没有找到。可能已经撤回，或者还没有公开。',
  methodNotAllowed: () => '这个版本太旧了，请关掉小程序重新打开。',
  illegalTransition: (data) => {
    const label = stateLabels[data?.state as keyof typeof stateLabels];
    return label ? `现在是「${label}」，这一步已经不能做了。` : '这一步现在不能做了。';
  },
  reportMoved: () => moved,
  caseMoved: () => moved,
  idempotencyConflict: () => '同一件事发了两次，内容不一样。请回到列表看看第一次的结果。',
  alreadyVoted: () => '您已经投过票，一人一票。',
  alreadyRated: () => '您已经评价过了，谢谢。',
  outsideDistrict: (data) =>
    typeof data?.distanceMeters === 'number'
      ? `这个位置在南湖区外，离区界约 ${distanceText(data.distanceMeters)}。请把位置挪到区内。`
      : '这个位置在南湖区外，请把位置挪到区内。',
  unknownCategory: () => '没有这个类别，请重新选一个。',
  unknownUnit: () => '没有这个处置部门，请重新选一个。',
  pictureRequired: () => '请先加一张照片。',
  tooManyRequests: () => '点得太快了，请过一会儿再试。您写的都还在。',
  internalError: () => '服务器出了点问题，不是您的问题。您写的都还在，请再试一次。',
  wechatUnavailable: () => '微信那边暂时没有回应，请过一会儿再试。',
  databaseUnavailable: () => '服务器正在恢复，请过一会儿再试。您写的都还在。',
};

/** A failure in words. Takes a RequestError as it is. */
export const errorSentence = (error: { code: FailureCode; data?: Record<string, unknown> }): string =>
  sentences[error.code]?.(error.data) ?? sentences.internalError(undefined);
