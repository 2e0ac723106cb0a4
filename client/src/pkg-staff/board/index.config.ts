export default definePageConfig({ navigationBarTitleText: '街容看板' });
