using CrmWeb.Core.Orders;

namespace CrmWeb.Core.Watching;

/// <summary>
/// Customers with a planned payment whose day has passed and that was not received. Money fills the rows of an order's plan in the order
/// in which they fall due, so a row is missing something when all up to it come to more than was received. Each day on which something of
/// a customer fell due is a case of its own, so that who was told of one hears of the next.
/// </summary>
internal sealed class OverduePayments : IWatchKind
{
    public const string CodeName = "payment";

    public string Code => CodeName;

    public IReadOnlyList<WatchRecipient> Recipients { get; } = [WatchRecipient.Owner, WatchRecipient.Manager];

    public bool IsAboutTasks => false;

    public int LeastDays => 0;

    public IQueryable<WatchCase> Cases(WatchView view)
    {
        var (db, now) = (view.Db, view.Now);
        var overdue =
            (from row in db.PlannedPayments
             where row.OverdueAt <= now
             join order in db.Orders on row.OrderId equals order.Id
             where (order.State == OrderState.Active || order.State == OrderState.Completed)
                 && db.PlannedPayments.Where(p => p.OrderId == row.OrderId && (p.OverdueAt < row.OverdueAt || (p.OverdueAt == row.OverdueAt && p.Id <= row.Id))).Sum(p => p.Amount)
                     > db.Payments.Where(p => p.OrderId == row.OrderId && p.VoidedAt == null).Sum(p => p.Amount)
             select new { order.CustomerId, Since = row.OverdueAt }).Distinct();
        return from late in overdue
               join customer in view.Customers on late.CustomerId equals customer.Id
               where customer.OwnerId != null
               select new WatchCase
               {
                   CustomerId = customer.Id,
                   SubjectId = customer.Id,
                   StageId = customer.StageId,
                   PersonId = customer.OwnerId!.Value,
                   OwnerId = customer.OwnerId,
                   CaseAt = late.Since,
               };
    }
}
