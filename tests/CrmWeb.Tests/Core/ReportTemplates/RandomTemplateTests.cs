using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.SampleData.Company;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>
/// Templates drawn at random are counted once more here, row by row over everything there is, with rules of sight written anew: no reader's
/// numbers hold a row more or less than that reader sees.
/// </summary>
public sealed class RandomTemplateTests(RandomFixture app) : IClassFixture<RandomFixture>
{
    private const int Templates = 40;

    public static TheoryData<Who> Readers => [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast, Who.MgrSouth, Who.Admin, Who.Service, Who.Marketer];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Nobody_counts_a_row_out_of_sight_and_everybody_all_in_sight(Who who)
    {
        Templated.InChinese();
        var random = new Random(20_261_201 + (int)who);
        var plain = await app.DbAsync(db => Plain.ReadAsync(db, app.As(who), app.Services));
        for (var i = 0; i < Templates; i++)
        {
            var (subject, said, expected) = plain.Draw(random);
            var result = await app.RunAsync(who, subject, said);
            Assert.True(result.Table is not null, $"{subject} {said.Write()}: {result.Hindrance}");
            var told = result.Table!.Rows.Where(r => !r.IsTotal || result.Table.Rows.Count == 1).OrderBy(r => r.Label, StringComparer.Ordinal)
                .Select(r => $"{r.Label}: {string.Join(' ', r.Cells.Select(c => c.Value is { } v ? decimal.Round(v, 3).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : "–"))}");
            Assert.True(expected.SequenceEqual(told), $"{who} {subject} {said.Write()}\n{string.Join('\n', expected)}\n--\n{string.Join('\n', told)}");
        }
    }
}

/// <summary>Customers of everybody, with orders, payments and follow-ups; some handed over, one in the bin.</summary>
public sealed class RandomFixture : CoreFixture, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var random = new Random(7);
        Who[] sellers = [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth];
        List<int> made = [];
        for (var i = 0; i < 24; i++)
        {
            var who = sellers[random.Next(sellers.Length)];
            var form = Forms.Customer($"随机模板第{i}号有限公司", industry: new[] { "C34", "F51", "I65" }[i % 3]);
            form.Category = (CustomerCategory)random.Next(1, 4);
            form.Level = random.Next(3) == 0 ? null : (CustomerLevel)random.Next(1, 5);
            form.ExpectedAmount = random.Next(3) == 0 ? null : $"{random.Next(1, 90)}";
            var id = await RegisterAsync(who, form);
            made.Add(id);
            if (random.Next(2) == 0)
                continue;
            var order = Forms.Order($"{random.Next(1, 99_999)}.{random.Next(10, 99)}");
            var orderId = await this.EnterAsync(id, order, who);
            if (random.Next(2) == 0)
                await this.PayAsync(orderId, Forms.Payment($"{random.Next(1, 900)}.{random.Next(10, 99)}", "客户多付"), who);
            await WithAsync<CrmWeb.Core.FollowUps.Recording.FollowUpService>(f => f.RecordAsync(id, Forms.Record(TestClock.Start.AddHours(8).AddDays(-random.Next(0, 60))), As(who), Templated.None));
        }

        foreach (var id in made.Where((_, i) => i % 5 == 0))
            await WithAsync<CrmWeb.Core.Customers.Editing.CustomerAssignment>(a => a.AssignAsync(id, Company[sellers[random.Next(sellers.Length)]].Id, As(Who.Admin), Templated.None));
        await WithAsync<CrmWeb.Core.Customers.Editing.RecycleBin>(b => b.DeleteAsync(made[3], As(Who.Admin), Templated.None));
    }
}
