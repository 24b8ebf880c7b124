using System.Globalization;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>
/// Pages whose saves are broken off besides <see cref="ResetPages"/>: every service with a transaction of its own, every kind of single
/// statement, and of the plain saves those that people use most. Sending a file is not among them: its form is not of this kind. Any other page
/// that is missing writes as one that is here:
/// <list type="bullet">
/// <item>completing, cancelling, starting, postponing, snoozing and moving tasks in the calendar, claiming, pinning, taking a stage back and the composer as
/// assigning and moving several tasks (CustomerEvents);</item>
/// <item>a field in place as /customers/N/edit (CustomerEditor);</item>
/// <item>lists, stages, tags and their groups, fields, their merging, retiring and removing as /admin/tags/new and the orders (ReferenceLock);</item>
/// <item>making, choosing, showing and deleting views as changing one (SavedViewService); moving and deleting departments as changing one;</item>
/// <item>a contact who moves as one who leaves; answers to requests as asking; text messages, robots and what is compulsory as mail; new rules and deleting them
/// as changing one; the first sign-in and one's password as resetting a password;</item>
/// <item>completing, reopening and voiding orders as editing one, voiding a payment as noting one (one order locked); renaming and binning a file as its settings;</item>
/// <item>one line read and sending messages again as reading all (one statement).</item>
/// </list>
/// </summary>
public static class FurtherResetPages
{
    private const string Rep = "repeast";
    private const string Manager = "mgreast";
    private const string Admin = "admin";

    /// <summary>Beyond this a match found is too old to be asked about.</summary>
    private static readonly TimeSpan MatchAge = TimeSpan.FromMinutes(10);
    private static int turns;

    /// <param name="at">The records.</param>
    /// <param name="admin">Answers what another page asks.</param>
    public static IReadOnlyList<ResetPage> Of(ResetPlaces at, Browser admin) =>
    [
        new("/admin/users/N", Admin, true, async b => (await b.GetAsync($"/admin/users/{at.Edited}")).FormWith("Form.DisplayName"),
            f => f.Set("Form.DisplayName", $"edited {Next() % 10}").Set("Form.Department", turns % 2 == 0 ? "1" : $"{at.Department}")),
        new("/views/N", Rep, true, async b => (await b.GetAsync($"/views/{at.View}")).FormWith("Form.Name"), f => f.Set("Form.Name", $"view {Next()}")),
        new("/customers/existing ask", "repsouth", true, Asking(at, admin), f => f.Set("Form.Note", $"together {Next()}")),
        new("/follow-ups/N/edit", Manager, true, async b => (await b.GetAsync($"/follow-ups/{at.Record}/edit")).FormWith("Form.Content"), f => f.Set("Form.Content", $"as it was {Next()}")),
        new("/admin/departments/N", Admin, true, async b => (await b.GetAsync($"/admin/departments/{at.Department}")).FormWith("Form.Name"), f => f.Set("Form.Name", $"杭州组{Next() % 10}")),
        new("/account/login", "", true, SigningIn, f => f),
        new("/admin/rules/N", Admin, true, async b => (await b.GetAsync($"/admin/rules/{at.Rule}")).FormWith("Form.ThresholdDays"), f => f.Set("Form.ThresholdDays", $"{1 + Next() % 30}")),
        new("/admin/notifications/mail", Admin, true, Mail, f => f.Set("Form.FromName", $"CRM {Next()}")),
        new("/customers/N assign", Manager, false, At($"/customers/{at.Assigned}?handler=assign"), InTurn(f => f.Set("Owner", $"{at.Rep}"), f => f.Set("Owner", $"{at.OtherRep}"))) { TakesTurns = true },
        new("/customers/N delete, recycle bin", Manager, false, At("/customers"), InTurn(
            f => f.To($"/customers/{at.Binned}?handler=delete"), f => f.Set("id", $"{at.Binned}").To("/customers/recycle-bin?handler=restore"))) { TakesTurns = true },
        new("/contacts/N", Rep, false, At("/contacts"), InTurn(
            f => f.Set("Form.On", "2026-11-10").To($"/contacts/{at.Contact}"), f => f.To($"/contacts/{at.Contact}?handler=return"))) { TakesTurns = true },
        new("/follow-ups/several reschedule", Rep, false, At("/follow-ups/several?handler=reschedule"), f => f.Set("Form.Ids", $"{at.Task}").Set("Form.Day", Day(2 + Next() % 200))) { TakesTurns = true },
        new("/follow-ups/commitments/N", Rep, false, At("/"), InTurn(
            f => f.To($"/follow-ups/commitments/{at.Promise}?handler=fulfil"), f => f.To($"/follow-ups/commitments/{at.Promise}?handler=reopen"))) { TakesTurns = true },
        new("/urging", Manager, false, At("/urging"), f => f.Set("Form.Tasks", $"{at.Overdue}").Set("Form.Note", $"today {Next()}")),
        new("/views layout", Rep, false, At("/views?handler=layout"), InTurn(
            f => f.Set("list", "customers").Set("cols", "name"), f => f.Set("list", "customers").Set("cols", "name", "owner"))),
        new("/account/notifications", Rep, false, async b => (await b.GetAsync("/account/notifications")).FormWith("Form.QuietFrom"),
            InTurn(f => f.Set("Form.QuietFrom", "21:00").Set("Form.QuietUntil", "07:30"), f => f.Set("Form.QuietFrom", "22:00"))) { TakesTurns = true },
        new("/account/calendar-feed", Rep, false, At("/"), InTurn(f => f.To("/account/calendar-feed"), f => f.To("/account/calendar-feed?handler=revoke"))) { TakesTurns = true },
        new("/notifications read all", Rep, false, At("/notifications?handler=readAll"), f => f.Set("upTo", "2000000000")),
        new("/admin/jobs pause, resume", Admin, false, At("/admin/jobs"), InTurn(
            f => f.Set("job", "cleaning").To("/admin/jobs?handler=pause"), f => f.To("/admin/jobs?handler=resume"))) { TakesTurns = true },
        new("/admin/users/new", Admin, false, async b => (await b.GetAsync("/admin/users/new")).FormWith("Form.UserName").Set("Form.Department", "1"),
            f => f.Set("Form.UserName", $"new{Next()}").Set("Form.EmployeeNumber", $"N{turns}").Set("Form.DisplayName", "新同事").Set("Form.Password", "Correct-horse-9")),
        new("/admin/users/N disable, enable", Admin, false, At("/admin/users"), InTurn(
            f => f.To($"/admin/users/{at.Barred}?handler=disable"), f => f.To($"/admin/users/{at.Barred}?handler=enable"))) { TakesTurns = true },
        new("/admin/users/N password", Admin, false, At($"/admin/users/{at.Barred}?handler=resetPassword"), f => f) { TakesTurns = true },
        new("/orders/new", Rep, false, async b => (await b.GetAsync($"/orders/new?customer={at.Ordered}")).FormWith("Form.Subject").Set("Form.Amount", "100"),
            f => f.Set("Form.Subject", $"order {Next()}").Set("Form.CreationKey", $"{Guid.NewGuid()}")),
        new("/orders/N/edit", Rep, true, async b => (await b.GetAsync($"/orders/{at.Order}/edit")).FormWith("Form.Subject"), f => f.Set("Form.Subject", $"order {Next()}")),
        new("/orders/N/payment", Rep, false, async b => (await b.GetAsync($"/orders/{at.Paid}/payment")).FormWith("Form.PaidOn").Set("Form.Amount", "1").Set("Form.Method", "transfer"),
            f => f.Set("Form.CreationKey", $"{Guid.NewGuid()}")),
        new("/admin/files", Admin, true, async b => (await b.GetAsync("/admin/files")).FormWith("Form.Megabytes"), f => f.Set("Form.Megabytes", $"{50 + Next() % 50}")),
        new("/admin/calendar", Admin, false, At("/admin/calendar"), f => f.Set("Form.From", Day(30 + Next() % 300)).Set("Form.Mark", "Off").Set("Form.Name", $"off {turns}")) { TakesTurns = true },
    ];

