using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Orders;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Property(o => o.Number).HasMaxLength(40);
        builder.Property(o => o.Subject).HasMaxLength(OrderForm.SubjectMax);
        builder.Property(o => o.Remarks).HasMaxLength(OrderForm.RemarksMax);
        builder.Property(o => o.VoidReason).HasMaxLength(VoidForm.ReasonMax);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasOne(o => o.Customer).WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(o => o.OwnerId);
        builder.HasOne<Department>().WithMany().HasForeignKey(o => o.DepartmentId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(o => o.CreatedById);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(o => o.UpdatedById);
        builder.HasMany(o => o.Items).WithOne().HasForeignKey(i => i.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(o => o.Plan).WithOne().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(o => o.Number).IsUnique();
        builder.HasIndex(o => o.CreationKey).IsUnique();

        // One customer's orders; a person's and a department's by day, the latter with what reports on teams add up; all by day.
        builder.HasIndex(o => new { o.CustomerId, o.OrderedOn });
        builder.HasIndex(o => new { o.OwnerId, o.OrderedOn });
        builder.HasIndex(o => new { o.DepartmentId, o.OrderedOn, o.State, o.CustomerId, o.OwnerId, o.Amount });
        builder.HasIndex(o => o.OrderedOn);
    }
}

internal sealed class OrderItemConfiguration : IEntityTypeConfiguration<OrderItem>
{
    public void Configure(EntityTypeBuilder<OrderItem> builder)
    {
        builder.ToTable("OrderItems");
        builder.Property(i => i.Name).HasMaxLength(OrderItemForm.NameMax);
        builder.Property(i => i.Unit).HasMaxLength(OrderItemForm.UnitMax);
        builder.Property(i => i.Quantity).HasPrecision(18, 4);
    }
}

internal sealed class PlannedPaymentConfiguration : IEntityTypeConfiguration<PlannedPayment>
{
    public void Configure(EntityTypeBuilder<PlannedPayment> builder)
    {
        builder.ToTable("PlannedPayments");
        builder.Property(p => p.Note).HasMaxLength(PlannedPaymentForm.NoteMax);

        // An order's plan with its amounts, which are added up for thousands of orders, and what has fallen due.
        builder.HasIndex(p => new { p.OrderId, p.OverdueAt, p.Amount });
        builder.HasIndex(p => p.OverdueAt);
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(p => p.Note).HasMaxLength(PaymentForm.NoteMax);
        builder.Property(p => p.OverReason).HasMaxLength(VoidForm.ReasonMax);
        builder.Property(p => p.VoidReason).HasMaxLength(VoidForm.ReasonMax);
        builder.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(p => p.MethodId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(p => p.CreatedById);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(p => p.VoidedById);
        builder.HasIndex(p => p.CreationKey).IsUnique();

        // What an order has received; what came in on which days, for which order.
        builder.HasIndex(p => new { p.OrderId, p.VoidedAt, p.Amount });
        builder.HasIndex(p => new { p.PaidOn, p.VoidedAt, p.OrderId, p.Amount });
    }
}
