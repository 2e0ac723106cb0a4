export default definePageConfig({ navigationBarTitleText: '案件工作台' });
