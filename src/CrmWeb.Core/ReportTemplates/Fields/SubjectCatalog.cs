using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates.Fields;

/// <summary>A payment with its order.</summary>
internal sealed class PaidRow
{
    public required Payment Payment { get; init; }

    public required Order Order { get; init; }
}

/// <summary>A move of a customer from stage to stage.</summary>
internal sealed class MoveRow
{
    public required StageChange Move { get; init; }

    public required Customer Customer { get; init; }
}

/// <summary>The subjects of templates as one reader finds them: rows through the same rules of access as the lists, fields by the reader's rights.</summary>
public sealed class SubjectCatalog(
    CrmDbContext db, FollowUpQueries followUps, ListCatalog lists, PipelineCatalog pipeline, UserDirectory users, DepartmentTree departments, CustomFieldCatalog fields,
    OrganizationClock clock, IStringLocalizer<TemplatesText> text, IStringLocalizer<CustomersText> customers)
{
    private static readonly CustomFieldType[] Counted =
        [CustomFieldType.Choice, CustomFieldType.YesNo, CustomFieldType.Whole, CustomFieldType.Decimal, CustomFieldType.Money, CustomFieldType.Computed, CustomFieldType.Day];

    /// <summary>The fields a reader may put together.</summary>
    public async Task<IReadOnlyList<TemplateField>> FieldsAsync(TemplateSubject subject, UserScope by, CancellationToken ct)
    {
        var sources = await SourcesAsync(by, ct);
        return subject switch
        {
            TemplateSubject.Customers => Customers(sources, []).Fields,
            TemplateSubject.FollowUps => FollowUps(sources).Fields,
            TemplateSubject.Orders => Orders(sources).Fields,
            TemplateSubject.Payments => Payments(sources).Fields,
            _ => Moves(sources).Fields,
        };
    }

    internal async Task<FieldSources> SourcesAsync(UserScope by, CancellationToken ct)
    {
        var words = new ChoiceWords(await lists.GetAsync(ct), await pipeline.GetAsync(ct), await users.GetAsync(ct), await departments.GetAsync(ct), text, customers);
        return new FieldSources(db, clock, words, [.. (await fields.GetAsync(ct)).Customers.ListedFor(by).Where(f => Counted.Contains(f.Type))], by, text);
    }

    /// <param name="parts">The customers the reader sees now.</param>
    internal static SubjectRows<Customer> Customers(FieldSources s, IReadOnlyList<IQueryable<Customer>> parts)
    {
        var w = s.Words;
        return new SubjectRows<Customer>(parts, s.Db.Customers.AsNoTracking().VisibleTo(s.By), c => c.Id, c => c.Id,
        [
            s.Field<Customer, string?>("number", FieldShape.Text, c => c.Number), NameOf<Customer>(s),
            s.Choice<Customer>("industry", w.Entry(ListKind.Industry, "industry", missing: "industry"), c => c.IndustryId, "industry"),
            s.Choice<Customer>("area", w.Entry(ListKind.Region, "region", missing: "region"), c => c.RegionId, "region"),
            s.Choice<Customer>("region", w.Entry(ListKind.Region, "region", 1, "region"), c => c.RegionId, "region"),
            s.Choice<Customer>("source", w.Entry(ListKind.Source, "source", missing: "source"), c => c.SourceId, "source"),
            s.Choice<Customer>("level", w.Of<CustomerLevel>("level", missing: "level"), c => (int?)c.Level, "level"),
            s.Choice<Customer>("stage", w.Stage("stage"), c => c.StageId, "stage"),
            s.Choice<Customer>("type", w.Of<CustomerType>("type"), c => (int?)c.Type, "type"),
            s.Choice<Customer>("category", w.Of<CustomerCategory>("category"), c => (int?)c.Category, "category"),
            s.Choice<Customer>("kind", w.Of<CustomerKind>("kind"), c => (int?)c.Kind, "kind"),
            s.Choice<Customer>("size", w.Entry(ListKind.SizeClass, null), c => c.SizeClassId),
            s.Choice<Customer>("owner", w.User("owner", CustomerFilter.NoOwner), c => c.OwnerId, "owner") with { IsTeams = true },
            s.Choice<Customer>("department", w.Department("department"), c => c.DepartmentId, "department") with { IsTeams = true },
            s.Field<Customer, DateTime?>("createdAt", FieldShape.Moment, c => (DateTime?)c.CreatedAt, "created"),
            s.Field<Customer, DateTime?>("firstContactAt", FieldShape.Moment, c => c.FirstContactAt, "firstContact"),
            s.Field<Customer, DateTime?>("lastFollowUpAt", FieldShape.Moment, c => c.LastFollowUpAt, "lastFollowUp"),
            s.Field<Customer, DateTime?>("stageEnteredAt", FieldShape.Moment, c => (DateTime?)c.StageEnteredAt),
            s.Field<Customer, DateOnly?>("signedOn", FieldShape.Day, c => c.Notes.ContractSignedOn, "signed"),
            s.Field<Customer, DateOnly?>("expectedOn", FieldShape.Day, c => c.Needs.ExpectedOn, "expected"),
            s.Field<Customer, decimal?>("expectedAmount", FieldShape.Money, c => c.Needs.ExpectedAmount, "amount"),
            s.Field<Customer, decimal?>("revenue", FieldShape.Money, c => c.Company.AnnualRevenue),
            s.Field<Customer, int?>("headcount", FieldShape.Whole, c => c.Company.Headcount),
            s.Field<Customer, int?>("health", FieldShape.Whole, c => c.Health, "health"),
            s.Field<Customer, int?>("completeness", FieldShape.Whole, c => (int?)c.Completeness),
            new TemplateField("followUps", s.Label("followUps"), FieldShape.Whole), .. s.OfCompany(),
        ])
        {
            Joined = new Dictionary<string, Func<IQueryable<Customer>, IQueryable<Valued<Customer>>>>(s.OwnNumbers())
            {
                ["followUps"] = rows => s.Db.FollowUps.Where(f => f.State == FollowUpState.Done).Join(rows, f => f.CustomerId, c => c.Id, (f, c) => new Valued<Customer> { Row = c, Whole = 1 }),
            },
            List = ReportRows.Customers,
        };
    }

    /// <summary>Done ones: the team's for those who see what the team does, the reader's own for others, as their list shows them.</summary>
    internal SubjectRows<FollowUp> FollowUps(FieldSources s)
    {
        var team = s.By.Has(Permissions.TeamView);
        var rows = followUps.InList(FollowUpList.Done, followUps.Of(null, team, s.By));
        return new SubjectRows<FollowUp>([rows], rows, f => f.Id, f => f.Id,
        [
            NameOf<FollowUp>(s), s.Choice<FollowUp>("method", s.Words.Entry(ListKind.FollowUpMethod, "method"), f => f.MethodId, "method"),
            s.Choice<FollowUp>("assignee", s.Words.User(team ? "person" : null), f => f.AssigneeId, team ? "person" : null) with { IsTeams = true },
            s.Choice<FollowUp>("priority", s.Words.Of<FollowUpPriority>("priority", p => text[$"Priority.{p}"]), f => (int?)f.Priority, "priority"),
            s.Choice<FollowUp>("isLate", s.Words.YesNo(null), f => f.IsLateEntry ? (int?)1 : 0),
            s.Field<FollowUp, DateTime?>("at", FieldShape.Moment, f => (DateTime?)f.At, "at"), .. Words(s, "subject", (FollowUp f) => f.Subject),
            .. s.OfCustomer<FollowUp>(f => f.CustomerId, "industry", "category"),
        ])
        {
            List = ReportRows.FollowUps,
            Conditions = [("list", "done"), ("team", team ? "true" : null)],
        };
    }

    /// <summary>Those that count: in force or completed.</summary>
    internal static SubjectRows<Order> Orders(FieldSources s)
    {
        var rows = s.Db.Orders.AsNoTracking().VisibleTo(s.Db, s.By).Where(o => o.State == OrderState.Active || o.State == OrderState.Completed);
        return new SubjectRows<Order>([rows], rows, o => o.Id, o => o.Id,
        [
            s.Field<Order, string?>("orderNumber", FieldShape.Text, o => o.Number), NameOf<Order>(s), .. Words(s, "subject", (Order o) => o.Subject),
            s.Choice<Order>("owner", s.Words.User("owner"), o => o.OwnerId, "owner") with { IsTeams = true, Label = s.Label("orderOwner") },
            s.Choice<Order>("department", s.Words.Department("department"), o => o.DepartmentId, "department") with { IsTeams = true },
            s.Field<Order, DateOnly?>("orderedOn", FieldShape.Day, o => (DateOnly?)o.OrderedOn, "on"),
            s.Field<Order, decimal?>("amount", FieldShape.Money, o => (decimal?)o.Amount, "amount"),
            new TemplateField("received", s.Label("received"), FieldShape.Money), .. s.OfCustomer<Order>(o => o.CustomerId),
        ])
        {
            Joined = new Dictionary<string, Func<IQueryable<Order>, IQueryable<Valued<Order>>>>
            {
                ["received"] = orders => orders.Join(s.Db.Payments.Where(p => p.VoidedAt == null), o => o.Id, p => p.OrderId, (o, p) => new Valued<Order> { Row = o, Amount = p.Amount }),
            },
            List = ReportRows.Orders,
            Conditions = [("state", OrderFilters.Counted)],
        };
    }

    /// <summary>Those that stand, of orders in sight.</summary>
    internal static SubjectRows<PaidRow> Payments(FieldSources s)
    {
        var rows = s.Db.Payments.AsNoTracking().Where(p => p.VoidedAt == null)
            .Join(s.Db.Orders.VisibleTo(s.Db, s.By), p => p.OrderId, o => o.Id, (p, o) => new PaidRow { Payment = p, Order = o });
        return new SubjectRows<PaidRow>([rows], rows, r => r.Payment.Id, r => r.Order.Id,
        [
            s.Field<PaidRow, string?>("orderNumber", FieldShape.Text, r => r.Order.Number), NameOf<PaidRow>(s),
            s.Choice<PaidRow>("owner", s.Words.User("owner"), r => r.Order.OwnerId, "owner") with { IsTeams = true, Label = s.Label("orderOwner") },
            s.Choice<PaidRow>("department", s.Words.Department("department"), r => r.Order.DepartmentId, "department") with { IsTeams = true },
            s.Choice<PaidRow>("paymentMethod", s.Words.Entry(ListKind.PaymentMethod, null), r => r.Payment.MethodId),
            s.Field<PaidRow, DateOnly?>("paidOn", FieldShape.Day, r => (DateOnly?)r.Payment.PaidOn, "on"),
            s.Field<PaidRow, DateOnly?>("orderedOn", FieldShape.Day, r => (DateOnly?)r.Order.OrderedOn),
            s.Field<PaidRow, decimal?>("amount", FieldShape.Money, r => (decimal?)r.Payment.Amount) with { Label = s.Label("paidAmount") },
            .. s.OfCustomer<PaidRow>(r => r.Order.CustomerId),
        ])
        {
            List = ReportRows.Payments,
        };
    }

    internal static SubjectRows<MoveRow> Moves(FieldSources s)
    {
        var rows = s.Db.StageChanges.AsNoTracking().Join(s.Db.Customers.AsNoTracking().VisibleTo(s.By), m => m.CustomerId, c => c.Id, (m, c) => new MoveRow { Move = m, Customer = c });
        return new SubjectRows<MoveRow>([rows], rows, r => r.Move.Id, r => r.Customer.Id,
        [
            NameOf<MoveRow>(s), s.Choice<MoveRow>("fromStage", s.Words.Stage(null), r => r.Move.FromStageId), s.Choice<MoveRow>("toStage", s.Words.Stage(null), r => r.Move.ToStageId),
            s.Choice<MoveRow>("operator", s.Words.User(null), r => r.Move.OperatorId) with { IsTeams = true },
            s.Choice<MoveRow>("owner", s.Words.User(null), r => r.Customer.OwnerId) with { IsTeams = true },
            s.Choice<MoveRow>("lossReason", s.Words.Entry(ListKind.LossReason, null), r => r.Move.LossReasonId),
            s.Field<MoveRow, DateTime?>("movedAt", FieldShape.Moment, r => (DateTime?)r.Move.At), .. s.OfCustomer<MoveRow>(r => r.Customer.Id),
        ]);
    }

    /// <summary>A text somebody wrote freely, for those who get any.</summary>
    private static IEnumerable<TemplateField> Words<T>(FieldSources s, string key, System.Linq.Expressions.Expression<Func<T, string?>> value) =>
        s.IsClear ? [s.Field(key, FieldShape.Text, value)] : [];

    /// <summary>The customer's name; of a person none for readers of masked data.</summary>
    private static TemplateField NameOf<T>(FieldSources s) => new("customer", s.Label("customer"), FieldShape.Text) { Value = CustomerName.Of<T>(s.IsClear) };
}
