using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.SampleData.Company;

/// <summary>What a rep writes after one kind of interaction.</summary>
internal sealed record DemoNote(string Stage, string Method, string Subject, string Content, string Result, string NextStep)
{
    /// <summary>The notes brought along, one per line of the file.</summary>
    public static ILookup<string, DemoNote> Read()
    {
        using var stream = typeof(DemoNote).Assembly.GetManifestResourceStream("CrmWeb.SampleData.Company.follow-ups.txt")
            ?? throw new InvalidOperationException("follow-ups.txt is missing from the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Trim().Split('|'))
            .Select(part => new DemoNote(part[0], part[1], part[2], part[3], part[4], part[5]))
            .ToLookup(note => note.Stage);
    }
}

/// <summary>Lets the planned histories happen to the customers, and writes them down.</summary>
internal sealed class DemoFollowUps(Random random, DemoCodes codes, OrganizationClock clock)
{
    public const int CancelledCount = 20;

    public const int PlannedCount = 90;

    private static readonly string[] NeverWon = ["price", "competitor", "no-budget", "no-need", "no-response", "product-fit", "postponed", "tender-lost"];
    private static readonly string[] NoLongerCustomer = ["service", "renewal-price", "switched", "in-house", "contact-left"];
    private static readonly string[] Feedback =
        ["界面比较直观，一线人员容易上手。", "关心上线之后的服务响应速度。", "希望先看同行业的实际效果。", "对移动端比较满意。", "觉得现有流程确实需要改。", "担心数据迁移影响日常工作。"];
    private static readonly string[] Objections = ["价格比预期高。", "实施周期偏长。", "担心员工抵触新系统。", "总部可能统一采购。", "希望先小范围试点。"];

    /// <summary>Index of the stage from which on a customer is an existing one.</summary>
    private const int Bought = 4;

    /// <summary>Its own, so that what was there before these stays as it was.</summary>
    private readonly Random progress = new(20261122);

    private readonly ILookup<string, DemoNote> notes = DemoNote.Read();

    /// <summary>Moves the customer through its stages at the times of its interactions.</summary>
    public void Replay(DemoHistory history)
    {
        foreach (var visit in history.Visits)
        {
            history.Customer.FollowedUp(visit.HappenedAt, history.Owner.Id, visit.WrittenAt);
            if (visit.MovesTo is not { } next)
                continue;
            var reason = next != DemoHistories.Lost ? null : Pick(history.Depth >= 4 ? NoLongerCustomer : NeverWon);
            history.Customer.MoveTo(codes.Stage(next), history.Owner.Id, visit.WrittenAt,
                next == DemoHistories.Lost ? "客户方已明确答复，停止推进。" : null,
                reason is null ? null : codes.Item(ListKind.LossReason, reason));
        }
    }

    /// <summary>The rows, for customers that have their ids; exactly <paramref name="count"/>.</summary>
    public IReadOnlyList<FollowUp> Write(IReadOnlyList<DemoHistory> histories, int count)
    {
        List<FollowUp> all = [.. histories.SelectMany(h => h.Visits.Select((visit, i) => Done(h, visit, i == 0 ? null : h.Visits[i - 1])))];
        all.AddRange(histories.Where(h => h.Visits.Count >= 4).Take(CancelledCount).Select(CalledOff));
        all.AddRange(Planned(histories));
        return all.Count == count ? all : throw new InvalidOperationException($"{all.Count} follow-ups were planned instead of {count}.");
    }

    internal FollowUp Done(DemoHistory history, DemoVisit visit, DemoVisit? before)
    {
        var facts = Facts(history, visit.Stage);

        // Some were planned at the interaction before, some happened unplanned.
        if (before is null || random.Next(100) >= 35)
            return FollowUp.Recorded(history.Customer.Id, NewKey(), facts, visit.HappenedAt, history.Owner.Id, visit.WrittenAt);
        var plan = new FollowUpFacts(facts.MethodId, facts.ContactId, facts.Subject, null);
        var followUp = FollowUp.Planned(history.Customer.Id, NewKey(), plan, PlanAt(visit.HappenedAt, history.Owner), history.Owner.Id, before.WrittenAt);
        followUp.Complete(facts, visit.HappenedAt, history.Owner.Id, visit.WrittenAt);
        return followUp;
    }

    /// <summary>One between the second and the third interaction that did not take place.</summary>
    internal FollowUp CalledOff(DemoHistory history)
    {
        var (before, after) = (history.Visits[1], history.Visits[2]);
        var note = Pick(notes[before.Stage]);
        var at = before.HappenedAt + (after.HappenedAt - before.HappenedAt) / 2;
        var followUp = FollowUp.Planned(history.Customer.Id, NewKey(), Plain(history, note), PlanAt(at, history.Owner), history.Owner.Id, before.WrittenAt);
        followUp.Cancel(after.WrittenAt);
        return followUp;
    }

