export default definePageConfig({ navigationBarTitleText: '我上报的' });
