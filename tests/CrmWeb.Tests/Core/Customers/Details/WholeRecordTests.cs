using System.Reflection;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Formats;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Details;

/// <summary>Every field of the form is stored, shown, compared and logged.</summary>
public sealed class WholeRecordTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>What belongs to the form itself and not to the customer; and the company's own fields, of which CustomFieldTests says the same.</summary>
    private static readonly string[] OfTheForm =
        [nameof(CustomerForm.CreationKey), nameof(CustomerForm.Version), nameof(CustomerForm.Seen), nameof(CustomerForm.TakeTheirs), nameof(CustomerForm.ConfirmDuplicate),
        nameof(CustomerForm.MayBeWithoutContact), nameof(CustomerForm.StageId), nameof(CustomerForm.Owner), nameof(CustomerForm.Custom)];

    [Fact]
    public async Task A_form_with_every_field_comes_back_as_it_was_saved()
    {
        var saved = Whole("全字段一号装备有限公司");
        Assert.All(Fields, field => Assert.True(field.GetValue(saved) is not (null or System.Collections.ICollection { Count: 0 }), $"{field.Name} is not filled in."));

        var opened = await OpenAsync(await app.RegisterAsync(Who.RepEast, saved));

        Assert.All(Fields.Where(f => f.PropertyType == typeof(string) || f.PropertyType.IsValueType),
            field => Assert.Equal(field.GetValue(saved), field.GetValue(opened)));
        Assert.Equal("性格直爽，下午联系", opened.Contacts[0].Notes);
        Assert.Equal(["1||supporting", "|总经理|opposing", "0|把关人|"], opened.DecisionChain.Select(l => $"{l.Contact}|{l.Title}|{l.Attitude}"));
    }

    [Fact]
    public async Task The_conflict_knows_every_field()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("全字段二号装备有限公司"));
        var differences = (await app.WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(id, Whole("全字段二号装备股份有限公司"), app.As(Who.RepEast), None))).Clashes;
        string[] same = [nameof(CustomerForm.Kind), nameof(CustomerForm.Industry), nameof(CustomerForm.Source), nameof(CustomerForm.Type), nameof(CustomerForm.Category)];
        Assert.Equal(Fields.Select(f => f.Name).Except(same).Order(), differences.Select(d => d.Field).Order());
        Assert.Equal("张总 (支持) → 总经理 (反对) → 李建国 把关人", differences.Single(d => d.Field == nameof(CustomerForm.DecisionChain)).Mine);
    }

    [Fact]
    public async Task Every_changed_fact_has_its_words_in_the_change_log()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("全字段三号装备有限公司"));
        var version = (await OpenAsync(id)).Version;
        var form = Whole("全字段三号装备有限公司");
        form.Version = version;
        await SaveAsync(id, form);

        var page = await app.TimelineAsync(id, TimelineFilter.Changes, null, Who.RepEast);
        var changes = page.Items.OfType<ChangeItem>().SelectMany(i => i.Changes).ToList();
        Assert.DoesNotContain(changes, c => c.Label.Contains("Id", StringComparison.Ordinal));
        Assert.Equal("小型", changes.Single(c => c.Label == "企业规模").New);
        Assert.Equal("¥399,990,000", changes.Single(c => c.Label == "年营业额").New);
        Assert.Equal("2026-05-04", changes.Single(c => c.Label == "首次联系").New);
        Assert.Equal("是", changes.Single(c => c.Label == "需多部门审批").New);
        Assert.Equal(["1. 张总 · 支持", "2. 总经理 · 反对", "3. 李建国 把关人"], changes.Where(c => c.Label == "决策链").Select(c => c.New));
    }

    [Fact]
    public async Task Only_the_links_that_change_are_logged_and_a_contact_may_go_with_its_link()
    {
        var id = await app.RegisterAsync(Who.RepEast, Whole("全字段四号装备有限公司"));
        var form = await OpenAsync(id);
        form.DecisionChain[1].Attitude = DecisionLinkForm.Neutral;
        await SaveAsync(id, form);
        Assert.Equal(["2|-1|总经理", "2|0|总经理"], await LogAsync(id));

        form = await OpenAsync(id);
        form.Contacts.RemoveAt(1);
        form.DecisionChain.RemoveAt(0);
        form.DecisionChain[1].Contact = "0";
        await SaveAsync(id, form);

        var stored = await OpenAsync(id);
        Assert.Equal(["|总经理|neutral", "0|把关人|"], stored.DecisionChain.Select(l => $"{l.Contact}|{l.Title}|{l.Attitude}"));
    }

    [Fact]
    public async Task A_link_keeps_its_contact_when_an_empty_row_before_it_is_left_out()
    {
        var form = Forms.Customer("全字段五号装备有限公司");
        form.Contacts = [form.Contacts[0], new ContactForm(), new ContactForm { Name = "钱总", Mobile = Forms.NewMobile() }];
        form.DecisionChain = [new DecisionLinkForm { Contact = "2" }, new DecisionLinkForm(), new DecisionLinkForm { Title = "董事长" }];
        var opened = await OpenAsync(await app.RegisterAsync(Who.RepEast, form));
        Assert.Equal(["1|", "|董事长"], opened.DecisionChain.Select(l => $"{l.Contact}|{l.Title}"));
        Assert.Equal("钱总", opened.Contacts[1].Name);
    }

    [Theory]
    [InlineData("C34", "1000", "39999", null, "medium")]
    [InlineData("C34", "1000", "39999", "micro", "micro")]
    [InlineData("J66", "1000", "39999", null, null)]
    [InlineData("J66", null, null, "large", "large")]
    public async Task The_table_decides_the_size_unless_somebody_chose_it(string industry, string? headcount, string? revenue, string? chosen, string? stored)
    {
        var form = Forms.Customer($"规模{industry}{headcount}{chosen}样本有限公司", industry: industry);
        (form.Headcount, form.AnnualRevenue, form.SizeClass) = (headcount, revenue, chosen);
        var customer = await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, form));
        var code = await app.DbAsync(db => db.ListItems.Where(i => i.Id == customer.SizeClassId).Select(i => i.Code).FirstOrDefaultAsync());
        Assert.Equal(stored, code);
    }

    [Fact]
    public async Task A_size_left_to_the_table_follows_a_new_headcount()
    {
        var form = Forms.Customer("规模跟随样本有限公司");
        (form.Headcount, form.AnnualRevenue) = ("1000", "40000");
        var id = await app.RegisterAsync(Who.RepEast, form);
        var opened = await OpenAsync(id);
        Assert.Null(opened.SizeClass);
        opened.Headcount = "19";
        await SaveAsync(id, opened);
        var customer = await app.CustomerAsync(id);
        Assert.Equal("micro", await app.DbAsync(db => db.ListItems.Where(i => i.Id == customer.SizeClassId).Select(i => i.Code).SingleAsync()));
    }

    [Fact]
    public async Task A_form_opened_before_the_first_follow_up_does_not_take_the_first_contact_away()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("首次联系样本有限公司"));
        var opened = await OpenAsync(id);
        await app.WithAsync<CrmWeb.Core.FollowUps.Recording.FollowUpService, int>(w => w.RecordAsync(id, Forms.Record(new DateTime(2026, 11, 18, 9, 30, 0)), app.As(Who.RepEast), None));
        var at = (await app.CustomerAsync(id)).FirstContactAt;
        opened.Remarks = "其他内容";
        await SaveAsync(id, opened);
        await SaveAsync(id, await OpenAsync(id));
        Assert.NotNull(at);
        Assert.Equal(at, (await app.CustomerAsync(id)).FirstContactAt);
    }

    [Fact]
    public async Task Completeness_counts_what_a_company_has_and_a_person_needs_not()
    {
        var whole = await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, Whole("完整样本装备有限公司")));
        Assert.Equal(100, whole.Completeness);
        var bare = Forms.Customer("空白样本装备有限公司");
        var person = Forms.Customer("周先生");
        person.Kind = CustomerKind.Individual;
        Assert.True((await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, bare))).Completeness
            < (await app.CustomerAsync(await app.RegisterAsync(Who.RepEast, person))).Completeness);
    }

    private static IEnumerable<PropertyInfo> Fields => typeof(CustomerForm).GetProperties().Where(p => p.CanWrite && !OfTheForm.Contains(p.Name));

    private static CustomerForm Whole(string name)
    {
        var form = Forms.Customer(name, industry: "C34", region: "440300");
        form.CreditCode = CreditCode.Generate(new Random(name.GetHashCode(StringComparison.Ordinal)), "440306");
        foreach (var text in Fields.Where(p => p.PropertyType == typeof(string) && p.GetValue(form) is null))
            text.SetValue(form, $"{text.Name}的内容");
        (form.Level, form.Tags, form.Budget, form.ExpectedAmount, form.ExpectedOn) = (CustomerLevel.B, ["tender"], "over-1m", "500000", new DateOnly(2027, 3, 1));
        (form.Website, form.Established, form.Headcount, form.AnnualRevenue, form.SizeClass) = ("www.example.cn", "2008-05", "1000", "39999", "medium");
        (form.FirstContactOn, form.ContractSignedOn, form.DecisionNeedsSeveralDepartments) = (new DateOnly(2026, 5, 4), new DateOnly(2026, 6, 1), true);
        form.SizeClass = "small";
        form.Contacts[0].Notes = "性格直爽，下午联系";
        form.Contacts.Add(new ContactForm { Name = "张总", Mobile = Forms.NewMobile() });
        form.DecisionChain =
        [
            new DecisionLinkForm { Contact = "1", Attitude = DecisionLinkForm.Supporting },
            new DecisionLinkForm { Title = "总经理", Attitude = DecisionLinkForm.Opposing },
            new DecisionLinkForm { Contact = "0", Title = "把关人" },
        ];
        return form;
    }

    private Task<CustomerForm> OpenAsync(int id) => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));

    private Task SaveAsync(int id, CustomerForm form) => app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None));

    private Task<List<string?>> LogAsync(int id) => app.DbAsync(db => db.AuditEntries
        .Where(a => a.RootId == id && a.EntityType == nameof(DecisionLink)).OrderBy(a => a.Id).Select(a => a.OldValue ?? a.NewValue).ToListAsync());
}