    private static int Next() => Interlocked.Increment(ref turns);

    /// <summary>Now the one, now the other.</summary>
    private static Func<PageForm, PageForm> InTurn(Func<PageForm, PageForm> one, Func<PageForm, PageForm> other)
    {
        var turn = 0;
        return f => Interlocked.Increment(ref turn) % 2 == 1 ? one(f) : other(f);
    }

    private static string Day(int ahead) => DateTime.Today.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A form that holds the token alone, as every page has one for signing out, sent elsewhere.</summary>
    private static Func<Browser, Task<PageForm>> At(string address) =>
        async b => (await b.GetAsync("/account/calendar-feed")).Form("form[action='/account/logout']").To(address);

    private static async Task<PageForm> SigningIn(Browser browser)
    {
        var page = await browser.GetAsync("/account/login");
        if (page.IsRedirect)
        {
            await (await At("/account/logout")(browser)).SubmitAsync();
            page = await browser.GetAsync("/account/login");
        }

        return page.FormWith("Form.Password").Set("Form.UserName", "repeast2").Set("Form.Password", TestCompany.Password);
    }

    private static async Task<PageForm> Mail(Browser browser) => (await browser.GetAsync("/admin/notifications/mail")).FormWith("Form.Host")
        .Set("Form.Host", "smtp.example.com").Set("Form.Port", "465").Set("Form.From", "crm@example.com");

    /// <summary>The last request is declined, so that the next one is one.</summary>
    private static Func<Browser, Task<PageForm>> Asking(ResetPlaces at, Browser admin)
    {
        var (address, since) = ("", DateTime.MinValue);
        return async browser =>
        {
            if (DateTime.UtcNow - since > MatchAge)
            {
                var answer = await browser.PostAsync("/customers/duplicate-check", ("Form.Contacts[0].Mobile", ResetPlaces.SharedMobile));
                var link = answer.Document.QuerySelector("a.duplicate-help")?.GetAttribute("href") ?? throw new InvalidOperationException($"No match was offered: {answer.Status}");
                (address, since) = (link.Replace("existing?", "existing?handler=ask&", StringComparison.Ordinal), DateTime.UtcNow);
            }

            var record = await admin.GetAsync($"/customers/{at.Shared}");
            if (record.Document.QuerySelector("form[action*='/customers/collaboration/']") is not null)
            {
                var request = record.Form("form[action*='/customers/collaboration/']");
                await request.To(request.Action.Replace("grant", "decline", StringComparison.OrdinalIgnoreCase)).SubmitAsync();
            }

            return await At(address)(browser);
        };
    }
}
