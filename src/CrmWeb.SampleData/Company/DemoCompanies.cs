using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.SampleData.Company;

/// <summary>
/// Invents what stands behind the first facts: size, business, the course of the sale, who decides. Draws from numbers of its
/// own, so that the rest of the demo company stays as it is whatever is added here.
/// </summary>
internal sealed class DemoCompanies(DemoCodes codes, OrganizationClock clock)
{
    private const int Seed = 20260102;
    private const decimal TenThousand = 10_000m;

    private static readonly int[] Headcounts = [12, 18, 28, 45, 60, 85, 120, 160, 210, 280, 360, 520, 860, 1200, 1800];

    private static readonly (string Title, string Role)[] Chain =
        [("采购经理", "purchasing"), ("技术总监", "technical"), ("财务总监", "finance"), ("总经理", "decision-maker")];

    private readonly Random random = new(Seed);

    /// <summary>The profile with its details; customers that nobody has spoken to keep what a lead comes with.</summary>
    public CustomerProfile Detail(CustomerProfile profile, DemoHistory history, DemoTrade trade, string number)
    {
        if (history.Depth == 0 && random.Next(2) == 0)
            return profile;

        var persons = Pick(Headcounts);
        var revenue = persons * random.Next(35, 140) * TenThousand;
        var enterprise = profile.Kind == CustomerKind.Enterprise;
        var word = trade.Words[0];
        var met = history.Depth > 0;
        var known = profile with
        {
            Company = profile.Company with
            {
                Website = profile.Kind == CustomerKind.Individual || random.Next(3) == 0 ? null : $"www.{number.ToLowerInvariant()}.example.cn",
                Established = profile.Kind == CustomerKind.Individual ? null : Founded(),
                Headcount = profile.Kind == CustomerKind.Individual ? null : persons,
                AnnualRevenue = enterprise ? revenue : null,
                IndustryPosition = enterprise && random.Next(4) == 0 ? Pick(DemoDetails.Positions) : null,
                MainBusiness = profile.Kind == CustomerKind.Individual ? null : $"{word}{Pick(DemoDetails.BusinessesOf(trade.Industry))}",
                MainCustomerGroups = enterprise && random.Next(3) > 0 ? Pick(DemoDetails.Groups) : null,
            },
            SizeClassId = enterprise && SizeClassTable.Propose(trade.Industry, persons, revenue) is { } size ? codes.Item(ListKind.SizeClass, size) : null,
            Needs = profile.Needs with { CommunicationNotes = random.Next(4) == 0 ? Pick(DemoDetails.Notes) : null },
        };
        return met ? WithSale(known, history) : known;
    }

    /// <summary>Who decides at a customer with whom one has got somewhere: contacts first, then the titles still missing.</summary>
    public IReadOnlyList<DecisionLink> Decide(Customer customer, DemoHistory history)
    {
        if (history.Depth < 2 || customer.Kind == CustomerKind.Individual || random.Next(5) == 0)
            return [];
        var people = customer.Contacts.ToList();
        var titles = Chain.Where(link => people.TrueForAll(p => p.Title != link.Title)).Select(link => link.Title).Take(random.Next(1, 3));
        List<(Contact? Contact, string? Title)> links = [.. people.Select(p => ((Contact?)p, (string?)null)), .. titles.Select(t => ((Contact?)null, (string?)t))];
        return [.. links.Select((link, i) => new DecisionLink(i + 1, link.Contact, link.Title, Attitude(link.Contact is not null, history)))];
    }

    private CustomerProfile WithSale(CustomerProfile profile, DemoHistory history)
    {
        var needs = profile.Needs with
        {
            NeedOrigin = random.Next(2) == 0 ? Pick(DemoDetails.Origins) : null,
            Preferences = random.Next(3) == 0 ? Pick(DemoDetails.Preferences) : null,
            ExpectedDirection = random.Next(3) > 0 ? Pick(DemoDetails.Directions) : null,
            ExpectedPeriod = random.Next(2) == 0 ? Pick(DemoDetails.Periods) : null,
            Competitors = Pick(DemoDetails.Competitors),
            CooperationHistory = history.Depth >= 4 ? Pick(DemoDetails.Histories) : random.Next(3) == 0 ? "无" : null,
        };
        var notes = profile.Notes with
        {
            Commitments = history.Depth >= 3 && random.Next(2) == 0 ? Pick(DemoDetails.Commitments) : null,
            AccountPlan = history.Depth >= 2 && random.Next(3) == 0 ? Pick(DemoDetails.Plans) : null,
            ContractSignedOn = history.Visits.FirstOrDefault(v => v.MovesTo == "won") is { } won ? DateOnly.FromDateTime(clock.ToLocal(won.HappenedAt)) : null,
        };
        return profile with
        {
            Needs = needs with { DecisionNeedsSeveralDepartments = history.Depth >= 2 ? random.Next(2) == 0 : null },
            Notes = notes,
        };
    }

    private int? Attitude(bool met, DemoHistory history) => random.Next(10) switch
    {
        _ when !met && random.Next(2) == 0 => null,
        < 5 => history.IsLost ? 0 : 1,
        < 8 => 0,
        8 => -1,
        _ => null,
    };

    private string Founded() => random.Next(3) switch
    {
        0 => $"{random.Next(1994, 2021)}",
        1 => $"{random.Next(1994, 2021)}-{random.Next(1, 13):D2}",
        _ => $"{random.Next(1994, 2021)}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2}",
    };

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
