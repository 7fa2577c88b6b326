import { type Line, payment, purchase, refund } from './history.ts';

// Payments match the paid invoices in the seed data of the invoice service. Each payment covers the purchases before
// the invoice.

export const companyCd: readonly Line[] = [
  purchase(1, '13:20', 'Dustin', 189_000, 'pending'),
  purchase(3, '06:40', 'SJ', 74_500),
  purchase(6, '10:25', 'Vapiano', 46_800),
  purchase(8, '07:15', 'Adobe', 73_700),
  purchase(11, '14:05', 'Elgiganten', 149_000),
  refund(13, '09:50', 'Elgiganten', 29_900),
  purchase(17, '08:30', 'Fortnox', 34_900),
  purchase(21, '15:45', 'Scandic Göteborg Central', 137_000),
  payment(22, 524_900),
  purchase(54, '09:10', 'Telia', 64_900),
  purchase(60, '12:35', 'Elgiganten', 249_000),
  purchase(66, '06:20', 'SJ', 139_800),
  purchase(71, '07:50', 'Staples', 71_200),
];

export const invoiceOverdue: readonly Line[] = [
  purchase(12, '05:40', 'OKQ8 Sundsvall', 8_000),
  purchase(39, '06:15', 'Beijer Bygg', 248_600),
  payment(40, 689_500),
  purchase(43, '09:30', 'Ahlsell', 173_500),
  purchase(52, '05:55', 'Ramirent', 129_000),
  purchase(58, '11:10', 'XL-Bygg Birsta', 142_400),
  purchase(63, '06:05', 'OKQ8 Sundsvall', 48_500),
  purchase(71, '07:20', 'Swedol', 189_900),
  purchase(80, '10:45', 'Bauhaus Sundsvall', 392_500),
  purchase(88, '05:50', 'OKQ8 Sundsvall', 107_100),
];

export const cardActive: readonly Line[] = [
  purchase(1, '07:05', 'PostNord', 31_600, 'pending'),
  purchase(2, '09:40', 'Martin & Servera', 84_200),
  purchase(4, '12:15', 'IKEA Kungens Kurva', 59_900),
  purchase(6, '08:00', 'Visma', 29_900),
  purchase(9, '10:30', 'Snabbgross', 67_400),
  refund(10, '11:20', 'IKEA Kungens Kurva', 14_900),
  purchase(13, '06:35', 'PostNord', 28_800),
  payment(15, 412_075),
  purchase(16, '13:50', 'Clas Ohlson', 22_900),
  purchase(19, '09:25', 'Martin & Servera', 91_300),
  purchase(23, '14:40', 'Jula', 34_900),
  purchase(27, '10:05', 'Telia', 39_900),
  purchase(30, '07:45', 'Menigo', 34_100),
  purchase(46, '09:15', 'Martin & Servera', 278_900),
  purchase(52, '12:55', 'Snabbgross', 133_175),
];

export const cardBlocked: readonly Line[] = [
  purchase(9, '05:30', 'Preem Arendal', 41_200),
  purchase(12, '13:15', 'EasyPark', 9_800),
  purchase(18, '10:20', 'Mekonomen', 39_000),
  payment(26, 90_000),
  purchase(57, '05:45', 'Preem Arendal', 44_700),
  purchase(61, '08:10', 'Transportstyrelsen', 27_400),
  purchase(66, '12:30', 'Biltema', 17_900),
];

export const cardExpired: readonly Line[] = [
  payment(61, 98_650),
  purchase(68, '08:20', 'Granngården Falun', 42_400),
  purchase(75, '11:35', 'Byggmax Falun', 57_600),
  purchase(101, '06:50', 'Circle K Falun', 46_500),
  purchase(110, '09:05', 'Jula', 52_150),
];
