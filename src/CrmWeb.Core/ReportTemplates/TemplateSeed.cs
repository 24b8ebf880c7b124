using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>The templates that come with the product; one that is there already stays as it was made.</summary>
internal sealed class TemplateSeed(TimeProvider time) : IDatabaseSeed
{
    /// <summary>销售业绩月报.</summary>
    public const string SalesMonth = "sales-month";

    private static readonly (string Code, TemplateSubject Subject, TemplateDefinition Definition)[] All =
    [
        (SalesMonth, TemplateSubject.Orders, new TemplateDefinition
        {
            Rows = ["owner"],
            Measures = ["sum:amount"],
            RateOf = "sum:received",
            RateOver = "sum:amount",
            Filters = [new TemplateFilter("orderedOn", TemplateFilter.Between, ["month", "month"])],
            Sort = "-1",
            Chart = "bar",
        }),
        ("industries", TemplateSubject.Customers, new TemplateDefinition { Rows = ["industry"], Measures = ["count", "sum:expectedAmount"], Sort = "-1", Chart = "pie" }),
        ("new-customers", TemplateSubject.Customers, new TemplateDefinition
        {
            Rows = ["createdAt.week"],
            Column = "source",
            Measures = ["count"],
            Filters = [new TemplateFilter("createdAt", TemplateFilter.Between, ["-55d", "today"])],
            Chart = "bar",
        }),
    ];

    public async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        var present = await db.ReportTemplates.Where(t => t.Code != null).Select(t => t.Code).ToListAsync(ct);
        foreach (var (code, subject, definition) in All.Where(t => !present.Contains(t.Code)))
            db.ReportTemplates.Add(new ReportTemplate(code, null, subject, definition, null, Key(code), time.GetUtcNow().UtcDateTime));
    }

    /// <summary>The same in every database.</summary>
    private static Guid Key(string code) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"template:{code}")).AsSpan(0, 16));
}
