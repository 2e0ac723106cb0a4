export default definePageConfig({ navigationBarTitleText: '没修好' });
