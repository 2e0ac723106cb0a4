export default definePageConfig({ navigationBarTitleText: '提一条办法' });
