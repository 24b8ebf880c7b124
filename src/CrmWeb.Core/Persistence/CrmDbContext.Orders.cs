using CrmWeb.Core.Health;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <content>Orders and payments, and the health scores that go by them.</content>
public sealed partial class CrmDbContext
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderItem> OrderItems => Set<OrderItem>();

    public DbSet<PlannedPayment> PlannedPayments => Set<PlannedPayment>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<CustomerHealth> CustomerHealth => Set<CustomerHealth>();

    public DbSet<HealthPoint> HealthPoints => Set<HealthPoint>();
}