    /// <summary>Each owner has something overdue, something today and more ahead; one plan for a customer at most.</summary>
    private IEnumerable<FollowUp> Planned(IReadOnlyList<DemoHistory> histories)
    {
        var now = clock.UtcNow;
        var dayLeft = clock.StartOfDay(clock.Today.AddDays(1)) - now;
        foreach (var group in histories.Where(h => !h.IsLost && h.Visits.Count > 0).GroupBy(h => h.Owner))
        {
            var (overdue, today, ahead) = group.Key.UserName!.StartsWith("rep", StringComparison.Ordinal) ? (6, 5, 15) : (2, 1, 3);
            var byQuiet = group.OrderBy(h => h.Visits[^1].HappenedAt).ToList();
            var late = byQuiet.Skip(byQuiet.Count / 3).Take(overdue).ToList();
            var others = byQuiet.Except(late).OrderByDescending(h => h.Visits[^1].HappenedAt).Take(today + ahead).ToList();
            foreach (var h in late)
            {
                var last = h.Visits[^1].WrittenAt;
                yield return Plan(h, AtWork(last + (now - last) * (0.3 + 0.6 * random.NextDouble()), last, now.AddMinutes(-20)), last);
            }

            for (var i = 0; i < others.Count; i++)
            {
                var at = i < today
                    ? now + dayLeft * (0.1 + 0.8 * i / today)
                    : AtWork(now.AddDays(random.Next(2, 24)), now.AddDays(1.5), DateTime.MaxValue);
                yield return Plan(others[i], new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc), others[i].Visits[^1].WrittenAt);
            }
        }
    }

    private DateTime AtWork(DateTime utc, DateTime notBefore, DateTime notAfter) =>
        new DemoHistories(random, clock).AtWork(utc, notBefore, notAfter);

    /// <summary>Those who bought are called every quarter; some of what is due has been begun.</summary>
    internal FollowUp Plan(DemoHistory history, DateTime at, DateTime writtenAt)
    {
        var recurrence = history.Depth >= Bought ? FollowUpRecurrence.Quarterly : FollowUpRecurrence.None;
        var plan = PlanAt(at, history.Owner) with { Recurrence = recurrence };
        var followUp = FollowUp.Planned(history.Customer.Id, NewKey(), Plain(history, Pick(notes[DemoHistories.Path[history.Depth]])), plan, history.Owner.Id, writtenAt);
        if (at < clock.StartOfDay(clock.Today.AddDays(1)) && progress.Next(4) == 0)
            followUp.Start(writtenAt);
        return followUp;
    }

    private FollowUpPlan PlanAt(DateTime at, CrmUser assignee) => new(
        at, assignee.Id, random.Next(10) switch { < 2 => FollowUpPriority.High, < 9 => FollowUpPriority.Normal, _ => FollowUpPriority.Low }, 10, NotificationChannels.Page);

    private FollowUpFacts Plain(DemoHistory history, DemoNote note) =>
        new(codes.Item(ListKind.FollowUpMethod, note.Method), Contact(history).Id, note.NextStep, null);

    private FollowUpFacts Facts(DemoHistory history, string stage)
    {
        var note = Pick(notes[stage]);
        var contact = Contact(history);
        var product = Pick(DemoWords.Products);
        return new FollowUpFacts(codes.Item(ListKind.FollowUpMethod, note.Method), contact.Id, note.Subject, Fill(note.Content, history, contact, product))
        {
            Result = Fill(note.Result, history, contact, product),
            NextStep = Fill(note.NextStep, history, contact, product),
            Feedback = random.Next(100) < 35 ? Pick(Feedback) : null,
            Objections = stage is "quotation" or "negotiation" && random.Next(100) < 40 ? Pick(Objections) : null,
        };
    }

    private string Fill(string content, DemoHistory history, Contact contact, string product) => content
        .Replace("{contact}", contact.Name, StringComparison.Ordinal)
        .Replace("{product}", product, StringComparison.Ordinal)
        .Replace("{n}", random.Next(2, 9).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{amount}", $"{(history.Customer.Needs.ExpectedAmount ?? 200_000m) / 10_000m:0.#}万元", StringComparison.Ordinal);

    private Contact Contact(DemoHistory history) => Pick(history.Customer.Contacts);

    private T Pick<T>(IEnumerable<T> choices) => choices.ElementAt(random.Next(choices.Count()));

    private Guid NewKey()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
