using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Customers.CustomFields;
using Microsoft.AspNetCore.WebUtilities;
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
        var field = await app.DefinedAsync(await DefinitionAsync(type));
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

    [Theory]
    [MemberData(nameof(Types))]
    public async Task So_are_those_of_the_contact_list(CustomFieldType type)
    {
        if (type == CustomFieldType.Computed)
            return;
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(FieldSubject.Contact, type, $"联系人服务器{type}", "one", "two"));
        foreach (var query in field.IsSortable ? new[] { Condition(field), $"sort=-{field.FieldKey},owner" } : [Condition(field)])
        {
            var filter = QueryRecord.Of<ContactFilter>(query) with { Custom = CustomFieldConditions.AskedIn(QueryHelpers.ParseQuery(query)) };
            var commands = await TSqlTests.CommandsAsync(app, x => x.Contacts.ListAsync(filter, [field.FieldKey], app.As(Who.RepEast), None));
            Assert.Contains(commands, c => c.Contains("[ContactValues]", StringComparison.Ordinal));
            Assert.All(commands, TSqlTests.AssertReads);
        }
    }

    private async Task<CustomFieldForm> DefinitionAsync(CustomFieldType type)
    {
        if (type != CustomFieldType.Computed)
            return CustomFieldCompany.Definition(type, $"服务器{type}", "one", "two");
        var operand = await app.DefineAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "服务器乘数"));
        return CustomFieldCompany.Formula(FieldOperator.Product, "服务器计算", $"{operand}", "=2");
    }

    private static string Condition(CustomFieldEntry field) => field.Type switch
    {
        CustomFieldType.Whole or CustomFieldType.Decimal or CustomFieldType.Money or CustomFieldType.Computed => $"{field.FieldKey}.from=1&{field.FieldKey}.to=5",
        CustomFieldType.Day or CustomFieldType.Time => $"{field.FieldKey}.from=2026-01-01&{field.FieldKey}.to=month",
        CustomFieldType.Choice or CustomFieldType.Choices => $"{field.FieldKey}=one",
        CustomFieldType.YesNo => $"{field.FieldKey}=true",
        CustomFieldType.User => $"{field.FieldKey}=me",
        _ => $"{field.FieldKey}.has=机械",
    };
}
