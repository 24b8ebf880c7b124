using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>Draws what is asked for: one to four conditions, an order by one to three columns, and who asks.</summary>
internal sealed class DrawnFilter(Random random, DrawnCompany app)
{
    private static readonly Who[] Readers = [Who.Admin, Who.MgrSouth, Who.MgrEast, Who.RepSouth, Who.RepEast];
    private static readonly string[] Names = ["created", "lastFollowUp", "next", "firstContact", "signed", "expected"];
    private static readonly string[] Days = ["today", "-7d", "-30d", "7d", "month", "last-month", "2026-11-18", "2026-11-01", "2026-10-19"];

    private readonly ListSnapshot lists = app.Services.GetRequiredService<ListCatalog>().GetAsync(default).AsTask().GetAwaiter().GetResult();
    private readonly PipelineSnapshot stages = app.Services.GetRequiredService<PipelineCatalog>().GetAsync(default).AsTask().GetAwaiter().GetResult();
    private readonly TagSnapshot tags = app.Services.GetRequiredService<TagCatalog>().GetAsync(default).AsTask().GetAwaiter().GetResult();

    public Who Reader() => Of(Readers);

    public string Next()
    {
        var conditions = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Condition()).GroupBy(c => c.Key).Select(g => g.First().Value).ToList();
        if (random.Next(2) == 0)
            conditions.Add("sort=" + string.Join(',', CustomerFilter.Sorts.OrderBy(_ => random.Next()).DistinctBy(s => s.TrimStart('-')).Take(random.Next(1, 4))));
        return string.Join('&', conditions);
    }

    private T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    private KeyValuePair<string, string> Condition()
    {
        var key = Of(["q", "industry", "region", "source", "budget", "sizeClass", "stage", "type", "category", "kind", "level", "owner", "developer", "department", "tag", "idleDays", "stuckDays",
            "completeness", "health", "amount", "headcount", "revenue", .. Names]);
        return KeyValuePair.Create(key, key switch
        {
            "q" => $"q={Of(["甲", "乙", "机械", "签丙"])}",
            "industry" => List(key, ListKind.Industry),
            "region" => List(key, ListKind.Region),
            "source" => List(key, ListKind.Source),
            "budget" => List(key, ListKind.Budget),
            "sizeClass" => List(key, ListKind.SizeClass),
            "headcount" => List(key, ListKind.HeadcountBand),
            "revenue" => List(key, ListKind.RevenueBand),
            "stage" => $"stage={Of(stages.All.ToList()).Code}",
            "type" => $"type={Of(Enum.GetValues<CustomerType>())}",
            "category" => $"category={Of(Enum.GetValues<CustomerCategory>())}",
            "kind" => $"kind={Of(Enum.GetValues<CustomerKind>())}",
            "level" => $"level={Of(Enum.GetValues<CustomerLevel>())}",
            "owner" or "developer" => $"{key}={Of(["me", .. key == "owner" ? new[] { "none" } : [], $"{app.Company[Who.RepEast].Id}", $"{app.Company[Who.RepSouth].Id}"])}",
            "department" => $"department={Of([app.Company.DepartmentEast, app.Company.DepartmentShanghai, app.Company.DepartmentSouth])}",
            "tag" => string.Join('&', tags.Offered(null).Take(4).Where(_ => random.Next(2) == 0).Select(t => $"tag={t.Code}").DefaultIfEmpty($"tag={tags.Offered(null).First().Code}").Append($"tagMode={Of(["any", "all"])}")),
            "idleDays" or "stuckDays" => $"{key}={Of([0, 1, 6, 7, 13, 30, 90])}",
            "completeness" => $"completeness={Of([0, 30, 60, 100])}",
            "health" => random.Next(2) == 0 ? $"healthFrom={Of([0, 50, 75])}" : $"healthFrom=40&healthTo={Of([49, 74, 100])}",
            "amount" => random.Next(2) == 0 ? $"amountFrom={Of(["0", "10", "50"])}" : $"amountFrom=10&amountTo={Of(["50", "100"])}",
            _ => (random.Next(3)) switch
            {
                0 => $"{key}From={Of(Days)}",
                1 => $"{key}To={Of(Days)}",
                _ => $"{key}From={Of(Days)}&{key}To={Of(Days)}",
            },
        });
    }

    private string List(string key, ListKind kind) => $"{key}={Of(lists.Offered(kind).ToList()).Code}";
}
