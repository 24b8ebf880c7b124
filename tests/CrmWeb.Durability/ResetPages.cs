using System.Globalization;
using System.Net;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>A page that writes, and how its form is filled so that it is saved.</summary>
/// <param name="User">Whose page it is.</param>
/// <param name="OpensEachTime">Its form carries a version, or acts on what the last one left: it is opened anew for every send.</param>
/// <param name="OpenAsync">Opens the form, filled.</param>
/// <param name="Renew">Makes of a form that was sent one that is another.</param>
public sealed record ResetPage(string Name, string User, bool OpensEachTime, Func<Browser, Task<PageForm>> OpenAsync, Func<PageForm, PageForm> Renew)
{
    /// <summary>Takes turns with its opposite without looking which of the two is due.</summary>
    public bool TakesTurns { get; init; }

    /// <summary>Whether the answer says that a save broken off before has changed the record meanwhile, so that the next one has to be tried.</summary>
    public bool IsOverlapped(HttpStatusCode status) =>
        (OpensEachTime && status is (HttpStatusCode.Conflict or HttpStatusCode.BadRequest))
        || (TakesTurns && status is (HttpStatusCode.Conflict or HttpStatusCode.BadRequest or HttpStatusCode.NotFound));
}

/// <summary>The pages whose saves are broken off.</summary>
public static class ResetPages
{
    private const string Rep = "repeast";
    private const string Admin = "admin";
    private static readonly string[] Stages = ["initial", "needs", "quotation", "negotiation"];
    private static int phones;
    private static int turns;

    /// <summary>The two that are named first are those a phone uses most.</summary>
    /// <param name="customer">One of the rep's customers.</param>
    /// <param name="task">A task of the rep.</param>
    public static IReadOnlyList<ResetPage> Of(int customer, int task) =>
    [
        new("/customers/new", Rep, false, OpenNewCustomer, NewCustomer),
        new("/follow-ups/new", Rep, false, async b => Record((await b.GetAsync($"/follow-ups/new?customer={customer}")).FormWith("Form.Content")), NewFollowUp),
        new("/customers/N/edit", Rep, true, async b => (await b.GetAsync($"/customers/{customer}/edit")).FormWith("Form.Name"),
            f => f.Set("Form.Remarks", $"edit {Next()}")),
        new("/customers/N stage", Rep, true, async b => (await b.GetAsync($"/customers/{customer}/stage")).FormWith("Move.StageReason"),
            f => f.Set("Move.Stage", Stages[(Array.IndexOf(Stages, f["Move.From"]) + 1) % Stages.Length]).Set("Move.StageReason", "as agreed")),
        new("/follow-ups/new plan", Rep, false, async b => (await b.GetAsync($"/follow-ups/new?customer={customer}&plan=true")).FormWith("Form.Subject")
            .Set("Form.Method", "visit"), f => f.Set("Form.Subject", $"demonstration {Next()}").Set("Form.CreationKey", $"{Guid.NewGuid()}")),
        new("/follow-ups/N replan", Rep, true, async b => (await b.GetAsync($"/follow-ups/{task}?replan=true")).FormWith("Form.At"),
            f => f.Set("Form.At", DateTime.Today.AddDays(2 + Next() % 200).AddHours(10).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture))),
        new("/account/profile", Rep, true, async b => (await b.GetAsync("/account/profile")).FormWith("Form.DisplayName"), f => f.Set("Form.DisplayName", $"王海涛{Next() % 10}")),
        new("/admin/tags/new", Admin, false, async b => NewTag(await b.GetAsync("/admin/tags/new")), f => f.Set("Form.Zh", $"标{Next()}").Set("Form.En", $"Tag {turns}")),
        new("/admin/lists/source order", Admin, true, async b => Down(await b.GetAsync("/admin/lists/source"), "item"), f => f),
        new("/admin/stages order", Admin, true, async b => Down(await b.GetAsync("/admin/stages"), "stage"), f => f),
        new("/admin/departments/new", Admin, false, async b => NewDepartment(await b.GetAsync("/admin/departments/new")), f => f.Set("Form.Name", $"新部门{Next()}")),
    ];

    internal static async Task<PageForm> OpenNewCustomer(Browser browser) => (await browser.GetAsync("/customers/new")).FormWith("Form.Name")
        .Set("Form.Industry", "C34").Set("Form.Region", "310000").Set("Form.Source", "online").Set("Form.Contacts[0].Name", "周文博");

    private static int Next() => Interlocked.Increment(ref turns);

    internal static PageForm NewCustomer(PageForm form) => form.Set("Form.CreationKey", $"{Guid.NewGuid()}")
        .Set("Form.Name", string.Concat(Enumerable.Range(0, 8).Select(_ => (char)Random.Shared.Next(0x4e00, 0x9f00))) + "有限公司")
        .Set("Form.Contacts[0].Mobile", $"136{Interlocked.Increment(ref phones):D8}");

    private static PageForm NewFollowUp(PageForm form) => form.Set("Form.CreationKey", $"{Guid.NewGuid()}").Set("Form.Content", $"followed up {Guid.NewGuid():N}");

    internal static PageForm Record(PageForm form) => form.Set("Form.Method", "phone").Set("Form.Result", "went well").Set("Form.NextStep", "send an offer")
        .Set("Form.NextAt", DateTime.Parse(form["Form.At"]!, CultureInfo.InvariantCulture).AddDays(3).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));

    private static PageForm NewTag(PageAnswer page) => page.FormWith("Form.Zh").Set("Form.Group", FirstChoice(page, "Form.Group"));

    private static PageForm NewDepartment(PageAnswer page) => page.FormWith("Form.Name").Set("Form.Parent", FirstChoice(page, "Form.Parent"));

    /// <summary>The second down button: the first entry of a list often has a fixed place.</summary>
    private static PageForm Down(PageAnswer page, string field)
    {
        var button = page.Document.QuerySelectorAll($"button[name='{field}'][formaction*='down']:not([disabled])").Skip(1).First();
        return page.Form($"form:has(button[name='{field}'])").Set(field, button.GetAttribute("value")).To(button.GetAttribute("formaction")!);
    }

    private static string? FirstChoice(PageAnswer page, string field) =>
        page.Document.QuerySelectorAll($"[name='{field}'] option").Select(o => o.GetAttribute("value")).FirstOrDefault(v => !string.IsNullOrEmpty(v));
}
