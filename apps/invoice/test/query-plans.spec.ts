import { testQueryPlans } from '#libs/testing';
import { service } from '../src/service.ts';

testQueryPlans(service, {
  // Companies pay, so at most a few dozen of an account's invoices wait for payment.
  adjust: (dataSource) =>
    dataSource.query(`UPDATE invoices SET paid_amount = amount WHERE invoice_id ~ '-copy-[0-9]{3,}$'`),
});
