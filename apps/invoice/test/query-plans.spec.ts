import { testQueryPlans } from '#libs/testing';
import { service } from '../src/service.ts';

testQueryPlans(service, {
  // Companies pay: of an account's many invoices, a few dozen at most wait for payment.
  adjust: (dataSource) =>
    dataSource.query(`UPDATE invoices SET paid_amount = amount WHERE invoice_id ~ '-copy-[0-9]{3,}$'`),
});
