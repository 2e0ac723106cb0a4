const tab = (pagePath: string, text: string, icon: string) => ({
  pagePath,
  text,
  iconPath: `assets/tabs/tab-${icon}.png`,
  selectedIconPath: `assets/tabs/tab-${icon}-on.png`,
});

export default defineAppConfig({
  pages: ['pages/street/index', 'pages/report/index', 'pages/cogovern/index', 'pages/mine/index'],
  subPackages: [
    {
      root: 'pkg-report',
      pages: ['detail/index', 'category/index', 'place/index', 'rate/index', 'dispute/index', 'claim/index'],
    },
    { root: 'pkg-cogovern', pages: ['proposals/index', 'proposal/index', 'propose/index', 'tasks/index'] },
    { root: 'pkg-mine', pages: ['reports/index', 'messages/index', 'settings/index', 'unit/index'] },
    {
      root: 'pkg-staff',
      pages: ['desk/index', 'case/index', 'review/index', 'forwarding/index', 'board/index', 'disputes/index'],
    },
  ],
  preloadRule: {
    'pages/street/index': { network: 'all', packages: ['pkg-report'] },
    'pages/mine/index': { network: 'wifi', packages: ['pkg-mine'] },
  },
  tabBar: {
    color: '#586A6E',
    selectedColor: '#0A6469',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: [
      tab('pages/street/index', '街景', 'street'),
      tab('pages/report/index', '随手拍', 'report'),
      tab('pages/cogovern/index', '共治', 'cogovern'),
      tab('pages/mine/index', '我的', 'mine'),
    ],
  },
  window: {
    backgroundTextStyle: 'dark',
    backgroundColor: '#F1F5F3',
    navigationBarBackgroundColor: '#F1F5F3',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '街容共治',
  },
  lazyCodeLoading: 'requiredComponents',
  componentFramework: 'glass-easel',
  style: 'v2',
  sitemapLocation: 'sitemap.json',
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '用于填写问题的位置、显示您附近的问题' } },
  __usePrivacyCheck__: true,
});
