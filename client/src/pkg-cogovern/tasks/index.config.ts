export default definePageConfig({ navigationBarTitleText: '附近能帮的忙' });
