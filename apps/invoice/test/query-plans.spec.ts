import { testQueryPlans } from '#libs/testing';
import { service } from '../src/service.ts';

testQueryPlans(service, {
  // In reality, most invoices are paid. At most a few dozen invoices of an account wait for payment.
  adjust: (dataSource) =>
    dataSource.query(`UPDATE invoices SET paid_amount = amount WHERE invoice_id ~ '-copy-[0-9]{3,}$'`),
});
