export default definePageConfig({ navigationBarTitleText: '设置与隐私' });
