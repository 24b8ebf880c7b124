using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Customers.CustomFields;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>The free analysis by a field of the company's own of which a customer has one choice.</summary>
public sealed class OwnDimensionTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Customers_are_counted_by_their_choice_and_each_number_is_its_rows()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "采购方式", "招标", "比价", "直采"));
        foreach (var choice in new[] { "招标", "招标", "比价" })
            await app.CustomerAsync((field.Key, choice));
        await app.CustomerAsync();

        var table = (await ReadAsync(new ReportFilter { By = field.FieldKey })).Tables[0];

        Assert.Equal("采购方式", table.Subject);
        Assert.Equal(["招标", "比价"], table.Rows.Select(r => r.Label).Take(2));
        Assert.Equal([2, 1], table.Rows.Take(2).Select(r => (int)r.Cells[0].Value!.Value));
        Assert.Null(table.Rows[2].Cells[0].Rows);
        Assert.Equal((int)table.Rows[^1].Cells[0].Value!.Value, table.Rows.SkipLast(1).Sum(r => (int)r.Cells[0].Value!.Value));
        foreach (var row in table.Rows.Take(2))
        {
            var query = QueryHelpers.AddQueryString("", row.Cells[0].Rows!.Query.Select(q => KeyValuePair.Create(q.Key, (string?)q.Value))).TrimStart('?');
            var rows = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(CustomerFilter.Of(query), app.As(Who.RepEast), None));
            Assert.Equal((int)row.Cells[0].Value!.Value, rows.Total);
        }
    }

    [Fact]
    public async Task It_goes_with_another_dimension_and_a_merged_choice_counts_as_what_it_became()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "付款习惯", "月结", "现结", "月底结"));
        foreach (var choice in new[] { "月结", "月底结", "现结" })
            await app.CustomerAsync((field.Key, choice));
        await app.WithAsync<CustomChoiceMerge>(m => m.MergeAsync(field.Id, field.Choices[2].Id, field.Choices[0].Id, app.As(Who.Admin), None));

        var table = (await ReadAsync(new ReportFilter { By = "level", Then = field.FieldKey })).Tables[0];

        Assert.Equal(["月结", "现结"], table.Columns.Take(2).Select(c => c.Name));
        Assert.Equal([2, 1], table.Rows[^1].Cells.Take(2).Select(c => (int)c.Value!.Value));
    }

    [Fact]
    public async Task A_field_the_reader_may_not_see_answers_as_one_that_is_not_there_and_a_number_is_no_dimension()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Choice, "内部评级", "甲", "乙");
        form.SeenBy = ["manager", "admin"];
        var hidden = await app.DefinedAsync(form);
        var number = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "产线条数"));
        Assert.NotNull(await ReadAsync(new ReportFilter { By = hidden.FieldKey }, Who.MgrEast));
        foreach (var key in new[] { hidden.FieldKey, number.FieldKey, "cf.nothing" })
            Assert.Equal("by", (await Assert.ThrowsAsync<BadQueryException>(() => ReadAsync(new ReportFilter { By = key }))).Parameter);
    }

    [Fact]
    public async Task SQL_Server_reads_what_is_asked()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "服务器维度", "一", "二"));
        foreach (var filter in new[] { new ReportFilter { By = field.FieldKey }, new ReportFilter { By = "stage", Then = field.FieldKey, Measure = "win-rate" } })
            Assert.All(await TSqlTests.CommandsAsync(app, x => x.ReadAsync<AnalysisReport>(filter, app.As(Who.MgrEast))), TSqlTests.AssertReads);
    }

    private Task<ReportResult> ReadAsync(ReportFilter filter, Who who = Who.RepEast) =>
        app.WithAsync<ReportCatalog, ReportResult>(c => c.Find("analysis")!.ReadAsync(filter, app.As(who), None));
}
