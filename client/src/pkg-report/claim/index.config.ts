export default definePageConfig({ navigationBarTitleText: '我来办' });
