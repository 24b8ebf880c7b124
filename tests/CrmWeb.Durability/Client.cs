using System.Globalization;
using System.Net;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>One signed-in person who writes without pause: new customers, edits, follow-ups, moves to another stage.</summary>
public sealed class Client(ServedProgram program, string userName, Ledger ledger, int seed)
{
    private static readonly string[] Stages = ["initial", "needs", "quotation", "negotiation"];
    private static int phones;
    private readonly Random random = new(seed);
    private readonly List<Kept> mine = [];
    private CookieContainer? cookies;

    /// <summary>Writes until the connection breaks or time is over.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            cookies ??= await program.SignInAsync(userName);
            var browser = program.Browse(cookies);
            using var http = browser.Http;
            while (!ct.IsCancellationRequested)
                await WriteOnceAsync(browser);
        }
        catch (HttpRequestException)
        {
            // Killed while it answered: this write was never acknowledged.
        }
    }

    private Task WriteOnceAsync(Browser browser) => mine.Count == 0 || random.Next(4) == 0 ? CreateAsync(browser) : random.Next(3) switch
    {
        0 => EditAsync(browser, mine[random.Next(mine.Count)]),
        1 => FollowUpAsync(browser, mine[random.Next(mine.Count)]),
        _ => MoveAsync(browser, mine[random.Next(mine.Count)]),
    };

    private async Task CreateAsync(Browser browser)
    {
        var name = RandomName();
        var saved = await SendAsync((await browser.GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Industry", "C34").Set("Form.Region", "310000").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "周文博").Set("Form.Contacts[0].Mobile", $"136{Interlocked.Increment(ref phones) + Environment.ProcessId % 1000 * 100000:D8}"));
        if (saved?.Location is not { } location)
            return;
        var kept = new Kept(int.Parse(location.Split('/')[^1], CultureInfo.InvariantCulture), name);
        ledger.Customers[kept.Id] = kept;
        mine.Add(kept);
    }

    private async Task EditAsync(Browser browser, Kept customer)
    {
        var form = (await browser.GetAsync($"/customers/{customer.Id}/edit")).FormWith("Form.Name");
        customer.EditSent++;
        if (await SendAsync(form.Set("Form.Remarks", $"edit {customer.EditSent}")) is not null)
            customer.EditDone = customer.EditSent;
    }

    private async Task FollowUpAsync(Browser browser, Kept customer)
    {
        var content = $"followed up {Guid.NewGuid():N}";
        var form = (await browser.GetAsync($"/follow-ups/new?customer={customer.Id}")).FormWith("Form.Content");
        var next = DateTime.Parse(form["Form.At"]!, CultureInfo.InvariantCulture).AddDays(3).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        form.Set("Form.Method", "phone").Set("Form.Content", content).Set("Form.Result", "went well").Set("Form.NextStep", "send an offer").Set("Form.NextAt", next);
        if (await SendAsync(form) is not null)
            customer.FollowUps.Enqueue(content);
    }

    private async Task MoveAsync(Browser browser, Kept customer)
    {
        var form = (await browser.GetAsync($"/customers/{customer.Id}/stage")).FormWith("Move.StageReason");
        customer.StageSent = Stages[(Array.IndexOf(Stages, form["Move.From"]) + 1) % Stages.Length];
        if (await SendAsync(form.Set("Move.Stage", customer.StageSent).Set("Move.StageReason", "as agreed")) is not null)
            customer.StageDone = customer.StageSent;
    }

    /// <summary>Sends a form; null where it was not acknowledged.</summary>
    private async Task<PageAnswer?> SendAsync(PageForm form)
    {
        var answer = await form.SubmitAsync();
        if (answer.IsRedirect && !answer.LeadsToSignIn)
        {
            ledger.Acknowledge();
            return answer;
        }

        ledger.Refusals.Enqueue($"{userName}: {answer.Status} {string.Join(' ', answer.Texts(".field-error, [id$=_error], .alert"))}");
        return null;
    }

    /// <summary>Unlike any other, so that no duplicate is found.</summary>
    private string RandomName() => string.Concat(Enumerable.Range(0, 8).Select(_ => (char)random.Next(0x4e00, 0x9f00))) + "有限公司";
}
