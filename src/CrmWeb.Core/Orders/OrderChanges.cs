using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>What one save did to an order; time UTC.</summary>
public sealed record OrderChange(DateTime At, string By, bool IsNew, IReadOnlyList<FieldChange> Changes);

/// <summary>Reads from the change log what was done to an order, its items, its plan and its payments.</summary>
public sealed class OrderChanges(CrmDbContext db, ListCatalog lists, UserDirectory users, IStringLocalizer<OrdersText> text)
{
    /// <summary>As many entries as a page shows.</summary>
    private const int Most = 200;

    /// <summary>What people wrote freely.</summary>
    private static readonly string[] Words =
        [nameof(Order.Subject), nameof(Order.Remarks), nameof(Order.VoidReason), nameof(OrderItem.Name), nameof(OrderItem.Unit), nameof(Payment.Note), nameof(Payment.OverReason)];

    /// <summary>The saves of an order the reader sees, latest first.</summary>
    public async Task<IReadOnlyList<OrderChange>> ReadAsync(int orderId, UserScope by, CancellationToken ct)
    {
        var entries = await db.AuditEntries.AsNoTracking().Where(a => a.RootType == nameof(Order) && a.RootId == orderId)
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(Most).ToListAsync(ct);
        var (list, directory, view) = (await lists.GetAsync(ct), await users.GetAsync(ct), PersonalView.Of(by));
        var names = await NamesAsync(orderId, entries, ct);
        return
        [
            .. entries.GroupBy(a => (a.BatchId, a.At, a.ActorId)).Select(save => new OrderChange(
                save.Key.At, directory.Name(save.Key.ActorId), save.Any(a => a is { EntityType: nameof(Order), Action: AuditAction.Created }),
                [.. save.OrderBy(a => a.Id).Select(Change).OfType<FieldChange>()])),
        ];

        FieldChange? Change(AuditEntry entry) => (entry.EntityType, entry.Field.Length) switch
        {
            (nameof(Order), 0) => null,
            (_, 0) => Row(entry),
            _ => new FieldChange(Named(entry), Value(entry.Field, entry.OldValue), Value(entry.Field, entry.NewValue)),
        };

        // Of a line, a row of the plan or a payment it is said which.
        string Named(AuditEntry entry) => entry.EntityType != nameof(Order) && names.GetValueOrDefault(Key(entry)) is { } name
            ? $"{text[Label(entry)]} · {Called(entry, name)}"
            : text[Label(entry)];

        // What a line is called says the name of what was ordered.
        string? Called(AuditEntry entry, string? name) => entry.EntityType == nameof(OrderItem) ? view.Words(name) : name;

        FieldChange Row(AuditEntry entry)
        {
            var said = Called(entry, entry.NewValue ?? entry.OldValue);
            return entry.Action == AuditAction.Removed ? new FieldChange(text[Label(entry)], said, null) : new FieldChange(text[Label(entry)], null, said);
        }

        string? Value(string field, string? raw) => raw is null ? null : field switch
        {
            nameof(Order.State) => text[$"OrderState.{raw}"],
            nameof(Order.OwnerId) => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? directory.Name(id) : raw,
            nameof(Payment.MethodId) => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? list.Own(id)?.Name : raw,
            nameof(Order.Amount) or nameof(OrderItem.UnitPrice) or nameof(OrderItem.Discount) =>
                decimal.TryParse(raw, NumberStyles.Number, CultureInfo.InvariantCulture, out var yuan) ? Money.Shown(yuan) : raw,
            nameof(OrderItem.Quantity) => decimal.TryParse(raw, NumberStyles.Number, CultureInfo.InvariantCulture, out var quantity) ? Quantity.Shown(quantity) : raw,
            nameof(Payment.VoidedAt) => text["Payment.Void"],
            _ => Words.Contains(field) ? view.Words(raw) : raw,
        };
    }

    /// <summary>
    /// What lines, rows of the plan and payments are called, as far as changes are about them. One that came or went later was called
    /// something then; what came with the order has no entry of its own, and says itself what it is called.
    /// </summary>
    private async Task<Dictionary<(string Type, int Id), string?>> NamesAsync(int orderId, List<AuditEntry> entries, CancellationToken ct)
    {
        var names = entries.Where(a => a.Field.Length == 0).DistinctBy(Key).ToDictionary(Key, a => a.NewValue ?? a.OldValue);
        if (IsAnyUnnamed(nameof(OrderItem)))
            Add(await db.OrderItems.AsNoTracking().Where(i => i.OrderId == orderId).ToListAsync(ct), i => i.Id);
        if (IsAnyUnnamed(nameof(PlannedPayment)))
            Add(await db.PlannedPayments.AsNoTracking().Where(p => p.OrderId == orderId).ToListAsync(ct), p => p.Id);
        return names;

        bool IsAnyUnnamed(string type) => entries.Exists(a => a.EntityType == type && !names.ContainsKey(Key(a)));

        void Add<T>(List<T> rows, Func<T, int> id)
            where T : IAuditLabel => rows.ForEach(r => names.TryAdd((typeof(T).Name, id(r)), r.AuditLabel));
    }

    private static (string Type, int Id) Key(AuditEntry entry) => (entry.EntityType, entry.EntityId);

    private static string Label(AuditEntry entry)
    {
        var row = entry.EntityType switch
        {
            nameof(OrderItem) => "Item.",
            nameof(PlannedPayment) => "Planned.",
            nameof(Payment) => "Payment.",
            _ => "",
        };
        var field = entry.Field.EndsWith("Id", StringComparison.Ordinal) ? entry.Field[..^2] : entry.Field;
        return $"{row}{field}".TrimEnd('.');
    }
}
