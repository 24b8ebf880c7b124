using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.SampleData.Company;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Generator;

/// <summary>Invents what won customers bought since, with plans and payments.</summary>
internal sealed class SeedOrders(CrmDbContext db, DemoOrderBook book, Random random, OrganizationClock clock)
{
    private const int BatchSize = 1000;

    /// <summary>As <see cref="DemoOrderBook.Payments"/> tells kinds of payers.</summary>
    private const int Kinds = 6;

    private static readonly Action<Order, int> SetOrder = SeedIds.Setter<Order, int>(nameof(Order.Id));
    private static readonly Action<OrderItem, int> SetItem = SeedIds.Setter<OrderItem, int>(nameof(OrderItem.Id));
    private static readonly Action<OrderItem, int> SetItemOrder = SeedIds.Setter<OrderItem, int>(nameof(OrderItem.OrderId));
    private static readonly Action<PlannedPayment, int> SetPlanned = SeedIds.Setter<PlannedPayment, int>(nameof(PlannedPayment.Id));
    private static readonly Action<PlannedPayment, int> SetPlannedOrder = SeedIds.Setter<PlannedPayment, int>(nameof(PlannedPayment.OrderId));
    private static readonly Action<Payment, int> SetPayment = SeedIds.Setter<Payment, int>(nameof(Payment.Id));

    /// <summary>Adds so many, shared out among all customers who were won; none where there is no such customer.</summary>
    /// <param name="sequences">The numbers given so far; tracked.</param>
    public async Task WriteAsync(int wanted, List<NumberSequence> sequences, CancellationToken ct)
    {
        var won = await db.Customers.AsNoTracking().Where(c => c.Type == CustomerType.Won && c.OwnerId != null).OrderBy(c => c.Id)
            .Select(c => new { c.Id, Owner = c.OwnerId!.Value, db.Users.First(u => u.Id == c.OwnerId).DepartmentId, c.StageEnteredAt }).ToListAsync(ct);
        if (won.Count == 0)
            return;
        var (order, item, planned, payment) = (await db.Orders.MaxAsync(o => (int?)o.Id, ct) ?? 0, await db.Set<OrderItem>().MaxAsync(i => (int?)i.Id, ct) ?? 0,
            await db.Set<PlannedPayment>().MaxAsync(p => (int?)p.Id, ct) ?? 0, await db.Payments.MaxAsync(p => (int?)p.Id, ct) ?? 0);
        var bulk = new BulkInsert(db);
        for (var start = 0; start < wanted; start += BatchSize)
        {
            var known = sequences.Count;
            List<Order> orders = [];
            List<Payment> payments = [];
            for (var i = start; i < Math.Min(start + BatchSize, wanted); i++)
            {
                var customer = won[i % won.Count];
                var made = book.Write(customer.Id, customer.Owner, customer.DepartmentId, customer.StageEnteredAt + ((clock.UtcNow - customer.StageEnteredAt) * random.NextDouble()), sequences);
                SetOrder(made, ++order);
                foreach (var line in made.Items)
                {
                    SetItem(line, ++item);
                    SetItemOrder(line, made.Id);
                }

                foreach (var row in made.Plan)
                {
                    SetPlanned(row, ++planned);
                    SetPlannedOrder(row, made.Id);
                }

                orders.Add(made);
                foreach (var paid in book.Payments(made, random.Next(Kinds)))
                {
                    SetPayment(paid, ++payment);
                    payments.Add(paid);
                }
            }

            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await bulk.WriteAsync(orders, ct);
            await bulk.WriteAsync([.. orders.SelectMany(o => o.Items)], ct);
            await bulk.WriteAsync([.. orders.SelectMany(o => o.Plan)], ct);
            await bulk.WriteAsync(payments, ct);
            db.NumberSequences.AddRange(sequences.Skip(known));
            await db.SaveChangesAsync(UserScope.System, ct);
            await transaction.CommitAsync(ct);
        }
    }
}
