using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Customers.CustomFields;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>What lists ask of fields of the company's own.</summary>
public sealed class TSqlCustomFieldTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<CustomFieldType> Types => [.. Enum.GetValues<CustomFieldType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Conditions_orders_and_columns_of_each_type_are_ones_that_SQL_Server_reads(CustomFieldType type)
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(type, $"服务器{type}", "one", "two"));
        List<string> queries = [Condition(field)];
        if (field.IsSortable)
            queries.AddRange([$"sort={field.FieldKey}", $"sort=-{field.FieldKey}", $"sort={field.FieldKey},-amount"]);
        foreach (var query in queries)
        {
            var commands = await TSqlTests.CommandsAsync(app, x => x.List.ListAsync(CustomerFilter.Of(query), [field.FieldKey], app.As(Who.RepEast), None));
            Assert.Contains(commands, c => c.Contains("[CustomerValues]", StringComparison.Ordinal));
            Assert.All(commands, TSqlTests.AssertReads);
        }
    }

    private static string Condition(CustomFieldEntry field) => field.Type switch
    {
        CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money => $"{field.FieldKey}.from=1&{field.FieldKey}.to=5",
        CustomFieldType.Day or CustomFieldType.Time => $"{field.FieldKey}.from=2026-01-01&{field.FieldKey}.to=month",
        CustomFieldType.Choice or CustomFieldType.Choices => $"{field.FieldKey}=one",
        CustomFieldType.YesNo => $"{field.FieldKey}=true",
        CustomFieldType.User => $"{field.FieldKey}=me",
        _ => $"{field.FieldKey}.has=机械",
    };
}
