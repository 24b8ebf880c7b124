using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Customers.CustomFields;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>What templates of reports ask: every field grouped by, added up, listed and asked for.</summary>
public sealed class TSqlTemplateTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<TemplateSubject> Subjects => [.. Enum.GetValues<TemplateSubject>()];

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task Every_field_is_asked_for_in_a_way_that_SQL_Server_reads(TemplateSubject subject)
    {
        foreach (var type in new[] { CustomFieldType.Choice, CustomFieldType.YesNo, CustomFieldType.Money, CustomFieldType.Decimal, CustomFieldType.Day })
            await app.DefinedAsync(CustomFieldCompany.Definition(type, $"模板{subject}{type}", "one", "two"));
        foreach (var who in new[] { Who.RepEast, Who.MgrEast })
        {
            var by = app.As(who) with { Permissions = Permissions.All };
            var fields = await app.WithAsync<SubjectCatalog, IReadOnlyList<TemplateField>>(s => s.FieldsAsync(subject, by, None));
            foreach (var said in Definitions(fields))
            {
                var commands = await TSqlTests.CommandsAsync(app, x => x.TemplateAsync(subject, said, by));
                Assert.NotEmpty(commands);
                Assert.All(commands, TSqlTests.AssertReads);
            }
        }
    }

    private static IEnumerable<TemplateDefinition> Definitions(IReadOnlyList<TemplateField> fields)
    {
        List<string> groups = [.. fields.Where(f => f.IsGroup).Select(f => f.IsDate ? $"{f.Key}.month" : f.Key)];
        foreach (var (group, place) in groups.Select((g, i) => (g, i)))
            yield return new TemplateDefinition { Rows = [group], Column = groups[(place + 1) % groups.Count], Measures = ["count"] };
        foreach (var field in fields.Where(f => f.IsSum))
            yield return new TemplateDefinition { Rows = [groups[0]], Measures = [$"sum:{field.Key}", $"avg:{field.Key}"] };
        yield return new TemplateDefinition { Fields = [.. fields.Where(f => f.IsListed).Take(12).Select(f => f.Key)] };
        foreach (var field in fields.Where(f => f.IsFilter))
        {
            yield return new TemplateDefinition
            {
                Fields = [field.Key],
                Sort = field.IsSortable ? $"-{field.Key}" : null,
                Filters = [field.Choices is { } choices ? new TemplateFilter(field.Key, TemplateFilter.In, [FieldChoices.None, .. choices.Offered.Take(2).Select(c => c.Code)])
                    : new TemplateFilter(field.Key, TemplateFilter.Between, field.IsDate ? ["month", "2026-12-31"] : ["1", "5"])],
            };
        }
    }
}
