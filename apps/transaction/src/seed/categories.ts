const MERCHANTS: Readonly<Record<string, readonly string[]>> = {
  'Cars and fuel': ['Circle K', 'OKQ8', 'Preem', 'EasyPark', 'Mekonomen', 'Transportstyrelsen'],
  Food: ['ICA', 'Martin & Servera', 'Snabbgross', 'Menigo', 'Systembolaget', '7-Eleven', 'Pressbyrån'],
  'Office supplies': ['Staples', 'PostNord', 'Akademibokhandeln', 'IKEA'],
  'Phone and software': ['Telia', 'Fortnox', 'Adobe', 'Visma'],
  Restaurants: ['Espresso House', 'Max Burgers', 'Sushi Yama', 'Vapiano'],
  'Tools and electronics': ['Clas Ohlson', 'Dustin', 'Elgiganten', 'Kjell', 'Biltema', 'Jula'],
  'Building materials': [
    'Beijer',
    'Ahlsell',
    'Ramirent',
    'XL-Bygg',
    'Swedol',
    'Bauhaus',
    'Byggmax',
    'Granngården',
  ],
  Travel: ['SJ', 'SL', 'Scandic', 'Taxi'],
};

/** Returns undefined if the card scheme did not report a category. */
export function categoryOf(merchant: string): string | undefined {
  const isOf = (name: string) => merchant === name || merchant.startsWith(`${name} `);
  return Object.keys(MERCHANTS).find((category) => MERCHANTS[category]?.some(isOf));
}
