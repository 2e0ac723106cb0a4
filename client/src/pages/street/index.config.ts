export default definePageConfig({
  navigationBarTitleText: '街景',
  enablePullDownRefresh: true,
  onReachBottomDistance: 200,
});
