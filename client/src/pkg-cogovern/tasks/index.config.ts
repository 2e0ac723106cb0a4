export default definePageConfig({ navigationBarTitleText: '附近可帮的忙' });
