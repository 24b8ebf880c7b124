using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

/// <summary>Tags, contacts and the decision chain of a customer that two people save at the same time.</summary>
public sealed class PeopleMergeTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Fact]
    public async Task Tags_that_either_put_on_or_took_off_are_on_and_off()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        var (id, mine, theirs) = await OpenBothAsync(f => f.Tags = ["tender", "strategic"]);
        theirs.Tags = ["tender", "high-value"];
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.Tags = ["strategic", "long-term"];
        var merge = await SaveAsync(id, mine);
        Assert.True(merge.IsSaved);
        Assert.Equal(["标签"], merge.Taken.Select(t => t.Label));
        Assert.Equal(["high-value", "long-term"], (await OpenAsync(id)).Tags.Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> OfContact => [.. ContactFields.All.Select(f => f.Key)];

    [Theory]
    [MemberData(nameof(OfContact))]
    public async Task A_contacts_fields_are_merged_and_asked_one_by_one(string key)
    {
        var (first, second) = key switch
        {
            "Mobile" => (Forms.NewMobile(), Forms.NewMobile()),
            "Landline" => ("021-61234567", "021-61234568"),
            "Mail" => ("a@example.cn", "b@example.cn"),
            "Salutation" => ("mr", "ms"),
            "Role" => ("decision-maker", "purchasing"),
            _ => ("经理写的", "销售写的"),
        };
        var field = ContactFields.All.First(f => f.Key == key);
        var property = typeof(ContactForm).GetProperty(key)!;
        var (id, mine, theirs) = await OpenBothAsync();
        property.SetValue(theirs.Contacts[0], first);
        await SaveAsync(id, theirs, Who.MgrEast);

        var other = key == "Title" ? nameof(ContactForm.Notes) : nameof(ContactForm.Title);
        typeof(ContactForm).GetProperty(other)!.SetValue(mine.Contacts[0], "另一处");
        var merge = await SaveAsync(id, mine);
        Assert.True(merge.IsSaved);
        var saved = (await OpenAsync(id)).Contacts[0];
        Assert.Equal((first, "另一处"), (field.Typed(saved), (string?)typeof(ContactForm).GetProperty(other)!.GetValue(saved)));

        // Opened before the other's change, and now with another value for the same field.
        property.SetValue(mine.Contacts[0], second);
        var clash = Assert.Single((await SaveAsync(id, mine)).Clashes);
        Assert.Equal(($"Contacts[0].{key}", app.As(Who.MgrEast).Name), (clash.Field, clash.By));
        mine.TakeTheirs = [clash.Choice!];
        Assert.True((await SaveAsync(id, mine)).IsSaved);
        Assert.Equal(first, field.Typed((await OpenAsync(id)).Contacts[0]));
    }

    [Fact]
    public async Task Contacts_that_both_added_are_both_there_and_links_go_on_naming_theirs()
    {
        var (id, mine, theirs) = await OpenBothAsync();
        theirs.Contacts.Add(new ContactForm { Name = "经理的人", Mobile = Forms.NewMobile() });
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.Contacts.Add(new ContactForm { Name = "销售的人", Mobile = Forms.NewMobile() });
        mine.DecisionChain = [new DecisionLinkForm { Contact = "1", Attitude = DecisionLinkForm.Supporting }];
        Assert.True((await SaveAsync(id, mine)).IsSaved);
        var saved = await OpenAsync(id);
        Assert.Equal(["李建国", "经理的人", "销售的人"], saved.Contacts.Select(c => c.Name!).Order(StringComparer.Ordinal).OrderBy(n => n != "李建国"));
        Assert.Equal("销售的人", saved.Contacts[saved.DecisionChain[0].ContactIndex!.Value].Name);
    }

    [Fact]
    public async Task A_contact_the_other_took_off_is_gone_unless_it_was_changed_here()
    {
        var (id, mine, theirs) = await OpenBothAsync(f => f.Contacts.Add(new ContactForm { Name = "将离开", Mobile = Forms.NewMobile() }));
        theirs.Contacts.RemoveAt(1);
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.Contacts[1].Title = "改了职务";
        var merge = await SaveAsync(id, mine);
        Assert.Equal(("Contacts[1]", null), merge.Clashes.Select(c => (c.Field, c.Choice)).Single());
        Assert.Equal("将离开", merge.Form.Contacts[1].Name);

        merge.Form.Contacts.RemoveAt(1);
        Assert.True((await SaveAsync(id, merge.Form)).IsSaved);
        Assert.Equal(["李建国"], (await OpenAsync(id)).Contacts.Select(c => c.Name));
    }

    [Fact]
    public async Task A_contact_taken_off_here_goes_unless_the_other_changed_it()
    {
        var (id, mine, theirs) = await OpenBothAsync(f => f.Contacts.Add(new ContactForm { Name = "有人改", Mobile = Forms.NewMobile() }));
        theirs.Remarks = "别处";
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.Contacts.RemoveAt(1);
        Assert.True((await SaveAsync(id, mine)).IsSaved);
        Assert.Single((await OpenAsync(id)).Contacts);

        var (second, mine2, theirs2) = await OpenBothAsync(f => f.Contacts.Add(new ContactForm { Name = "有人改", Mobile = Forms.NewMobile() }));
        theirs2.Contacts[1].Title = "新职务";
        await SaveAsync(second, theirs2, Who.MgrEast);
        mine2.Contacts.RemoveAt(1);
        var merge = await SaveAsync(second, mine2);
        Assert.Equal("Contacts[1]", Assert.Single(merge.Clashes).Field);
        Assert.Equal("新职务", merge.Form.Contacts[1].Title);
    }

    [Fact]
    public async Task The_chain_is_taken_where_only_the_other_changed_it_and_asked_as_a_whole()
    {
        System.Globalization.CultureInfo.CurrentUICulture = new("zh-CN");
        var (id, mine, theirs) = await OpenBothAsync(f => f.DecisionChain = [new DecisionLinkForm { Contact = "0" }, new DecisionLinkForm { Title = "总经理" }]);
        theirs.DecisionChain[1].Attitude = DecisionLinkForm.Opposing;
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.Remarks = "另一处";
        Assert.Equal(["决策链"], (await SaveAsync(id, mine)).Taken.Select(t => t.Label));
        Assert.Equal(["0||", "|总经理|opposing"], (await OpenAsync(id)).DecisionChain.Select(l => $"{l.Contact}|{l.Title}|{l.Attitude}"));

        mine.DecisionChain[1].Attitude = DecisionLinkForm.Supporting;
        var clash = Assert.Single((await SaveAsync(id, mine)).Clashes);
        Assert.Equal(("DecisionChain", "DecisionChain"), (clash.Field, clash.Choice));
        mine.TakeTheirs = ["DecisionChain"];
        Assert.True((await SaveAsync(id, mine)).IsSaved);
        Assert.Equal(["0||", "|总经理|opposing"], (await OpenAsync(id)).DecisionChain.Select(l => $"{l.Contact}|{l.Title}|{l.Attitude}"));
    }

    [Fact]
    public async Task Their_chain_is_taken_in_the_form_that_was_shown_again()
    {
        var (id, mine, theirs) = await OpenBothAsync(f => f.DecisionChain = [new DecisionLinkForm { Contact = "0" }, new DecisionLinkForm { Title = "总经理" }]);
        theirs.DecisionChain[1].Attitude = DecisionLinkForm.Opposing;
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.DecisionChain[1].Attitude = DecisionLinkForm.Supporting;
        mine.Contacts.Insert(0, new ContactForm { Name = "新来的", Mobile = Forms.NewMobile() });
        mine.DecisionChain[0].Contact = "1";
        var shown = (await SaveAsync(id, mine)).Form;
        Assert.True((await SaveAsync(id, Chosen(shown, "DecisionChain"))).IsSaved);
        Assert.Equal(["李建国||", "|总经理|opposing"], Chain(await OpenAsync(id)));
    }

    public static TheoryData<string, string, string> Unknown => new()
    {
        { "Contacts", "李建国", "李建国||supporting" },
        { "DecisionChain", "新来的,李建国", "|总经理|" },
        { "Contacts,DecisionChain", "李建国", "|总经理|" },
        { "-", "新来的,李建国", "新来的||,李建国||supporting" },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task Where_nobody_knows_what_was_there_contacts_and_chain_are_chosen_each_by_itself(string choices, string contacts, string chain)
    {
        var (id, mine, _) = await OpenBothAsync(f => f.DecisionChain = [new DecisionLinkForm { Title = "总经理" }]);
        mine.Contacts.Insert(0, new ContactForm { Name = "新来的", Mobile = Forms.NewMobile() });
        mine.DecisionChain = [new DecisionLinkForm { Contact = "0" }, new DecisionLinkForm { Contact = "1", Attitude = DecisionLinkForm.Supporting }];
        (mine.Version, mine.Seen) = (null, null);
        var merge = await SaveAsync(id, mine);
        Assert.Equal(["Contacts", "DecisionChain"], merge.Clashes.Select(c => c.Choice));
        Assert.True((await SaveAsync(id, Chosen(merge.Form, choices.Split(',')))).IsSaved);
        var saved = await OpenAsync(id);
        Assert.Equal(contacts.Split(',').Order(StringComparer.Ordinal), saved.Contacts.Select(c => c.Name!).Order(StringComparer.Ordinal));
        Assert.Equal(chain.Split(','), Chain(saved));
    }

    /// <summary>The form as a page sends it again, with what was chosen.</summary>
    private static CustomerForm Chosen(CustomerForm shown, params string[] choices)
    {
        shown.TakeTheirs = [.. choices];
        return shown;
    }

    private static IEnumerable<string> Chain(CustomerForm form) =>
        form.DecisionChain.Select(l => $"{(l.ContactIndex is { } at ? form.Contacts[at].Name : l.Contact)}|{l.Title}|{l.Attitude}");

    private async Task<(int Id, CustomerForm Mine, CustomerForm Theirs)> OpenBothAsync(Action<CustomerForm>? make = null)
    {
        var form = Forms.Customer($"人员合并{Interlocked.Increment(ref count)}号装备有限公司");
        make?.Invoke(form);
        var id = await app.RegisterAsync(Who.RepEast, form);
        return (id, await OpenAsync(id), await OpenAsync(id));
    }

    private Task<CustomerForm> OpenAsync(int id) => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));

    private Task<CustomerMerge> SaveAsync(int id, CustomerForm form, Who who = Who.RepEast) =>
        app.WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(id, form, app.As(who), None));
}
